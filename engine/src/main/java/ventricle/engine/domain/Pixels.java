package ventricle.engine.domain;

/**
 * The stored pixels of one frame with the rule that turns them into values. 16 bits a pixel
 * whatever the file held, row by row; not copied, so nobody may write to the array after
 * construction. MONOCHROME1 images are stored inverted so that larger is always brighter.
 */
public final class Pixels {

  private final int rows;
  private final int columns;
  private final short[] stored;
  private final boolean signed;
  private final double slope;
  private final double intercept;

  /**
   * @param stored rows × columns stored values, unsigned unless {@code signed}
   * @param slope rescale slope: value = slope · stored + intercept
   */
  public Pixels(
      int rows, int columns, short[] stored, boolean signed, double slope, double intercept) {
    if (stored.length != (long) rows * columns || rows <= 0 || columns <= 0) {
      throw new IllegalArgumentException(
          "%d pixels for %d × %d".formatted(stored.length, rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
    this.stored = stored;
    this.signed = signed;
    this.slope = slope;
    this.intercept = intercept;
  }

  /** Unsigned pixels without rescale. */
  public static Pixels unsigned(int rows, int columns, short[] stored) {
    return new Pixels(rows, columns, stored, false, 1, 0);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public int size() {
    return stored.length;
  }

  /** Stored value at an index (row · columns + column). */
  public int stored(int index) {
    return signed ? stored[index] : stored[index] & 0xffff;
  }

  /** Rescaled value at an index. */
  public double value(int index) {
    return slope * stored(index) + intercept;
  }

  public double value(int column, int row) {
    return value(row * columns + column);
  }

  public boolean signed() {
    return signed;
  }

  public double slope() {
    return slope;
  }

  public double intercept() {
    return intercept;
  }

  /** Rescaled values as a new array, row by row. */
  public float[] toFloats() {
    float[] values = new float[stored.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value(i);
    }
    return values;
  }
}
