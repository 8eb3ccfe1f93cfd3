package ventricle.app.pacs;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import ventricle.app.text.Text;
import ventricle.engine.dicom.web.StudyMatch;

/** Studies of an archive. */
final class PacsTable extends TableView<StudyMatch> {

  private static final double ROW = 34;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private final Label placeholder = new Label();

  /**
   * @param fetch called with the study that is to be opened
   */
  PacsTable(Text text, Consumer<StudyMatch> fetch) {
    setId("pacs-table");
    setAccessibleText(text.get("pacs.title"));
    setFixedCellSize(ROW);
    placeholder.getStyleClass().add("quiet");
    setPlaceholder(placeholder);
    setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    getColumns()
        .setAll(
            List.of(
                column(text, "patient", 190, s -> s.patientName().replace('^', ' ').strip()),
                column(text, "patient-id", 110, StudyMatch::patientId),
                column(text, "date", 110, s -> s.date() == null ? "" : DAY.format(s.date())),
                column(text, "modalities", 90, s -> String.join(", ", s.modalities())),
                number(column(text, "series", 64, s -> count(s.series()))),
                number(column(text, "images", 72, s -> count(s.instances()))),
                column(text, "study", 220, StudyMatch::description)));
    setRowFactory(
        unused -> {
          TableRow<StudyMatch> row = new TableRow<>();
          row.setOnMouseClicked(
              e -> {
                if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                  Optional.ofNullable(row.getItem()).ifPresent(fetch);
                }
              });
          return row;
        });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            chosen().ifPresent(fetch);
            e.consume();
          }
        });
  }

  private static TableColumn<StudyMatch, String> column(
      Text text, String name, double width, Function<StudyMatch, String> value) {
    TableColumn<StudyMatch, String> column = new TableColumn<>(text.get("pacs.column." + name));
    column.setPrefWidth(width);
    column.setReorderable(false);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
    return column;
  }

  private static TableColumn<StudyMatch, String> number(TableColumn<StudyMatch, String> column) {
    column.getStyleClass().add("number");
    return column;
  }

  private static String count(int count) {
    return count < 0 ? "" : Integer.toString(count);
  }

  Optional<StudyMatch> chosen() {
    return Optional.ofNullable(getSelectionModel().getSelectedItem());
  }

  /** What stands where there are no studies. */
  void say(String words) {
    placeholder.setText(words);
  }
}
