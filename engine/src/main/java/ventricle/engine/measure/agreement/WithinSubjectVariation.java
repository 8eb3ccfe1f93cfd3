package ventricle.engine.measure.agreement;

import java.util.List;
import java.util.Optional;

/**
 * How far readings of the same case differ, relative to its size: the within-subject coefficient of
 * variation by the root-mean-square method, √(mean over cases of variance / mean²) (Bland: How can
 * I calculate the within-subject coefficient of variation?, 2006; Hyslop, White: Magn Reson Med
 * 2009;61:1254).
 *
 * @param subjects cases that were read at least twice
 * @param coefficient 0 and up; .05 is 5 %
 */
public record WithinSubjectVariation(int subjects, double coefficient) {

  /**
   * @param readings the readings of each case; cases with fewer than two, or with a mean of zero,
   *     say nothing and are left out
   * @return empty when no case is left
   */
  public static Optional<WithinSubjectVariation> of(List<double[]> readings) {
    double sum = 0;
    int n = 0;
    for (double[] values : readings) {
      double mean = mean(values);
      if (values.length < 2 || mean == 0) {
        continue;
      }
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      sum += squares / (values.length - 1) / (mean * mean);
      n++;
    }
    return n == 0
        ? Optional.empty()
        : Optional.of(new WithinSubjectVariation(n, Math.sqrt(sum / n)));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }
}
