package ventricle.engine.phantom;

import org.jspecify.annotations.Nullable;

/**
 * What to make. Everything that is null follows from the seed.
 *
 * @param seed the same options give the same study on every platform
 * @param efPercent LV ejection fraction that the covered slices shall have, 10 … 80
 * @param slices number of slices, 1 … 20; few slices cover the middle of the ventricle only
 * @param phases number of cardiac phases, 8 … 60
 * @param matrix rows and columns of the square image, 64 … 512; the field of view stays
 * @param longAxis whether the study has a two-, three- and four-chamber cine beside the short axis,
 *     which is the same with them and without
 */
public record PhantomOptions(
    long seed,
    @Nullable Double efPercent,
    @Nullable Integer slices,
    @Nullable Integer phases,
    @Nullable Integer matrix,
    boolean longAxis) {

  public PhantomOptions {
    require(efPercent == null || (efPercent >= 10 && efPercent <= 80), "EF is 10 to 80 percent");
    require(slices == null || (slices >= 1 && slices <= 20), "slices are 1 to 20");
    require(phases == null || (phases >= 8 && phases <= 60), "phases are 8 to 60");
    require(matrix == null || (matrix >= 64 && matrix <= 512), "matrix is 64 to 512");
  }

  /** A study with nothing but a short axis. */
  public PhantomOptions(
      long seed,
      @Nullable Double efPercent,
      @Nullable Integer slices,
      @Nullable Integer phases,
      @Nullable Integer matrix) {
    this(seed, efPercent, slices, phases, matrix, false);
  }

  /** A study of usual size. */
  public static PhantomOptions seeded(long seed) {
    return new PhantomOptions(seed, null, null, null, null);
  }

  /** A study that is made in a fraction of a second: 96 × 96 pixels, 10 phases. */
  public static PhantomOptions small(long seed) {
    return new PhantomOptions(seed, null, null, 10, 96);
  }

  public PhantomOptions withEf(double percent) {
    return new PhantomOptions(seed, percent, slices, phases, matrix, longAxis);
  }

  public PhantomOptions withSlices(int count) {
    return new PhantomOptions(seed, efPercent, count, phases, matrix, longAxis);
  }

  public PhantomOptions withPhases(int count) {
    return new PhantomOptions(seed, efPercent, slices, count, matrix, longAxis);
  }

  public PhantomOptions withMatrix(int size) {
    return new PhantomOptions(seed, efPercent, slices, phases, size, longAxis);
  }

  public PhantomOptions withLongAxis(boolean wanted) {
    return new PhantomOptions(seed, efPercent, slices, phases, matrix, wanted);
  }

  /** What the short axis follows from, as text; never changed, for UIDs are made of it. */
  String shortAxis() {
    return "PhantomOptions[seed=%d, efPercent=%s, slices=%s, phases=%s, matrix=%s]"
        .formatted(seed, efPercent, slices, phases, matrix);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
