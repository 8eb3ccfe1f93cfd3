package ventricle.engine.phantom;

/** Angles around the long axis, counted from the middle of the septum toward anterior. */
final class Circle {

  /** Number of equal steps around the circle. */
  static final int STEPS = 360;

  private static final double[] COSINES = new double[STEPS];
  private static final double[] SINES = new double[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      COSINES[i] = StrictMath.cos(angle(i));
      SINES[i] = StrictMath.sin(angle(i));
    }
  }

  private Circle() {}

  static double angle(int step) {
    return 2 * StrictMath.PI * step / STEPS;
  }

  /** The step's angle in −π … π. */
  static double signedAngle(int step) {
    return angle(step > STEPS / 2 ? step - STEPS : step);
  }

  static double cos(int step) {
    return COSINES[Math.floorMod(step, STEPS)];
  }

  static double sin(int step) {
    return SINES[Math.floorMod(step, STEPS)];
  }

  /**
   * The angle of (a, b) in steps, 0 (inclusive) … {@link #STEPS} (exclusive). Accurate to a
   * hundredth of a step, made of exactly rounded operations only.
   */
  static double step(double a, double b) {
    double x = Math.abs(a);
    double y = Math.abs(b);
    if (x + y == 0) {
      return 0;
    }
    boolean steep = y > x;
    double q = steep ? x / y : y / x;
    double s = q * q;
    // Abramowitz and Stegun 4.4.49
    double arc =
        q * (0.9998660 + s * (-0.3302995 + s * (0.1801410 + s * (-0.0851330 + s * 0.0208351))));
    double angle = steep ? StrictMath.PI / 2 - arc : arc;
    if (a < 0) {
      angle = StrictMath.PI - angle;
    }
    if (b < 0) {
      angle = 2 * StrictMath.PI - angle;
    }
    double step = angle * (STEPS / (2 * StrictMath.PI));
    return step >= STEPS ? 0 : step;
  }

  /** A value between the steps of a ring of {@link #STEPS} values. */
  static double sample(double[] ring, double step) {
    int i = (int) step;
    double t = step - i;
    return ring[i] + (ring[i + 1 == STEPS ? 0 : i + 1] - ring[i]) * t;
  }
}
