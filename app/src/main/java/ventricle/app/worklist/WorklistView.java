package ventricle.app.worklist;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import ventricle.app.action.Action;
import ventricle.app.store.StoreDesk;
import ventricle.app.text.Text;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.StudyRow;
import ventricle.engine.store.db.Worklist;
import ventricle.engine.store.db.Worklist.Query;
import ventricle.engine.store.db.Worklist.Sort;

/** The studies of the database, to search, sort and open; the database does the work. */
public final class WorklistView extends VBox {

  private static final Duration TYPING = Duration.millis(120);
  private static final double ROW = 34;

  private final Text text;
  private final StoreDesk desk;
  private final Consumer<List<Path>> open;
  private final PagedRows rows = new PagedRows(this::fetch);
  private final TableView<@Nullable StudyRow> table = new TableView<>(rows);
  private final CustomTextField search = (CustomTextField) TextFields.createClearableTextField();
  private final StageChips stages;
  private final Label count = new Label();
  private final Label placeholder = new Label();
  private final ReadOnlyIntegerWrapper size = new ReadOnlyIntegerWrapper();
  private Query asked;
  private @Nullable StudyKey chosen;
  private int waiting;

  /**
   * @param open opens the files of a study
   * @param run starts an action of the catalogue
   */
  public WorklistView(Text text, StoreDesk desk, Consumer<List<Path>> open, Consumer<Action> run) {
    this.text = text;
    this.desk = desk;
    this.open = open;
    this.stages = new StageChips(text, this::refresh);
    this.asked = Query.latest(desk.reader(), PagedRows.PAGE);
    getStyleClass().add("worklist");
    Label title = new Label(text.get("worklist.title"));
    title.getStyleClass().add("worklist-title");
    count.getStyleClass().add("quiet");
    count.setId("worklist-count");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button add = new Button(text.get("worklist.add"), new FontIcon(Action.ADD_STUDIES.icon()));
    add.setId("worklist-add");
    add.setOnAction(e -> run.accept(Action.ADD_STUDIES));
    Button remove =
        new Button(text.get("worklist.remove"), new FontIcon(Action.REMOVE_FROM_LIST.icon()));
    remove.setId("worklist-remove");
    remove.setTooltip(new Tooltip(text.get("worklist.remove.tip")));
    remove.setOnAction(e -> run.accept(Action.REMOVE_FROM_LIST));
    remove.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
    HBox head = new HBox(12, title, count, gap, remove, add);
    head.setAlignment(Pos.BASELINE_LEFT);
    setUpSearch();
    HBox filters = new HBox(12, search, stages);
    filters.setAlignment(Pos.CENTER_LEFT);
    setUpTable(run);
    LookingAgain.at(this, this::lookAgain);
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(head, filters, table, new TroubleBar(text, desk, this::refresh));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.F && e.isShortcutDown()) {
            search.requestFocus();
            e.consume();
          }
        });
  }

  private void setUpSearch() {
    search.setId("worklist-search");
    search.setPromptText(text.get("worklist.search"));
    search.setAccessibleText(text.get("worklist.search.name"));
    search.setLeft(new FontIcon(MaterialDesignM.MAGNIFY));
    search.setPrefWidth(340);
    PauseTransition pause = new PauseTransition(TYPING);
    pause.setOnFinished(e -> refresh());
    search.textProperty().subscribe((was, is) -> pause.playFromStart());
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
            focusTable();
            e.consume();
          } else if (e.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            e.consume();
          }
        });
  }

  private void setUpTable(Consumer<Action> run) {
    table.setId("worklist");
    table.setAccessibleText(text.get("worklist.title"));
    table.setFixedCellSize(ROW);
    table.setPlaceholder(placeholder);
    placeholder.getStyleClass().add("quiet");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    table.getColumns().setAll(new WorklistColumns(text).all());
    table.setSortPolicy(
        sorted -> {
          refresh();
          return true;
        });
    table.setRowFactory(
        unused -> {
          TableRow<@Nullable StudyRow> row = new TableRow<>();
          row.setOnMouseClicked(
              e -> {
                if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                  openRow(row.getItem());
                }
              });
          return row;
        });
    table.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && !e.isShortcutDown() && !e.isShiftDown()) {
            openRow(table.getSelectionModel().getSelectedItem());
            e.consume();
          } else if (e.getCode() == KeyCode.DELETE) {
            run.accept(Action.REMOVE_FROM_LIST);
            e.consume();
          }
        });
  }

  private void openRow(@Nullable StudyRow row) {
    if (row != null && !row.entry().paths().isEmpty()) {
      open.accept(row.entry().paths());
    }
  }

  /** Puts the keyboard on the first row, or on the one chosen before. */
  public void focusTable() {
    table.requestFocus();
    if (table.getSelectionModel().isEmpty() && !rows.isEmpty()) {
      table.getSelectionModel().select(0);
      table.getFocusModel().focus(0);
    }
  }

  /** Studies of the list that fit the search. */
  public ReadOnlyIntegerProperty sizeProperty() {
    return size.getReadOnlyProperty();
  }

  /** What others did meanwhile; not while an answer is still to come. */
  private void lookAgain() {
    if (settled()) {
      refresh();
    }
  }

  /**
   * Takes the chosen study off the list.
   *
   * @param confirmed is asked a question first
   */
  void remove(Predicate<String> confirmed) {
    StudyRow row = table.getSelectionModel().getSelectedItem();
    if (row == null) {
      return;
    }
    String name = row.entry().patientName();
    String whose = name == null || name.isBlank() ? text.get("worklist.unnamed") : name;
    if (confirmed.test(text.get("worklist.remove.question", whose))) {
      desk.remove(
          row.key(),
          () -> {
            table.getSelectionModel().clearSelection();
            chosen = null;
            refresh();
          },
          e -> placeholder.setText(String.valueOf(e.getMessage())));
    }
  }

  /** Asks the database once more. */
  public void refresh() {
    Sort sort = Sort.CHANGED;
    boolean descending = true;
    for (TableColumn<@Nullable StudyRow, ?> column : table.getSortOrder()) {
      if (column.getUserData() instanceof Sort chosen) {
        sort = chosen;
        descending = column.getSortType() == TableColumn.SortType.DESCENDING;
      }
    }
    asked =
        new Query(
            desk.reader(), search.getText(), stages.chosen(), sort, descending, 0, PagedRows.PAGE);
    Query query = asked;
    fetch(0, rows.begin());
    desk.ask(db -> db.worklist().count(query), stages::show, e -> stages.show(Map.of()));
  }

  private void fetch(int from, int generation) {
    Query page = asked.page(from, PagedRows.PAGE);
    waiting++;
    desk.ask(db -> db.worklist().find(page), found -> show(generation, page, found), this::noRows);
  }

  private void show(int generation, Query page, Worklist.Page found) {
    waiting--;
    StudyRow now = table.getSelectionModel().getSelectedItem();
    chosen = now == null ? chosen : now.key();
    rows.show(generation, page.offset(), found.rows(), found.total());
    choose();
    boolean all = page.words().isBlank() && page.stages().isEmpty();
    placeholder.setText(text.get(all ? "worklist.none" : "worklist.nothing-found"));
    count.setText(text.get("worklist.count", found.total()));
    if (all) {
      size.set(found.total());
    }
  }

  /** Finds the chosen study again among rows that may have moved; it may be still to come. */
  private void choose() {
    if (chosen != null) {
      OptionalInt place = rows.placeOf(chosen);
      if (place.isPresent()) {
        table.getSelectionModel().clearAndSelect(place.getAsInt());
      } else {
        table.getSelectionModel().clearSelection();
      }
    }
  }

  /** Whether every row asked for has come. */
  boolean settled() {
    return waiting == 0;
  }

  private void noRows(StoreException e) {
    waiting--;
    placeholder.setText(String.valueOf(e.getMessage()));
  }
}
