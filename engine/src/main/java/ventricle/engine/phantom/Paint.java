package ventricle.engine.phantom;

/**
 * Signal of tissues and how they meet. Water is positive and fat negative, as in balanced SSFP at
 * an echo time of half the repetition time: where both share a pixel they cancel to a dark line.
 */
final class Paint {

  static final double AIR = 0;
  static final double BLOOD = 1;
  static final double MYOCARDIUM = 0.32;
  static final double MUSCLE = 0.2;
  static final double LIVER = 0.26;
  static final double SPLEEN = 0.36;
  static final double LUNG = 0.03;
  static final double FAT = -0.88;

  private Paint() {}

  /** Share of a pixel that lies inside a border {@code depth} mm away, for pixels of a width. */
  static double cover(double depth, double width) {
    double t = depth / width + 0.5;
    return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
  }

  static double over(double below, double above, double share) {
    return below + (above - below) * share;
  }

  static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  /** Depth inside an ellipsoid with the given half axes, in mm near its surface. */
  static double ellipsoid(double x, double y, double z, double halfX, double halfY, double halfZ) {
    double u = x / halfX;
    double v = y / halfY;
    double w = z / halfZ;
    double q = StrictMath.sqrt(u * u + v * v + w * w);
    return (1 - q) * Math.min(halfX, Math.min(halfY, halfZ));
  }

  /** Depth inside an ellipse with the given half axes, in mm near its border. */
  static double ellipse(double x, double y, double halfX, double halfY) {
    double u = x / halfX;
    double v = y / halfY;
    return (1 - StrictMath.sqrt(u * u + v * v)) * Math.min(halfX, halfY);
  }
}
