package ventricle.app.review;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.action.Keys;
import ventricle.app.text.Text;
import ventricle.engine.measure.Dynamics;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.PersonEntries.Field;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.StudyState;

/** The numbers of what is on screen, the findings, and the three actions in reading order. */
public final class ResultsPanel extends VBox {

  private final Text text;
  private final ReviewPresenter presenter;
  private final RangeColumn ranges;
  private final Label ef = new Label();
  private final Label efRange = new Label();
  private final GridPane left = grid();
  private final GridPane right = grid();
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
    second = new SecondReadingPanel(text, grid());
    FindingsPanel findings = new FindingsPanel(text, presenter);
    ScrollPane scroll = new ScrollPane();
    VBox numbers =
        new VBox(
            12,
            headline(findings.countIn(scroll)),
            section("results.lv", left),
            section("results.rv", right),
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

  private Node section(String key, GridPane grid) {
    Label title = new Label(text.get(key));
    title.getStyleClass().add("section-title");
    return new VBox(8, title, grid);
  }

  private static GridPane grid() {
    GridPane grid = new GridPane(8, 4);
    grid.getStyleClass().add("numbers");
    var name = new javafx.scene.layout.ColumnConstraints(88);
    var value = new javafx.scene.layout.ColumnConstraints(60);
    value.setHalignment(javafx.geometry.HPos.RIGHT);
    var unit = new javafx.scene.layout.ColumnConstraints(48);
    var bar = new javafx.scene.layout.ColumnConstraints(60, 96, Double.MAX_VALUE);
    bar.setHgrow(Priority.ALWAYS);
    bar.setFillWidth(true);
    grid.getColumnConstraints().addAll(name, value, unit, bar);
    return grid;
  }

  private void show(Measurements m) {
    ef.setText(number(m.lv().efPercent()));
    efRange.setText(
        m.coveredSlicesOnly()
            ? text.get("results.covered")
            : m.wholeLv() ? ranges.words("lv.ef", m.papillary()) : text.get("results.cut"));
    left.getChildren().clear();
    row(left, "results.edv", "lv.edv", m.lv().edvMl(), "ml");
    row(left, "results.esv", "lv.esv", m.lv().esvMl(), "ml");
    row(left, "results.sv", "lv.sv", m.lv().svMl(), "ml");
    Double edvIndex = m.indexed().lvEdvMlPerM2();
    Double massIndex = m.indexed().lvMassGPerM2();
    ByHand entered = new ByHand(text, presenter.document().entries().person().entered());
    entered.mark(
        byArea(row(left, "results.edv-index", "lv.edv.index", edvIndex, "ml/m²"), m),
        Field.HEIGHT,
        Field.WEIGHT);
    row(left, "results.mass", "lv.mass", m.lv().massEdG(), "g");
    entered.mark(
        byArea(row(left, "results.mass-index", "lv.mass.index", massIndex, "g/m²"), m),
        Field.HEIGHT,
        Field.WEIGHT);
    entered.mark(row(left, "results.co", "lv.co", m.lv().coLPerMin(), "l/min"), Field.HEART_RATE);
    byHand.setText(entered.words());
    Dynamics rates = m.dynamics();
    rate("results.per", "lv.per", rates.perMlPerS(), rates.timeToPerMs(), rates.reason());
    rate("results.pfr", "lv.pfr", rates.pfrMlPerS(), rates.timeToPfrMs(), rates.reason());
    right.getChildren().clear();
    row(right, "results.rv-ef", "rv.ef", m.rv().efPercent(), "%");
    row(right, "results.edv", "rv.edv", m.rv().edvMl(), "ml");
    row(right, "results.esv", "rv.esv", m.rv().esvMl(), "ml");
    row(right, "results.sv", "rv.sv", m.rv().svMl(), "ml");
    statement.setText(text.get("results.papillary." + m.papillary()));
    otherPapillary.setText(text.get("results.papillary.not-" + m.papillary()));
    second.show(m, presenter.document().secondReading());
  }

  /** An index, with the body surface area that it rests on. */
  private Label byArea(Label number, Measurements m) {
    Double area = m.indexed().bsaM2();
    if (area != null) {
      String words =
          text.get(
              "results.by-area", String.format(Locale.ROOT, "%.2f", area), m.indexed().formula());
      number.setTooltip(new Tooltip(words));
      number.setAccessibleText(number.getText() + ", " + words);
    }
    return number;
  }

  /** A rate, with when it is or why it is not known. */
  private void rate(
      String key,
      String quantity,
      @Nullable Double mlPerS,
      @Nullable Double afterMs,
      @Nullable String reason) {
    Label number = row(left, key, quantity, mlPerS, "ml/s");
    String words =
        afterMs == null
            ? Objects.requireNonNullElse(reason, "")
            : text.get(key + ".after", Math.round(afterMs));
    number.setTooltip(new Tooltip(words));
    number.setAccessibleText(number.getText() + ", " + words);
  }

  private Label row(
      GridPane grid, String key, String quantity, @Nullable Double value, String unit) {
    Label number = new Label(number(value));
    number.getStyleClass().add("number");
    number.setId("value-" + quantity.replace('.', '-'));
    Label units = new Label(unit);
    units.getStyleClass().add("quiet");
    int row = grid.getRowCount();
    grid.addRow(row, new Label(text.get(key)), number, units);
    Measurements m = presenter.measurementsProperty().get();
    if (value != null && !m.coveredSlicesOnly()) {
      Node beside = whole(m, quantity) ? range(quantity, value, m.papillary()) : cutOff();
      grid.add(beside, 3, row);
    }
    return number;
  }

  private Node range(String quantity, double value, String papillary) {
    Node bar = ranges.bar(quantity, value, papillary);
    Node shown = bar == null ? quiet(text.get("range.none")) : bar;
    Tooltip.install(shown, new Tooltip(ranges.details(quantity, papillary)));
    shown.setId("range-" + quantity.replace('.', '-'));
    if (bar == null) {
      shown.setAccessibleText(ranges.details(quantity, papillary));
    }
    return shown;
  }

  private Node cutOff() {
    Label cut = quiet(text.get("range.cut"));
    cut.setTooltip(new Tooltip(text.get("range.cut.details")));
    cut.setAccessibleText(text.get("range.cut.details"));
    return cut;
  }

  private static boolean whole(Measurements m, String quantity) {
    return quantity.startsWith("lv") ? m.wholeLv() : m.wholeRv();
  }

  private static Label quiet(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("quiet", "small");
    return label;
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

  private String number(@Nullable Double value) {
    return value == null ? text.get("results.missing") : String.format(Locale.ROOT, "%.1f", value);
  }
}
