package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.BlandAltman;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.review.Mark;

/** An evaluation as vector pictures (SVG): Bland–Altman with correlation, and Dice. */
final class EvaluationFigures {

  private static final double WIDTH = 460;
  private static final double HEIGHT = 330;

  private EvaluationFigures() {}

  /** The pictures by file name. */
  static Map<String, String> of(Evaluation evaluation) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("dice.svg", dice(evaluation));
    for (Observers.Pair pair : evaluation.agreements()) {
      String name = pair.quantity().name().toLowerCase(Locale.ROOT).replace('_', '-');
      figures.put(name + ".svg", agreement(pair, names(evaluation, pair)));
    }
    return figures;
  }

  /** Names of the cases behind the pair's numbers, which come in the order of names. */
  private static List<String> names(Evaluation evaluation, Observers.Pair pair) {
    return evaluation.cases().stream()
        .filter(
            c ->
                c.predicted().containsKey(pair.quantity())
                    && c.truth().containsKey(pair.quantity()))
        .map(CaseComparison::name)
        .sorted()
        .toList();
  }

  private static String dice(Evaluation evaluation) {
    List<String> labels = new ArrayList<>();
    List<List<Double>> columns = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      for (Region region : Region.values()) {
        List<Double> values =
            evaluation.cases().stream()
                .flatMap(c -> c.summaries().stream())
                .filter(s -> s.mark() == mark && s.region() == region)
                .map(CaseComparison.Summary::dice)
                .toList();
        if (!values.isEmpty()) {
          labels.add(mark + " " + EvaluationText.name(region));
          columns.add(values);
        }
      }
    }
    double width = 88 + 84 * columns.size();
    SvgPlot svg = new SvgPlot(width, HEIGHT);
    svg.columns("Dice of each case, bar: median", "", labels, columns, width, HEIGHT);
    return svg.finished();
  }

  private static String agreement(Observers.Pair pair, List<String> names) {
    String unit = pair.quantity().unit();
    String what = EvaluationText.name(pair.quantity());
    List<Double> means = new ArrayList<>();
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < pair.firsts().size(); i++) {
      means.add((pair.firsts().get(i) + pair.seconds().get(i)) / 2);
      differences.add(pair.firsts().get(i) - pair.seconds().get(i));
    }
    BlandAltman b = pair.agreement();
    List<SvgPlot.Level> levels = new ArrayList<>();
    levels.add(level(b.bias(), b.biasInterval(), "bias", true));
    if (b.lower() != null && b.upper() != null) {
      levels.add(level(b.upper(), b.upperInterval(), "+1.96 SD", false));
      levels.add(level(b.lower(), b.lowerInterval(), "−1.96 SD", false));
    }
    SvgPlot svg = new SvgPlot(2 * WIDTH, HEIGHT + 14);
    svg.plot(
        new SvgPlot.Content(
            what + ": Bland–Altman, " + cases(b.n()),
            means,
            differences,
            names,
            "mean of both (" + unit + ")",
            "predicted − truth (" + unit + ")",
            levels,
            false),
        0,
        0,
        WIDTH,
        HEIGHT);
    svg.plot(
        new SvgPlot.Content(
            what + (b.correlation() == null ? "" : ": r " + number(b.correlation(), 3)),
            pair.seconds(),
            pair.firsts(),
            names,
            "truth (" + unit + ")",
            "predicted (" + unit + ")",
            List.of(),
            true),
        WIDTH,
        0,
        WIDTH,
        HEIGHT);
    return svg.finished();
  }

  private static String cases(int n) {
    return n == 1 ? "1 case" : n + " cases";
  }

  private static SvgPlot.Level level(
      double value, @Nullable Interval interval, String name, boolean main) {
    return new SvgPlot.Level(
        value,
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        name + " " + number(value, 1),
        main);
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0).replace('-', '−');
  }
}
