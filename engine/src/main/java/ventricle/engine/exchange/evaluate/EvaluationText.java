package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.BlandAltman;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.measure.agreement.Spread;

/** An evaluation as a table for a terminal: mean ± SD over the cases. */
public final class EvaluationText {

  private EvaluationText() {}

  /** The lines; what was left out is not among them. */
  public static List<String> of(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    int n = evaluation.cases().size();
    lines.add(n == 1 ? "1 case compared" : n + " cases compared");
    lines.add("");
    String row = "%-18s %5s  %-14s %-15s %-17s %-17s %s";
    lines.add(
        row.formatted(
            "region",
            "cases",
            "Dice",
            "median (IQR)",
            "HD",
            "HD95",
            "APD, slices both / one only"));
    for (Evaluation.Overlap o : evaluation.overlaps()) {
      String unit = o.millimetres() ? " mm" : " px";
      lines.add(
          row.formatted(
              o.mark() + " " + name(o.region()),
              o.dice().n(),
              spread(o.dice(), 3, ""),
              quartiles(o.dice()),
              spread(o.hausdorff(), 2, unit),
              spread(o.hausdorff95(), 2, unit),
              "%-16s %d / %d"
                  .formatted(
                      spread(o.averagePerpendicular(), 2, unit),
                      o.both(),
                      o.predictedOnly() + o.truthOnly())));
    }
    lines.add("");
    lines.addAll(levels(evaluation));
    lines.add("");
    if (evaluation.agreements().isEmpty()) {
      lines.add("no volumes: neither set says how large its pixels are, or one lacks a phase");
      return lines;
    }
    String row2 = "%-12s %5s  %9s %9s  %-26s %-20s %8s %7s";
    lines.add(
        row2.formatted(
            "quantity",
            "cases",
            "predicted",
            "truth",
            "bias (95 % interval)",
            "95 % limits",
            "mean |d|",
            "r"));
    for (Evaluation.Agreement agreement : evaluation.agreements()) {
      Observers.Pair pair = agreement.pair();
      BlandAltman b = pair.agreement();
      lines.add(
          row2.formatted(
              name(pair.quantity()) + " " + pair.quantity().unit(),
              b.n(),
              number(mean(pair.firsts()), 1),
              number(mean(pair.seconds()), 1),
              number(b.bias(), 2) + interval(b.biasInterval()),
              b.lower() == null ? "-" : number(b.lower(), 2) + " to " + number(b.upper(), 2),
              number(b.meanAbsolute(), 2),
              number(b.correlation(), 3)));
    }
    return lines;
  }

  /** Dice of single slices at each level. */
  private static List<String> levels(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    String row = "%-18s %-22s %-22s %-22s %s";
    lines.add(row.formatted("Dice of slices", "base", "mid", "apex", "beyond the truth"));
    for (Evaluation.Overlap o : evaluation.overlaps()) {
      List<String> cells = new ArrayList<>(List.of(o.mark() + " " + name(o.region())));
      for (Level level : Level.values()) {
        cells.add(
            evaluation.levels().stream()
                .filter(l -> l.mark() == o.mark() && l.region() == o.region())
                .filter(l -> l.level() == level)
                .findFirst()
                .map(l -> spread(l.dice(), 3, "") + " (" + l.dice().n() + ")")
                .orElse("-"));
      }
      lines.add(row.formatted(cells.toArray()));
    }
    return lines;
  }

  private static String quartiles(Spread spread) {
    return spread.n() < 2
        ? "-"
        : "%s (%s)"
            .formatted(
                number(spread.median(), 3),
                number(spread.upperQuartile() - spread.lowerQuartile(), 3));
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? ""
        : " (" + number(interval.low(), 2) + " to " + number(interval.high(), 2) + ")";
  }

  private static @Nullable Double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static String spread(@Nullable Spread spread, int decimals, String unit) {
    if (spread == null) {
      return "-";
    }
    return number(spread.mean(), decimals)
        + (spread.sd() == null ? "" : " ± " + number(spread.sd(), decimals))
        + unit;
  }

  private static String number(@Nullable Double value, int decimals) {
    return value == null ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0);
  }

  /** Words for a region. */
  static String name(Region region) {
    return switch (region) {
      case LV_CAVITY -> "LV cavity";
      case LV_EPICARDIUM -> "LV epicardium";
      case LV_MYOCARDIUM -> "LV myocardium";
      case RV_CAVITY -> "RV cavity";
    };
  }

  /** Words for a quantity. */
  static String name(Quantity quantity) {
    return quantity.name().replace('_', ' ').replace("MASS", "mass");
  }
}
