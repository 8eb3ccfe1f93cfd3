package ventricle.engine.phantom;

/**
 * The ventricles as functions of level and contraction. Cross-sections are rings of radii around
 * the long axis. The area of the LV wall follows from the wall's volume, which contraction leaves
 * as it is but for a few percent of squeezed-out blood.
 */
final class HeartShape {

  /** Radius below which no reader draws an LV cavity, mm. */
  static final double SMALLEST_CAVITY = 2.5;

  private static final int HARMONICS = 6;

  private final HeartSize size;
  private final SmoothNoise noise;
  private final double rvDepth;
  private final double lvSqueeze;
  private final double rvSqueeze;

  /**
   * @param rvDepth largest distance of RV free wall from septum at end diastole, mm
   * @param lvSqueeze what is left of the LV cavity's cross-section at end systole, 0 … 1
   * @param rvSqueeze what is left of the RV's depth at end systole, 0 … 1
   */
  HeartShape(
      HeartSize size, SmoothNoise noise, double rvDepth, double lvSqueeze, double rvSqueeze) {
    this.size = size;
    this.noise = noise;
    this.rvDepth = rvDepth;
    this.lvSqueeze = lvSqueeze;
    this.rvSqueeze = rvSqueeze;
  }

  HeartShape withRvDepth(double depth) {
    return new HeartShape(size, noise, depth, lvSqueeze, rvSqueeze);
  }

  HeartShape withLvSqueeze(double squeeze) {
    return new HeartShape(size, noise, rvDepth, squeeze, rvSqueeze);
  }

  HeartShape withRvSqueeze(double squeeze) {
    return new HeartShape(size, noise, rvDepth, lvSqueeze, squeeze);
  }

  HeartSize size() {
    return size;
  }

  /** The mitral plane at a contraction, mm toward the apex. */
  double base(double contraction) {
    return size.descent() * contraction;
  }

  /** The tricuspid plane at a contraction, mm toward the apex. */
  double rvBase(double contraction) {
    return size.rvBase() + size.rvDescent() * contraction;
  }

  /** Length of the LV cavity at a contraction. */
  double length(double contraction) {
    return size.length() * (1 - 0.02 * contraction) - base(contraction);
  }

  /**
   * The LV at a level.
   *
   * @param z level along the axis, mm; above the base the ring of the base is continued
   */
  Section leftVentricle(double z, double contraction) {
    double length = length(contraction);
    double s = (z - base(contraction)) / length;
    double clamped = Math.max(0, s);
    double cavity = cavityRadiusSquared(clamped, contraction);
    double wall = wallSquared(clamped, length);
    double[] endo = new double[Circle.STEPS];
    double[] epi = new double[Circle.STEPS];
    double[] lumen = harmonics(clamped, contraction);
    double[] thickness = wallPattern(clamped);
    for (int i = 0; i < Circle.STEPS; i++) {
      double squared = cavity * lumen[i];
      endo[i] = StrictMath.sqrt(squared);
      epi[i] = StrictMath.sqrt(squared + wall * thickness[i]);
    }
    double t = Math.max(0, Math.min(1.2, z / size.length()));
    return new Section(
        s,
        contraction,
        StrictMath.sqrt(cavity),
        size.tiltA() * t + 1.5 * contraction * (1 - t),
        size.tiltB() * t + 1.0 * contraction,
        endo,
        epi);
  }

  /** Cross-section of the cavity at a level at or below the base, mm². */
  double cavityArea(double z, double contraction) {
    double s = (z - base(contraction)) / length(contraction);
    return StrictMath.PI * cavityRadiusSquared(Math.max(0, s), contraction);
  }

  private double cavityRadiusSquared(double s, double contraction) {
    if (s >= 1) {
      return 0;
    }
    double left = 1 - s;
    double profile = (1 - StrictMath.pow(s, 2.3)) * (1 - 0.16 * left * left * left);
    double kept = 1 - (1 - StrictMath.pow(lvSqueeze, 0.75 + 0.5 * s)) * contraction;
    return size.radius() * size.radius() * profile * kept;
  }

