package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.BlandAltman;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.PredictionError;
import ventricle.engine.review.Mark;

/** An evaluation as vector pictures (SVG): Bland–Altman with correlation, and Dice. */
final class EvaluationFigures {

  private static final double WIDTH = 460;
  private static final double HEIGHT = 330;

  private EvaluationFigures() {}

  /** The pictures by file name. */
  static Map<String, String> of(Evaluation evaluation) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put(
        "dice.svg",
        columns(evaluation, "Dice of each case", CaseComparison.Summary::dice, s -> true));
    boolean mm = evaluation.overlaps().stream().anyMatch(Evaluation.Overlap::millimetres);
    figures.put(
        "hausdorff95.svg",
        columns(
            evaluation,
            "HD95 of each case, largest of its slices (" + (mm ? "mm" : "px") + ")",
            CaseComparison.Summary::hausdorff95,
            s -> s.millimetres() == mm));
    for (Evaluation.Agreement agreement : evaluation.agreements()) {
      Observers.Pair pair = agreement.pair();
      String name = pair.quantity().name().toLowerCase(Locale.ROOT).replace('_', '-');
      figures.put(name + ".svg", agreement(agreement, names(evaluation, pair)));
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

  private static String columns(
      Evaluation evaluation,
      String title,
      Function<CaseComparison.Summary, @Nullable Double> number,
      Predicate<CaseComparison.Summary> counts) {
    List<String> labels = new ArrayList<>();
    List<List<Double>> columns = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      for (Region region : Region.values()) {
        List<Double> values =
            evaluation.cases().stream()
                .flatMap(c -> c.summaries().stream())
                .filter(s -> s.mark() == mark && s.region() == region && counts.test(s))
                .map(number)
                .filter(Objects::nonNull)
                .toList();
        if (!values.isEmpty()) {
          labels.add(mark + " " + EvaluationText.name(region));
          columns.add(values);
        }
      }
    }
    double width = 88 + 84 * columns.size();
    SvgPlot svg = new SvgPlot(width, HEIGHT);
    svg.columns(title + "; bar: median, box: quartiles", labels, columns, width, HEIGHT);
    return svg.finished();
  }

  private static String agreement(Evaluation.Agreement agreement, List<String> names) {
    Observers.Pair pair = agreement.pair();
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
            null),
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
            line(agreement.error(), b.n())),
        WIDTH,
        0,
        WIDTH,
        HEIGHT);
    return svg.finished();
  }

  /** The identity, and where there are more than two cases what least squares makes of them. */
  private static SvgPlot.Line line(PredictionError error, int n) {
    Double slope = error.slope();
    Double intercept = error.intercept();
    return slope == null || intercept == null || n < 3
        ? SvgPlot.Line.NONE
        : new SvgPlot.Line(
            slope,
            intercept,
            "%s x %s %s"
                .formatted(
                    number(slope, 2), intercept < 0 ? "−" : "+", number(Math.abs(intercept), 1)));
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
