package ventricle.engine.phantom;

/**
 * Smooth random functions of space: values at the integer lattice in −1 … 1, blended by a quintic.
 * The same seed gives the same function on every platform. Immutable.
 */
final class SmoothNoise {

  private final long seed;

  SmoothNoise(long seed) {
    this.seed = Draws.mix(seed ^ 0x5DEECE66DL);
  }

  /** Value in −1 … 1; features are about one unit wide. */
  double at(double x, double y, double z) {
    double fx = Math.floor(x);
    double fy = Math.floor(y);
    double fz = Math.floor(z);
    long ix = (long) fx;
    long iy = (long) fy;
    long iz = (long) fz;
    double u = fade(x - fx);
    double v = fade(y - fy);
    double w = fade(z - fz);
    double near =
        mixed(
            mixed(node(ix, iy, iz), node(ix + 1, iy, iz), u),
            mixed(node(ix, iy + 1, iz), node(ix + 1, iy + 1, iz), u),
            v);
    double far =
        mixed(
            mixed(node(ix, iy, iz + 1), node(ix + 1, iy, iz + 1), u),
            mixed(node(ix, iy + 1, iz + 1), node(ix + 1, iy + 1, iz + 1), u),
            v);
    return mixed(near, far, w);
  }

  /** Two octaves; features of one unit with detail of half a unit. */
  double rough(double x, double y, double z) {
    return 0.67 * at(x, y, z) + 0.33 * at(2.03 * x + 11.3, 2.03 * y - 5.1, 2.03 * z + 3.7);
  }

  private double node(long x, long y, long z) {
    long h = seed + x * 0x8DA6B343L + y * 0xD8163841L + z * 0xCB1AB31FL;
    h = (h ^ (h >>> 29)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 32)) * 0x94D049BB133111EBL;
    return ((h ^ (h >>> 31)) >> 11) * 0x1.0p-52;
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static double mixed(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
