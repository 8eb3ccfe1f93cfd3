package ventricle.engine.measure.agreement;

import java.util.Optional;
import org.apache.commons.statistics.distribution.FDistribution;
import org.jspecify.annotations.Nullable;

/**
 * ICC(2,1): how far single readings agree in value when every case is read by the same readers, who
 * stand for all readers (two-way random effects, absolute agreement; Shrout, Fleiss: Psychol Bull
 * 1979;86:420).
 *
 * @param subjects cases
 * @param readers readings of each case
 * @param value at most 1; null where nothing varies
 * @param interval 95 % confidence interval after the same paper (p. 424); null with the value, and
 *     where readings agree without any error left
 */
public record IntraclassCorrelation(
    int subjects, int readers, @Nullable Double value, @Nullable Interval interval) {

  private static final double TAIL = .025;

  /**
   * @param ratings one row per case, one column per reader, all finite
   * @return empty with fewer than two cases or readers
   * @throws IllegalArgumentException when rows differ in length
   */
  public static Optional<IntraclassCorrelation> of(double[][] ratings) {
    int n = ratings.length;
    int k = n == 0 ? 0 : ratings[0].length;
    for (double[] row : ratings) {
      if (row.length != k) {
        throw new IllegalArgumentException("every case has a value of every reader");
      }
    }
    return n < 2 || k < 2 ? Optional.empty() : Optional.of(of(MeanSquares.of(ratings, n, k)));
  }

  private static IntraclassCorrelation of(MeanSquares m) {
    double n = m.n;
    double k = m.k;
    double total = m.between + (k - 1) * m.error + k * (m.readers - m.error) / n;
    if (!(total > 0)) {
      return new IntraclassCorrelation(m.n, m.k, null, null);
    }
    double icc = (m.between - m.error) / total;
    return new IntraclassCorrelation(m.n, m.k, icc, m.error > 0 ? interval(m, icc) : null);
  }

  private static Interval interval(MeanSquares m, double icc) {
    double n = m.n;
    double k = m.k;
    double ratio = m.readers / m.error;
    double rest = n * (1 + (k - 1) * icc) - k * icc;
    double v =
        (k - 1)
            * (n - 1)
            * square(k * icc * ratio + rest)
            / ((n - 1) * square(k * icc * ratio) + square(rest));
    double above = FDistribution.of(n - 1, v).inverseSurvivalProbability(TAIL);
    double below = FDistribution.of(v, n - 1).inverseSurvivalProbability(TAIL);
    double spread = k * m.readers + (k * n - k - n) * m.error;
    return new Interval(
        n * (m.between - above * m.error) / (above * spread + n * m.between),
        n * (below * m.between - m.error) / (spread + n * below * m.between));
  }

  private static double square(double x) {
    return x * x;
  }

  /** Two-way analysis of variance without replication. */
  private record MeanSquares(int n, int k, double between, double readers, double error) {
    static MeanSquares of(double[][] x, int n, int k) {
      double[] rows = new double[n];
      double[] columns = new double[k];
      double grand = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < k; j++) {
          rows[i] += x[i][j] / k;
          columns[j] += x[i][j] / n;
          grand += x[i][j] / ((double) n * k);
        }
      }
      double between = 0;
      double readers = 0;
      double error = 0;
      for (int i = 0; i < n; i++) {
        between += k * square(rows[i] - grand);
        for (int j = 0; j < k; j++) {
          error += square(x[i][j] - rows[i] - columns[j] + grand);
        }
      }
      for (double column : columns) {
        readers += n * square(column - grand);
      }
      return new MeanSquares(
          n, k, between / (n - 1), readers / (k - 1), error / ((n - 1.0) * (k - 1)));
    }
  }
}
