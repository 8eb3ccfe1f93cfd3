package ventricle.app.review;

import java.util.Locale;
import java.util.Objects;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import ventricle.app.review.ResultsPanel.RangeColumn;
import ventricle.app.text.Text;
import ventricle.engine.measure.Dynamics;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.PersonEntries.Field;

/** The numbers of both ventricles, each beside its normal range or why it has none. */
final class NumberTables {

  private final Text text;
  private final ReviewPresenter presenter;
  private final RangeColumn ranges;
  private final GridPane left = grid();
  private final GridPane right = grid();

  NumberTables(Text text, ReviewPresenter presenter, RangeColumn ranges) {
    this.text = text;
    this.presenter = presenter;
    this.ranges = ranges;
  }

  Node left() {
    return section("results.lv", left);
  }

  Node right() {
    return section("results.rv", right);
  }

  /** Fills both tables; what rests on entries by hand is marked, and said in the words returned. */
  String show(Measurements m) {
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
    Dynamics rates = m.dynamics();
    rate("results.per", "lv.per", rates.perMlPerS(), rates.timeToPerMs(), rates.reason());
    rate("results.pfr", "lv.pfr", rates.pfrMlPerS(), rates.timeToPfrMs(), rates.reason());
    right.getChildren().clear();
    row(right, "results.rv-ef", "rv.ef", m.rv().efPercent(), "%");
    row(right, "results.edv", "rv.edv", m.rv().edvMl(), "ml");
    row(right, "results.esv", "rv.esv", m.rv().esvMl(), "ml");
    row(right, "results.sv", "rv.sv", m.rv().svMl(), "ml");
    return entered.words();
  }

  private Node section(String key, GridPane grid) {
    Label title = new Label(text.get(key));
    title.getStyleClass().add("section-title");
    return new VBox(8, title, grid);
  }

  /** Name, value, unit and range. */
  static GridPane grid() {
    GridPane grid = new GridPane(8, 4);
    grid.getStyleClass().add("numbers");
    var name = new ColumnConstraints(88);
    var value = new ColumnConstraints(60);
    value.setHalignment(HPos.RIGHT);
    var unit = new ColumnConstraints(48);
    var bar = new ColumnConstraints(60, 96, Double.MAX_VALUE);
    bar.setHgrow(Priority.ALWAYS);
    bar.setFillWidth(true);
    grid.getColumnConstraints().addAll(name, value, unit, bar);
    return grid;
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
      beside.setId("range-" + quantity.replace('.', '-'));
      grid.add(beside, 3, row);
    }
    return number;
  }

  private Node range(String quantity, double value, String papillary) {
    Node bar = ranges.bar(quantity, value, papillary);
    Node shown = bar == null ? quiet(text.get("range.none")) : bar;
    Tooltip.install(shown, new Tooltip(ranges.details(quantity, papillary)));
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

  String number(@Nullable Double value) {
    return value == null ? text.get("results.missing") : String.format(Locale.ROOT, "%.1f", value);
  }
}