  private double wallSquared(double s, double length) {
    double atEnd = size.wall() * (1 - 0.22 * Math.min(1, s));
    double relative = size.length() / length;
    if (s >= 1) {
      double cap = (s - 1) * length / (0.8 * atEnd * relative);
      return cap >= 1 ? 0 : atEnd * atEnd * relative * (1 - cap * cap);
    }
    double cavity = StrictMath.sqrt(cavityRadiusSquared(s, 0));
    double thinAtBase = 1 - 0.2 * Math.max(0, 1 - s / 0.15);
    return (2 * cavity * atEnd + atEnd * atEnd) * thinAtBase * relative;
  }

  /** 1 + a smooth pattern of mean 0 around the ring, so that areas stay as they are. */
  private double[] harmonics(double s, double contraction) {
    double[] ring = new double[Circle.STEPS];
    double strength = 1 + 0.8 * contraction;
    int turn = (int) StrictMath.rint(twist(s, contraction) / Circle.angle(1));
    double[] a = new double[HARMONICS + 1];
    double[] b = new double[HARMONICS + 1];
    for (int k = 2; k <= HARMONICS; k++) {
      double amplitude = strength * (k == 2 ? 0.19 : 0.24 / k);
      a[k] = amplitude * noise.at(10 * k, 1.6 * s, 0.4 * contraction);
      b[k] = amplitude * noise.at(10 * k + 5, 1.6 * s, 0.4 * contraction);
    }
    for (int i = 0; i < Circle.STEPS; i++) {
      double sum = 1;
      for (int k = 2; k <= HARMONICS; k++) {
        sum += a[k] * Circle.cos(k * (i - turn)) + b[k] * Circle.sin(k * (i - turn));
      }
      ring[i] = sum;
    }
    return ring;
  }

  double twist(double s, double contraction) {
    return size.twist() * contraction * (s - 0.3);
  }

  private double[] wallPattern(double s) {
    double[] ring = new double[Circle.STEPS];
    double a1 = 0.08 + 0.06 * noise.at(3.3, 1.5 * s, 7);
    double b1 = 0.07 * noise.at(4.3, 1.5 * s, 7);
    double a2 = 0.08 * noise.at(5.3, 1.5 * s, 7);
    double b2 = 0.08 * noise.at(6.3, 1.5 * s, 7);
    double a3 = 0.05 * noise.at(7.3, 1.5 * s, 7);
    for (int i = 0; i < Circle.STEPS; i++) {
      ring[i] =
          1
              + a1 * Circle.cos(i)
              + b1 * Circle.sin(i)
              + a2 * Circle.cos(2 * i)
              + b2 * Circle.sin(2 * i)
              + a3 * Circle.cos(3 * i);
    }
    return ring;
  }

  /** The RV's crescent at a level, or one of no depth beyond its apex. */
  Crescent crescent(double z, double contraction) {
    double base = rvBase(contraction);
    double end = size.rvBase() + size.rvLength() - 0.02 * size.length() * contraction;
    double level = (z - base) / (end - base);
    double s = Math.max(0, level);
    double narrow = (1 - 0.32 * Math.min(1, s * s)) * (1 - 0.04 * contraction);
    double profile =
        s >= 1
            ? 0
            : StrictMath.pow(1 - StrictMath.pow(s, 1.9), 0.75)
                * (1 - 0.12 * Math.max(0, 1 - s / 0.3));
    return new Crescent(
        level,
        rvDepth * profile * (1 - (1 - rvSqueeze) * contraction),
        size.rvAnterior() * narrow,
        size.rvInferior() * narrow,
        0.22 * noise.at(1.7, 1.2 * s, 40) - 0.12 + 0.25 * s,
        contraction,
        noise);
  }
}
