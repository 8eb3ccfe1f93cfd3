package ventricle.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.measure.agreement.BlandAltman;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.viewer.chart.AgreementPlot;

/** Bland–Altman and correlation plots of one quantity at a time, with their figures. */
public final class PairPlots extends VBox {

  private final Text text;
  private final ComboBox<Quantity> quantity = new ComboBox<>();
  private final AgreementPlot differences = new AgreementPlot();
  private final AgreementPlot correlation = new AgreementPlot();
  private final Label figures = new Label();
  private List<Observers.Pair> pairs = List.of();

  public PairPlots(Text text) {
    super(8);
    this.text = text;
    CompareTables names = new CompareTables(text);
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
    getChildren().setAll(differences, correlation, figures);
  }

  /** Chooses what is plotted; for the owner to place. */
  public ComboBox<Quantity> quantity() {
    return quantity;
  }

  /** Plots the pair of the chosen quantity; of several the first. */
  public void show(List<Observers.Pair> now) {
    pairs = List.copyOf(now);
    draw();
  }

  private void draw() {
    Optional<Observers.Pair> pair =
        pairs.stream().filter(p -> p.quantity() == quantity.getValue()).findFirst();
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
