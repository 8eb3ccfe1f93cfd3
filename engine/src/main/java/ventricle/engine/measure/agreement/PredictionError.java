package ventricle.engine.measure.agreement;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a method is from a truth over cases.
 *
 * @param rootMeanSquare √ of the mean squared difference
 * @param medianRelative median of |predicted − truth| / |truth|, .05 is 5 %; cases whose truth is 0
 *     say nothing; null without others
 * @param slope of predicted against truth by least squares; null where the truth does not vary
 * @param intercept of the same line
 */
public record PredictionError(
    double rootMeanSquare,
    @Nullable Double medianRelative,
    @Nullable Double slope,
    @Nullable Double intercept) {

  /**
   * @return empty without cases
   * @throws IllegalArgumentException when the lengths differ
   */
  public static Optional<PredictionError> of(double[] predicted, double[] truth) {
    if (predicted.length != truth.length) {
      throw new IllegalArgumentException(predicted.length + " values against " + truth.length);
    }
    int n = truth.length;
    if (n == 0) {
      return Optional.empty();
    }
    double squares = 0;
    double meanPredicted = 0;
    double meanTruth = 0;
    double[] relative = new double[n];
    for (int i = 0; i < n; i++) {
      double off = predicted[i] - truth[i];
      squares += off * off;
      meanPredicted += predicted[i] / n;
      meanTruth += truth[i] / n;
      relative[i] = truth[i] == 0 ? Double.NaN : Math.abs(off / truth[i]);
    }
    double both = 0;
    double own = 0;
    for (int i = 0; i < n; i++) {
      both += (truth[i] - meanTruth) * (predicted[i] - meanPredicted);
      own += (truth[i] - meanTruth) * (truth[i] - meanTruth);
    }
    Double slope = own == 0 ? null : (Double) (both / own);
    return Optional.of(
        new PredictionError(
            Math.sqrt(squares / n),
            Spread.of(Arrays.stream(relative).filter(Double::isFinite).toArray())
                .map(Spread::median)
                .orElse(null),
            slope,
            slope == null ? null : (Double) (meanPredicted - slope * meanTruth)));
  }
}
