package ventricle.engine.measure.agreement;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Agreement of two methods on the same cases (Bland, Altman: Lancet 1986;1:307): differences are
 * first minus second.
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
