package ventricle.app.worklist;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.store.db.StudyEntry;
import ventricle.engine.store.db.StudyLock;
import ventricle.engine.store.db.StudyRow;
import ventricle.engine.store.db.Worklist.Sort;

/** The columns of the worklist. */
final class WorklistColumns {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter THIS_YEAR =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

  /** Columns share what room there is, and keep this part of their width. */
  private static final double NARROWEST = .88;

  private final Text text;

  WorklistColumns(Text text) {
    this.text = text;
  }

  List<TableColumn<@Nullable StudyRow, String>> all() {
    return List.of(
        column("patient", Sort.PATIENT, 170, row -> name(row.entry())),
        column("patient-id", Sort.PATIENT_ID, 104, row -> orEmpty(row.entry().patientId())),
        column(
            "date",
            Sort.DATE,
            112,
            row -> row.entry().date() == null ? "" : DAY.format(row.entry().date())),
        column(
            "images",
            null,
            70,
            row -> text.get("worklist.images.value", row.entry().slices(), row.entry().phases())),
        stage(),
        column("reader", Sort.READER, 84, this::readers),
        number(
            column(
                "ef",
                Sort.EF,
                64,
                row ->
                    row.lvEfPercent() == null
                        ? ""
                        : text.get("worklist.ef.value", Math.round(row.lvEfPercent())))),
        number(
            column(
                "flags",
                Sort.FLAGS,
                56,
                row -> row.flags() == null || row.flags() == 0 ? "" : row.flags().toString())),
        column("open", null, 84, row -> openBy(row.lock())),
        column("changed", Sort.CHANGED, 128, row -> moment(row.changed())));
  }

  private TableColumn<@Nullable StudyRow, String> column(
      String name, @Nullable Sort sort, double width, Function<StudyRow, String> value) {
    TableColumn<@Nullable StudyRow, String> column =
        new TableColumn<>(text.get("worklist." + name));
    column.setId("worklist-" + name);
    column.setUserData(sort);
    column.setSortable(sort != null);
    column.setReorderable(false);
    column.setPrefWidth(width);
    column.setMinWidth(width * NARROWEST);
    column.setCellValueFactory(
        cell ->
            new ReadOnlyStringWrapper(cell.getValue() == null ? "" : value.apply(cell.getValue())));
    return column;
  }

  private static TableColumn<@Nullable StudyRow, String> number(
      TableColumn<@Nullable StudyRow, String> column) {
    column.getStyleClass().add("number");
    return column;
  }

  private TableColumn<@Nullable StudyRow, String> stage() {
    TableColumn<@Nullable StudyRow, String> column =
        column("stage", Sort.STAGE, 96, row -> Text.key(row.stage()));
    column.setCellFactory(unused -> new StageCell(text));
    return column;
  }

  private String name(StudyEntry entry) {
    String name = entry.patientName();
    return name == null ? text.get("worklist.unnamed") : name;
  }

  private String readers(StudyRow row) {
    String reader = row.reader();
    if (reader == null) {
      return "";
    }
    return row.flags() != null && row.otherReaders() > 0
        ? text.get("worklist.readers.more", reader, row.otherReaders())
        : reader;
  }

  private static String moment(Instant time) {
    ZonedDateTime here = time.atZone(ZoneId.systemDefault());
    boolean thisYear = here.getYear() == ZonedDateTime.now(here.getZone()).getYear();
    return (thisYear ? THIS_YEAR : DAY).format(here);
  }

  private static String openBy(@Nullable StudyLock lock) {
    return lock == null || lock.stale() ? "" : lock.reader();
  }

  private static String orEmpty(@Nullable String words) {
    return words == null ? "" : words;
  }

  /** A stage as a chip: a word and a colour, never a colour alone. */
  private static final class StageCell extends TableCell<@Nullable StudyRow, String> {

    private final Text text;
    private final Label chip = new Label();

    StageCell(Text text) {
      this.text = text;
      chip.getStyleClass().add("stage");
    }

    @Override
    protected void updateItem(@Nullable String stage, boolean empty) {
      super.updateItem(stage, empty);
      if (empty || stage == null || stage.isEmpty()) {
        setGraphic(null);
        return;
      }
      chip.setText(text.get("worklist.stage." + stage));
      for (String each : List.of("new", "draft", "ready", "signed", "amended")) {
        chip.pseudoClassStateChanged(PseudoClass.getPseudoClass(each), each.equals(stage));
      }
      setGraphic(chip);
    }
  }
}
