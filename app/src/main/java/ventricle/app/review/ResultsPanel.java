package ventricle.app.review;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.action.Keys;
import ventricle.app.text.Text;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.StudyState;

/** The numbers of what is on screen, the findings, and the three actions in reading order. */
public final class ResultsPanel extends VBox {

  private final Text text;
  private final ReviewPresenter presenter;
  private final RangeColumn ranges;
  private final Label ef = new Label();
  private final Label efRange = new Label();
  private final NumberTables tables;
  private final Label statement = new Label();
  private final Hyperlink otherPapillary = new Hyperlink();
  private final Label byHand = new Label();
  private final WallPanel wall;
  private final SecondReadingPanel second;
  private final Button acceptFrame;
  private final Button acceptStudy;
  private final Button sign;

  /**
   * Draws a value's place in its normal range, when a range is known. Papillary muscles count in
   * the "cavity" or in the "mass", and no range is borrowed from the other convention.
   */
  public interface RangeColumn {
    /** Null when no cited range fits this person and convention. */
    @Nullable Node bar(String quantity, double value, String papillary);

    /** The range and its source in words, or why there is none. */
    String words(String quantity, String papillary);

    /** The same at length: what the limits are, for which ages, and where they were read. */
    String details(String quantity, String papillary);
  }

  ResultsPanel(Text text, ReviewPresenter presenter, RangeColumn ranges, Consumer<Action> run) {
    this.text = text;
    this.presenter = presenter;
    this.ranges = ranges;
    tables = new NumberTables(text, presenter, ranges);
    setId("results");
    getStyleClass().add("results");
    statement.getStyleClass().add("quiet");
    statement.setWrapText(true);
    otherPapillary.setId("toggle-papillary");
    otherPapillary.disableProperty().bind(presenter.readOnlyProperty());
    otherPapillary.setTooltip(new Tooltip(Action.TOGGLE_PAPILLARY.tip(text)));
    otherPapillary.setOnAction(e -> run.accept(Action.TOGGLE_PAPILLARY));
    byHand.setId("entered-by-hand");
    byHand.setWrapText(true);
    byHand.managedProperty().bind(byHand.textProperty().isNotEmpty());
    Hyperlink person = new Hyperlink(text.get("person.open"));
    person.setId("person");
    person.disableProperty().bind(presenter.readOnlyProperty());
    person.setTooltip(new Tooltip(Action.PERSON.tip(text)));
    person.setOnAction(e -> run.accept(Action.PERSON));
    wall = new WallPanel(text, presenter, run);
    second = new SecondReadingPanel(text, NumberTables.grid());
    FindingsPanel findings = new FindingsPanel(text, presenter);
    ScrollPane scroll = new ScrollPane();
    VBox numbers =
        new VBox(
            12,
            headline(findings.countIn(scroll)),
            tables.left(),
            tables.right(),
            new VBox(statement, new HBox(16, otherPapillary, person), byHand),
            wall,
            findings,
            second);
    numbers.getStyleClass().add("results-numbers");
    scroll.setContent(numbers);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText(text.get("results.all"));
    scroll.getStyleClass().add("results-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    acceptFrame = button(Action.ACCEPT_AND_NEXT, "accept-contour", run);
    acceptFrame.setText(text.get("accept.and-next") + "  " + key(Action.ACCEPT_AND_NEXT));
    acceptFrame.getStyleClass().add("accent");
    Button export = button(Action.EXPORT, "export", run);
    export.setText(text.get("action.export"));
    acceptStudy = button(Action.ACCEPT_STUDY, "accept-study", run);
    sign = button(Action.SIGN, "sign", run);
    sign.setMinWidth(USE_PREF_SIZE);
    sign.setOnAction(e -> run.accept(signed() ? Action.AMEND : Action.SIGN));
    VBox actions =
        new VBox(
            8, new NotLookedAt(text, presenter), row(acceptFrame, export), row(acceptStudy, sign));
    actions.getStyleClass().add("results-actions");
    getChildren().addAll(scroll, actions);
    presenter.measurementsProperty().subscribe(this::show);
    // sex and age choose ranges and change no number
    presenter
        .documentProperty()
        .map(document -> document.entries().person())
        .subscribe(entered -> show(presenter.measurementsProperty().get()));
    presenter.documentProperty().subscribe(d -> showProgress());
    presenter.readOnlyProperty().subscribe(r -> showProgress());
  }

  /** The wall by segments. */
  WallPanel wall() {
    return wall;
  }

  private static HBox row(Button first, Button second) {
    HBox.setHgrow(first, Priority.ALWAYS);
    HBox.setHgrow(second, Priority.SOMETIMES);
    return new HBox(8, first, second);
  }

  private boolean signed() {
    return presenter.document().state() == StudyState.SIGNED;
  }

  private Node headline(Hyperlink findings) {
    ef.getStyleClass().add("ef");
    ef.setMinWidth(USE_PREF_SIZE);
    Label unit = new Label("%");
    unit.getStyleClass().add("ef-unit");
    unit.setMinWidth(USE_PREF_SIZE);
    efRange.setWrapText(true);
    Label name = new Label(text.get("results.ef"));
    efRange.getStyleClass().add("quiet");
    VBox words = new VBox(name, efRange, findings);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox line = new HBox(8, ef, unit, words);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void show(Measurements m) {
    ef.setText(tables.number(m.lv().efPercent()));
    efRange.setText(
        m.coveredSlicesOnly()
            ? text.get("results.covered")
            : m.wholeLv() ? ranges.words("lv.ef", m.papillary()) : text.get("results.cut"));
    byHand.setText(tables.show(m));
    statement.setText(text.get("results.papillary." + m.papillary()));
    otherPapillary.setText(text.get("results.papillary.not-" + m.papillary()));
    second.show(m, presenter.document().secondReading());
  }

  private void showProgress() {
    ReviewProgress progress = presenter.reviewing().progress();
    int open = progress.remaining().size();
    acceptStudy.setText(
        open == 0 ? text.get("accept.study") : text.get("accept.study.remaining", open));
    acceptStudy.setDisable(presenter.readOnly() || !progress.marksSet());
    acceptFrame.setDisable(presenter.readOnly());
    sign.setText(text.get(signed() ? "action.amend" : "action.sign"));
    sign.setDisable(presenter.openElsewhere() || (!signed() && !progress.marksSet()));
    sign.setTooltip(new Tooltip((signed() ? Action.AMEND : Action.SIGN).tip(text)));
  }

  private Button button(Action action, String id, Consumer<Action> run) {
    Button button = new Button(text.get(action.textKey()), new FontIcon(action.icon()));
    button.setId(id);
    button.setMaxWidth(Double.MAX_VALUE);
    button.getStyleClass().add("large");
    button.setTooltip(new Tooltip(action.tip(text)));
    button.setOnAction(e -> run.accept(action));
    return button;
  }

  private static String key(Action action) {
    return Keys.shown(action.keys().getFirst());
  }
}
