package ventricle.engine.measure.agreement;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spread of a number over cases.
 *
 * @param sd standard deviation (n − 1); null for one case
 * @param lowerQuartile between the order statistics linearly, as NumPy and Excel do
 * @param upperQuartile likewise
 */
public record Spread(
    int n,
    double mean,
    @Nullable Double sd,
    double median,
    double lowerQuartile,
    double upperQuartile,
    double min,
    double max) {

  /** Empty without a value. */
  public static Optional<Spread> of(double[] values) {
    int n = values.length;
    if (n == 0) {
      return Optional.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    return Optional.of(
        new Spread(
            n,
            mean,
            n < 2 ? null : (Double) Math.sqrt(squares / (n - 1)),
            quantile(sorted, .5),
            quantile(sorted, .25),
            quantile(sorted, .75),
            sorted[0],
            sorted[n - 1]));
  }

  private static double quantile(double[] sorted, double part) {
    double at = part * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
