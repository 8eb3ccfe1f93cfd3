package ventricle.engine.phantom;

/**
 * A cubic curve through knots that never overshoots them (Fritsch and Carlson, SIAM J Numer Anal
 * 1980;17:238–246).
 */
final class MonotoneCurve {

  private final double[] xs;
  private final double[] ys;
  private final double[] slopes;

  /**
   * @param xs strictly increasing
   */
  MonotoneCurve(double[] xs, double[] ys) {
    int n = xs.length;
    this.xs = xs.clone();
    this.ys = ys.clone();
    this.slopes = new double[n];
    for (int i = 1; i < n - 1; i++) {
      double before = (ys[i] - ys[i - 1]) / (xs[i] - xs[i - 1]);
      double after = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]);
      slopes[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after);
    }
  }

  /** Value at x; constant beyond the ends. */
  double at(double x) {
    int last = xs.length - 1;
    if (x <= xs[0]) {
      return ys[0];
    }
    if (x >= xs[last]) {
      return ys[last];
    }
    int i = 0;
    while (x > xs[i + 1]) {
      i++;
    }
    double h = xs[i + 1] - xs[i];
    double t = (x - xs[i]) / h;
    double s = 1 - t;
    return ys[i] * s * s * (1 + 2 * t)
        + ys[i + 1] * t * t * (3 - 2 * t)
        + h * t * s * (slopes[i] * s - slopes[i + 1] * t);
  }
}
