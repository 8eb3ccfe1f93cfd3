package ventricle.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.measure.agreement.BlandAltman;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.viewer.chart.AgreementPlot;

/** Bland–Altman and correlation plots of two layers over a set of studies. */
public final class StudiesTab extends Tab {

  private final Text text;
  private final ComboBox<Quantity> quantity = new ComboBox<>();
  private final AgreementPlot differences = new AgreementPlot();
  private final AgreementPlot correlation = new AgreementPlot();
  private final Label figures = new Label();
  private final Label found = new Label();
  private PairedStudies.@Nullable Result result;

  /**
   * @param run begins to compare over the studies; {@link #show} takes what comes of it
   */
  public StudiesTab(Text text, Runnable run) {
    super(text.get("compare.tab.studies"));
    this.text = text;
    CompareTables names = new CompareTables(text);
    Button start = new Button(text.get("compare.studies.run"));
    start.setId("compare-studies-run");
    start.setOnAction(e -> run.run());
    quantity.setId("compare-quantity");
    quantity.getItems().setAll(Quantity.values());
    quantity.setValue(Quantity.LV_EF);
    quantity.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Quantity q) {
            return q == null ? "" : names.name(q);
          }

          @Override
          public Quantity fromString(String words) {
            throw new UnsupportedOperationException("nobody types a quantity");
          }
        });
    quantity.valueProperty().subscribe(q -> draw());
    differences.setId("bland-altman");
    correlation.setId("correlation");
    figures.setId("compare-figures");
    figures.setWrapText(true);
    found.getStyleClass().add("quiet");
    found.setWrapText(true);
    found.setText(text.get("compare.studies.none"));
    HBox.setHgrow(quantity, Priority.ALWAYS);
    VBox content =
        new VBox(8, new HBox(8, quantity, start), found, differences, correlation, figures);
    content.getStyleClass().add("compare-studies");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("results-scroll");
    setContent(scroll);
  }

  /** Shows what was found. */
  public void show(PairedStudies.Result now) {
    result = now;
    found.setText(text.get("compare.studies.found", now.compared(), now.leftOut()));
    draw();
  }

  /** Another pair is compared: what was found is of no use. */
  public void forget() {
    result = null;
    found.setText(text.get("compare.studies.none"));
    draw();
  }

  private void draw() {
    Optional<Observers.Pair> pair =
        Optional.ofNullable(result).stream()
            .flatMap(r -> r.observers().pairs().stream())
            .filter(p -> p.quantity() == quantity.getValue())
            .findFirst();
    differences.contentProperty().set(pair.map(this::differences).orElse(null));
    correlation.contentProperty().set(pair.map(this::correlation).orElse(null));
    figures.setText(pair.map(this::figures).orElse(""));
  }

  private AgreementPlot.Content differences(Observers.Pair pair) {
    List<Double> means = new ArrayList<>();
    List<Double> off = new ArrayList<>();
    for (int i = 0; i < pair.firsts().size(); i++) {
      means.add((pair.firsts().get(i) + pair.seconds().get(i)) / 2);
      off.add(pair.firsts().get(i) - pair.seconds().get(i));
    }
    BlandAltman b = pair.agreement();
    List<AgreementPlot.Level> levels = new ArrayList<>();
    level(levels, text.get("compare.bias"), b.bias(), b.biasInterval(), true);
    if (b.upper() != null && b.lower() != null) {
      level(levels, "+1.96 SD", b.upper(), b.upperInterval(), false);
      level(levels, "−1.96 SD", b.lower(), b.lowerInterval(), false);
    }
    return new AgreementPlot.Content(
        means,
        off,
        text.get("compare.plot.mean", pair.quantity().unit()),
        text.get("compare.plot.difference", pair.first().reader(), pair.second().reader()),
        levels,
        false);
  }

  private static void level(
      List<AgreementPlot.Level> levels,
      String name,
      double value,
      @Nullable Interval interval,
      boolean main) {
    levels.add(
        new AgreementPlot.Level(
            value,
            interval == null ? null : (Double) interval.low(),
            interval == null ? null : (Double) interval.high(),
            name + " " + Figures.of(value, 1),
            main));
  }

  private AgreementPlot.Content correlation(Observers.Pair pair) {
    return new AgreementPlot.Content(
        pair.firsts(),
        pair.seconds(),
        pair.first().reader() + ", " + pair.quantity().unit(),
        pair.second().reader() + ", " + pair.quantity().unit(),
        List.of(),
        true);
  }

  private String figures(Observers.Pair pair) {
    BlandAltman b = pair.agreement();
    var icc = pair.icc();
    var variation = pair.variation();
    String limits =
        text.get(
            "compare.figures.limits",
            Figures.of(b.bias(), 1) + Figures.interval(b.biasInterval(), 1),
            Figures.of(b.lower(), 1) + Figures.interval(b.lowerInterval(), 1),
            Figures.of(b.upper(), 1) + Figures.interval(b.upperInterval(), 1));
    return limits
        + "\n"
        + text.get(
            "compare.figures.reliability",
            icc == null
                ? Figures.NONE
                : Figures.of(icc.value(), 3) + Figures.interval(icc.interval(), 3),
            variation == null ? Figures.NONE : Figures.of(100 * variation.coefficient(), 1) + " %",
            Figures.of(b.correlation(), 3));
  }
}
