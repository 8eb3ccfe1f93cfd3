package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.BlandAltman;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Quantity;

/** An evaluation as a table for a terminal: mean ± SD over the cases. */
public final class EvaluationText {

  private EvaluationText() {}

  /** The lines; what was left out is not among them. */
  public static List<String> of(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    int n = evaluation.cases().size();
    lines.add(n == 1 ? "1 case compared" : n + " cases compared");
    lines.add("");
    lines.add(
        "%-20s %5s  %-14s %-16s %-16s %s"
            .formatted("region", "cases", "Dice", "HD", "APD", "slices: both / one only"));
    for (Evaluation.Overlap o : evaluation.overlaps()) {
      String unit = o.millimetres() ? " mm" : " px";
      lines.add(
          "%-20s %5d  %-14s %-16s %-16s %d / %d"
              .formatted(
                  o.mark() + " " + name(o.region()),
                  o.dice().n(),
                  spread(o.dice(), 3, ""),
                  spread(o.hausdorff(), 2, unit),
                  spread(o.averagePerpendicular(), 2, unit),
                  o.both(),
                  o.predictedOnly() + o.truthOnly()));
    }
    lines.add("");
    if (evaluation.agreements().isEmpty()) {
      lines.add("no volumes: neither set says how large its pixels are, or one lacks a phase");
      return lines;
    }
    lines.add(
        "%-12s %5s  %10s %10s %9s  %-20s %s"
            .formatted("quantity", "cases", "predicted", "truth", "bias", "95 % limits", "r"));
    for (Observers.Pair pair : evaluation.agreements()) {
      BlandAltman b = pair.agreement();
      lines.add(
          "%-12s %5d  %10s %10s %9s  %-20s %s"
              .formatted(
                  name(pair.quantity()) + " " + pair.quantity().unit(),
                  b.n(),
                  number(mean(pair.firsts()), 1),
                  number(mean(pair.seconds()), 1),
                  number(b.bias(), 2),
                  b.lower() == null ? "-" : number(b.lower(), 2) + " to " + number(b.upper(), 2),
                  number(b.correlation(), 3)));
    }
    return lines;
  }

  private static @Nullable Double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static String spread(Evaluation.@Nullable Spread spread, int decimals, String unit) {
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
