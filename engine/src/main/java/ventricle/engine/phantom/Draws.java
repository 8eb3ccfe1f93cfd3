package ventricle.engine.phantom;

/**
 * A stream of random numbers that is the same on every platform (SplitMix64 and {@link StrictMath}
 * only). Not thread-safe; {@link #fork} gives independent streams that depend on the seed and a
 * name alone, so that drawing more of one thing never changes another.
 */
final class Draws {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  Draws(long seed) {
    this.seed = mix(seed + GOLDEN);
    this.state = this.seed;
  }

  Draws fork(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return new Draws(seed ^ mix(hash));
  }

  Draws fork(String name, int a, int b) {
    return new Draws(fork(name).seed + mix(a * 0x1_0000_0001L + 17) + mix(b * 0x3_0000_0001L + 71));
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in 0 (inclusive) .. 1 (exclusive). */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** An integer from {@code low} to {@code high}, both inclusive. */
  int integer(int low, int high) {
    return low + (int) (unit() * (high - low + 1));
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Normal with mean 0 and standard deviation 1 (Box and Muller). */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
