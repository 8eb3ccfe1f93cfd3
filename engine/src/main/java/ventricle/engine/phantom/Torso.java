package ventricle.engine.phantom;

/** Signal of everything around the heart, at a point of the chest; the heart lies over it. */
final class Torso {

  private static final double RIB_DISTANCE = 29;
  private static final double RIB_SLOPE = 0.42;

  private final TorsoShape shape;
  private final SmoothNoise noise;
  private final Viscera viscera;

  Torso(TorsoShape shape, SmoothNoise noise) {
    this.shape = shape;
    this.noise = noise;
    this.viscera = new Viscera(shape, noise);
  }

  /** Depth under the skin, mm; negative outside. */
  double depth(double x, double y, double z) {
    double u = Math.abs((x - shape.midline()) / shape.halfWidth());
    double v = Math.abs((y - shape.middleY()) / shape.halfDepth());
    double f = u * u * StrictMath.sqrt(u) + v * v * StrictMath.sqrt(v);
    double q = StrictMath.pow(f, 0.4);
    return (1 - q) * shape.halfDepth() + 3.5 * noise.at(x / 45, y / 45, z / 60);
  }

  /** Gain of the receive coils at a point: brightest under the anterior array. */
  double gain(double x, double y, double z) {
    double dx = x - 0.25 * shape.midline();
    double dy = y - (shape.middleY() - shape.halfDepth());
    double front = 1 / (1 + (dx * dx + dy * dy + 0.7 * z * z) / (95.0 * 95));
    double by = y - (shape.middleY() + shape.halfDepth());
    double bx = x - shape.midline();
    double behind = 1 / (1 + (bx * bx + by * by) / (80.0 * 80));
    return 0.34 + 1.25 * front + 0.35 * behind;
  }

  /**
   * @param nearHeart depth inside the bed of fat around the heart, mm; negative outside
   * @param width of the pixel in mm
   */
  double signal(double x, double y, double z, double nearHeart, double width) {
    double depth = depth(x, y, z);
    if (depth < -width) {
      return Paint.AIR;
    }
    double grain = noise.rough(x / 9, y / 9, z / 12);
    double fat = Paint.FAT * (1 + 0.07 * grain);
    double signal = Paint.over(Paint.AIR, 0.3, Paint.cover(depth, width));
    signal = Paint.over(signal, fat, Paint.cover(depth - 1.6, width));
    double septa = Math.abs(noise.at(x / 14, y / 14, z / 25));
    signal = Paint.over(signal, 0.25 * fat, 0.45 * Paint.cover(0.035 - septa, 0.05));

    double thicker = 1 + 0.35 * noise.at(x / 70 + 9, y / 70, z / 90);
    double wall = depth - shape.fat() * thicker;
    if (wall < -width) {
      return signal;
    }
    signal = Paint.over(signal, chestWall(x, y, z, wall, grain, width), Paint.cover(wall, width));
    double cavity = wall - shape.muscle() * (1 + 0.12 * noise.at(x / 40, y / 40 + 7, z / 50));
    if (cavity < -width) {
      return signal;
    }
    double inside = viscera.signal(x, y, z, cavity, nearHeart, width);
    return Paint.over(signal, inside, Paint.cover(cavity, width));
  }

  private double chestWall(double x, double y, double z, double wall, double grain, double width) {
    double signal = Paint.MUSCLE * (1 + 0.18 * grain);
    double streak = noise.at(x / 30 + 4, y / 30, z / 12) + wall / shape.muscle() * 1.6 - 0.8;
    signal = Paint.over(signal, 0.8 * Paint.FAT, 0.8 * Paint.cover(0.10 - Math.abs(streak), 0.14));

    double along = (z - RIB_SLOPE * (y - shape.middleY())) / RIB_DISTANCE + shape.ribPhase();
    double off = (along - Math.rint(along)) * RIB_DISTANCE * 0.9;
    double deep = wall - 0.66 * shape.muscle();
    double side = Math.abs(x - shape.midline());
    double rib = Paint.ellipse(off, deep, 6.6, 4.6);
    double sternum = y < shape.middleY() && z > -45 ? Paint.ellipse(side, deep + 1, 17, 6.5) : -99;
    if (side > 40 || y > shape.middleY()) {
      signal = bone(signal, rib, 0.42 + 0.1 * grain, width);
    } else {
      // the costal cartilages are bright grey without a dark rim
      signal = Paint.over(signal, 0.34 + 0.04 * grain, Paint.cover(rib, width));
    }
    return bone(signal, sternum, 0.5 + 0.12 * grain, width);
  }

  static double bone(double below, double depth, double marrow, double width) {
    double cortex = Paint.over(below, 0.05, Paint.cover(depth, width));
    return Paint.over(cortex, marrow, Paint.cover(depth - 1.7, width));
  }
}
