package ventricle.engine.measure.agreement;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Agreement of two methods on the same cases (Bland, Altman: Lancet 1986;1:307): differences are
 * first minus second. Confidence intervals are those of Bland, Altman: Stat Methods Med Res
 * 1999;8:135, by Student's t with n − 1 degrees of freedom.
 *
 * @param n pairs
 * @param bias mean difference
 * @param sd standard deviation of the differences (n − 1); null for one pair
 * @param lower bias − 1.96 SD
 * @param upper bias + 1.96 SD
 * @param meanAbsolute mean |difference|
 * @param correlation Pearson's r; null where either method does not vary
 */
public record BlandAltman(
    int n,
    double bias,
    @Nullable Double sd,
    @Nullable Double lower,
    @Nullable Double upper,
    double meanAbsolute,
    @Nullable Double correlation) {

  /**
   * @return empty without pairs
   * @throws IllegalArgumentException when the lengths differ
   */
  public static Optional<BlandAltman> of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " values against " + second.length);
    }
    int n = first.length;
    if (n == 0) {
      return Optional.empty();
    }
    double bias = 0;
    double absolute = 0;
    for (int i = 0; i < n; i++) {
      bias += (first[i] - second[i]) / n;
      absolute += Math.abs(first[i] - second[i]) / n;
    }
    if (n == 1) {
      return Optional.of(new BlandAltman(1, bias, null, null, null, absolute, null));
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = first[i] - second[i] - bias;
      squares += off * off;
    }
    double sd = Math.sqrt(squares / (n - 1));
    return Optional.of(
        new BlandAltman(
            n, bias, sd, bias - 1.96 * sd, bias + 1.96 * sd, absolute, correlation(first, second)));
  }

  /** 95 % confidence interval of the bias: standard error SD / √n; null for one pair. */
  public @Nullable Interval biasInterval() {
    return sd == null ? null : Interval.about(bias, t() * sd / Math.sqrt(n));
  }

  /** 95 % confidence interval of the lower limit of agreement; null for one pair. */
  public @Nullable Interval lowerInterval() {
    return sd == null || lower == null ? null : Interval.about(lower, t() * errorOfLimit(sd));
  }

  /** 95 % confidence interval of the upper limit of agreement; null for one pair. */
  public @Nullable Interval upperInterval() {
    return sd == null || upper == null ? null : Interval.about(upper, t() * errorOfLimit(sd));
  }

  private double t() {
    return TDistribution.of(n - 1).inverseSurvivalProbability(.025);
  }

  /** Standard error of a limit: SD · √(1/n + 1.96² / (2 (n − 1))). */
  private double errorOfLimit(double spread) {
    return spread * Math.sqrt(1.0 / n + 1.96 * 1.96 / (2 * (n - 1.0)));
  }

  private static @Nullable Double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa == 0 || bb == 0 ? null : ab / Math.sqrt(aa * bb);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
