package ventricle.engine.measure;

import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * A cubic smoothing spline through values at equal steps: the curve s that makes Σ (value − s)² + λ
 * ∫ s″² smallest (Reinsch, Numer Math 1967;10:177; solved as in Green and Silverman, Nonparametric
 * Regression and Generalized Linear Models, 1994, § 2.3). What swings faster than a period is
 * damped to less than half, whatever the step.
 */
final class SmoothingSpline {

  private final double[] values;
  private final double[] bends;
  private final boolean closed;

  private SmoothingSpline(double[] values, double[] bends, boolean closed) {
    this.values = values;
    this.bends = bends;
    this.closed = closed;
  }

  /**
   * @param values at least four
   * @param halvedPeriod an oscillation of this period, in steps, is halved
   * @param closed whether the first value follows the last
   */
  static SmoothingSpline of(List<Double> values, double halvedPeriod, boolean closed) {
    int n = values.size();
    double lambda = Math.pow(halvedPeriod / (2 * Math.PI), 4);
    // second derivatives are 0 at the ends of what does not close
    int first = closed ? 0 : 1;
    int unknown = closed ? n : n - 2;
    SimpleMatrix second = new SimpleMatrix(n, unknown);
    SimpleMatrix energy = new SimpleMatrix(unknown, unknown);
    for (int k = 0; k < unknown; k++) {
      int i = k + first;
      second.set(Math.floorMod(i - 1, n), k, 1);
      second.set(i, k, -2);
      second.set((i + 1) % n, k, 1);
      energy.set(k, k, 2 / 3.0);
      int next = closed ? (k + 1) % n : k + 1;
      if (next < unknown) {
        energy.set(k, next, 1 / 6.0);
        energy.set(next, k, 1 / 6.0);
      }
    }
    SimpleMatrix y = new SimpleMatrix(n, 1);
    for (int i = 0; i < n; i++) {
      y.set(i, 0, values.get(i));
    }
    SimpleMatrix turned = second.transpose();
    SimpleMatrix bend = energy.plus(turned.mult(second).scale(lambda)).solve(turned.mult(y));
    SimpleMatrix smooth = y.minus(second.mult(bend).scale(lambda));
    double[] knots = new double[n];
    double[] bends = new double[n];
    for (int i = 0; i < n; i++) {
      knots[i] = smooth.get(i, 0);
      boolean known = i >= first && i - first < unknown;
      bends[i] = known ? bend.get(i - first, 0) : 0;
    }
    return new SmoothingSpline(knots, bends, closed);
  }

  /**
   * The steepest place.
   *
   * @param at steps after where the search began
   * @param slope per step
   * @param ends whether the curve ends there, so that it may be steeper beyond
   */
  record Steepest(double at, double slope, boolean ends) {}

  /**
   * Where the curve rises most, or falls most, on the way from one value to another, over the seam
   * where it closes; what lies beyond the ends of a curve that does not close is left out.
   *
   * @param sign 1 for rising, −1 for falling
   * @return a slope that is positive when the curve goes that way
   */
  Steepest steepest(int from, int to, int sign) {
    int n = values.length;
    Steepest best = new Steepest(0, Double.NEGATIVE_INFINITY, false);
    for (int k = 0; k < Math.floorMod(to - from, n); k++) {
      int i = (from + k) % n;
      if (!closed && i == n - 1) {
        continue;
      }
      double here = bends[i];
      double there = bends[(i + 1) % n];
      double turn = here * there < 0 ? here / (here - there) : 0;
      for (double u : new double[] {0, turn, 1}) {
        double slope = sign * slope(i, u);
        if (slope > best.slope()) {
          boolean ends = !closed && ((i == 0 && u == 0) || (i == n - 2 && u == 1));
          best = new Steepest(k + u, slope, ends);
        }
      }
    }
    return best;
  }

  /** Slope per step at a part u, 0 … 1, of the way from value i to the next. */
  private double slope(int i, double u) {
    int next = (i + 1) % values.length;
    double v = 1 - u;
    return values[next]
        - values[i]
        + ((3 * u * u - 1) * bends[next] - (3 * v * v - 1) * bends[i]) / 6;
  }
}
