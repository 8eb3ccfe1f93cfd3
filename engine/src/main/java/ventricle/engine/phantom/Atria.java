package ventricle.engine.phantom;

/**
 * What lies above the base: left atrium, aortic root, right atrium, outflow tract and pulmonary
 * artery. They come down into the basal slices in systole.
 */
final class Atria {

  private static final double WALL = 1.5;
  private static final double FAT = 3;

  /** Above this the aorta bends away into its arch, mm. */
  private static final double ARCH = 42;

  private final SmoothNoise noise;
  private final double z;
  private final double[] centreA = new double[5];
  private final double[] centreB = new double[5];
  private final double[] halfA = new double[5];
  private final double[] halfB = new double[5];

  Atria(HeartShape shape, SmoothNoise noise, double z, double contraction) {
    this.noise = noise;
    this.z = z;
    double above = shape.base(contraction) - z;
    double rvAbove = shape.rvBase(contraction) - z;
    double scale = shape.size().radius() / 26;
    double filled = 1 + 0.08 * contraction;
    // left atrium, right atrium, outflow tract, pulmonary artery, aorta; the last lies on top
    put(0, -8, -11 - 0.06 * above, 32 * scale * filled, 25 * scale * filled, bulge(above, -16, 50));
    put(1, 43, -17, 31 * scale * filled, 27 * scale * filled, bulge(rvAbove, -14, 56));
    put(
        2,
        32 - 0.25 * rvAbove,
        25 + 0.1 * rvAbove,
        20 * scale,
        17 * scale,
        bulge(rvAbove, -14, 48));
    put(3, 9 - 0.1 * above, 33, 15 * scale, 13 * scale, bulge(above - 24, -12, 60));
    double root = above < -8 ? 0 : Math.min(1, (above + 8) / 8);
    double leaving = Math.max(0, above - ARCH) / 20;
    root *= leaving >= 1 ? 0 : StrictMath.sqrt(1 - leaving * leaving);
    put(4, 15 + 0.14 * above, 7 + 0.12 * above, 15 * scale, 14 * scale, root);
  }

  private void put(int k, double a, double b, double sizeA, double sizeB, double share) {
    centreA[k] = a;
    centreB[k] = b;
    halfA[k] = share <= 0.15 ? 0 : sizeA * share;
    halfB[k] = share <= 0.15 ? 0 : sizeB * share;
  }

  /** Relative width of a chamber that reaches from one height to another. */
  private static double bulge(double above, double from, double to) {
    double t = 2 * (above - from) / (to - from) - 1;
    return Math.abs(t) >= 1 ? 0 : StrictMath.sqrt(1 - t * t);
  }

  /** Depth inside the chambers with the fat around them, mm. */
  double depth(double a, double b) {
    double deepest = -99;
    for (int k = 0; k < halfA.length; k++) {
      deepest = Math.max(deepest, chamber(k, a, b));
    }
    return deepest + FAT * (1 + 0.5 * noise.at(a / 14, b / 14, z / 20 + 33));
  }

  double signal(double a, double b, double below, double moment, double width) {
    double signal = below;

    double flow = noise.at(a / 12 + 9, b / 12, z / 20 + 6 * moment);
    for (int k = 0; k < halfA.length; k++) {
      double depth = chamber(k, a, b);
      if (depth > -WALL - width) {
        double blood = (k == 1 || k == 2 ? 0.9 : 0.97) * (1 + 0.07 * flow);
        signal = Paint.over(signal, Paint.MYOCARDIUM, Paint.cover(depth + WALL, width));
        signal = Paint.over(signal, blood, Paint.cover(depth, width));
      }
    }
    return signal;
  }

  private double chamber(int k, double a, double b) {
    if (halfA[k] <= 0) {
      return -99;
    }
    double loose = k == 4 ? 2.5 : 7.5;
    return Paint.ellipse(a - centreA[k], b - centreB[k], halfA[k], halfB[k])
        + loose * noise.rough(a / 24 + 7 * k, b / 24, z / 26 + 44);
  }
}
