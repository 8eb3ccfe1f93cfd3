package ventricle.app.observers;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.review.protocol.Protocol;

/**
 * An observer study as one of its readers sees it: the reader's cases in the order dealt out, how
 * far each is, and beside them what all readers agree on, once it is asked for.
 */
public final class ObserverView extends HBox {

  private final Text text;
  private final Commands commands;
  private final IntegerProperty session = new SimpleIntegerProperty(1);
  private final TableView<CaseRow> cases;
  private final Button next;
  private final Label done = new Label();
  private final ResultsPane results;

  /**
   * What the view asks for.
   *
   * @param list asks for the cases of a session; {@link #show(List)} takes them
   * @param read opens a case
   * @param results asks for the results; {@link #show(ObserverResults.Result)} takes them
   * @param save writes the results that are shown
   */
  public record Commands(
      Consumer<Integer> list,
      Consumer<Assignment> read,
      Runnable results,
      Consumer<ObserverResults.Result> save) {}

  /**
   * @param reader who sits here; need not be a reader of the study
   */
  public ObserverView(Text text, Protocol protocol, String reader, Commands commands) {
    this.text = text;
    this.commands = commands;
    this.cases = new ObserverColumns(text).cases();
    this.next = new Button(text.get("observers.next"), new FontIcon(Action.NEXT_CASE.icon()));
    this.results = new ResultsPane(text, commands.results(), commands.save());
    setId("observer-study");
    getStyleClass().addAll("worklist", "observers");
    VBox own = own(protocol, reader);
    HBox.setHgrow(own, Priority.ALWAYS);
    getChildren().setAll(own, results);
  }

  private VBox own(Protocol protocol, String reader) {
    Label title = new Label(protocol.title().isBlank() ? protocol.id() : protocol.title());
    title.getStyleClass().add("worklist-title");
    Label rules = new Label(rules(protocol));
    rules.setId("observer-rules");
    rules.getStyleClass().add("quiet");
    rules.setWrapText(true);
    boolean reads = protocol.readers().contains(reader);
    VBox.setVgrow(cases, Priority.ALWAYS);
    cases.setId("observer-cases");
    cases.setAccessibleText(text.get("observers.cases"));
    Label placeholder =
        new Label(reads ? text.get("observers.looking") : text.get("observers.stranger", reader));
    placeholder.setWrapText(true);
    placeholder.getStyleClass().add("quiet");
    cases.setPlaceholder(placeholder);
    setUpOpening();
    VBox own = new VBox(12, title, rules, bar(protocol, reads), cases);
    own.setMinWidth(420);
    if (reads) {
      session.subscribe(n -> commands.list().accept(n.intValue()));
    }
    return own;
  }

  private HBox bar(Protocol protocol, boolean reads) {
    ComboBox<Integer> sessions = new ComboBox<>();
    sessions.setId("observer-session");
    sessions.getItems().setAll(IntStream.rangeClosed(1, protocol.sessions()).boxed().toList());
    sessions.setValue(1);
    sessions.setConverter(new SessionName(text));
    sessions.setDisable(!reads || protocol.sessions() == 1);
    sessions.valueProperty().subscribe(session::set);
    next.setId("observer-next");
    next.setDefaultButton(true);
    next.setDisable(true);
    next.setOnAction(e -> open().ifPresent(commands.read()));
    done.setId("observer-done");
    done.getStyleClass().add("quiet");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar = new HBox(12, sessions, done, gap, next);
    bar.setAlignment(Pos.CENTER_LEFT);
    return bar;
  }

  private void setUpOpening() {
    cases.setRowFactory(
        table -> {
          TableRow<CaseRow> row = new TableRow<>();
          row.setOnMouseClicked(
              e -> {
                if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                  read(row.getItem());
                }
              });
          return row;
        });
    cases.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && !e.isShortcutDown()) {
            read(cases.getSelectionModel().getSelectedItem());
            e.consume();
          }
        });
  }

  private void read(@Nullable CaseRow row) {
    if (row != null && row.unreadable() == null) {
      commands.read().accept(row.assignment());
    }
  }

  private String rules(Protocol protocol) {
    String sessions =
        protocol.sessions() == 1
            ? text.get("observers.sessions.one")
            : text.get("observers.sessions.more", protocol.sessions(), protocol.intervalDays());
    return protocol.key()
        + " · "
        + text.get(
            "observers.rules",
            protocol.readers().size(),
            protocol.cases().size(),
            sessions,
            text.get("observers.start." + Text.key(protocol.start())));
  }

  /** The first case that is not read. */
  private Optional<Assignment> open() {
    return cases.getItems().stream()
        .filter(row -> row.state() != CaseRow.State.READ && row.unreadable() == null)
        .map(CaseRow::assignment)
        .findFirst();
  }

  /** Which session the cases are of, from 1. */
  public int session() {
    return session.get();
  }

  /** Shows how far the reader is. */
  public void show(List<CaseRow> rows) {
    cases.getItems().setAll(rows);
    next.setDisable(open().isEmpty());
    long read = rows.stream().filter(row -> row.state() == CaseRow.State.READ).count();
    done.setText(text.get("observers.done", read, rows.size()));
    if (open().isPresent()) {
      next.requestFocus();
    }
  }

  /** Shows what the readers agree on. */
  public void show(ObserverResults.Result found) {
    results.show(found);
  }
}
