package ventricle.engine.exchange;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * A volume of (column, row, slice), basal slice first; index = (slice · rows + row) · columns +
 * column. Immutable as long as nobody writes to the array after construction.
 */
public final class NiftiVolume {

  private final int columns;
  private final int rows;
  private final int slices;
  private final double[] affine;
  private final float[] values;
  private final boolean oriented;

  /**
   * @param affine three rows of four: from (column, row, slice) to mm, x to the Right, y to
   *     Anterior, z to Superior
   * @param values not copied
   */
  public NiftiVolume(int columns, int rows, int slices, double[] affine, float[] values) {
    this(columns, rows, slices, affine, values, true);
  }

  /**
   * @param oriented false where a file gives voxel sizes only, so that nobody knows where they lie
   */
  NiftiVolume(
      int columns, int rows, int slices, double[] affine, float[] values, boolean oriented) {
    if (columns < 1 || rows < 1 || slices < 1 || affine.length != 12) {
      throw new IllegalArgumentException(
          "a volume has voxels and a 3 × 4 affine: %d × %d × %d".formatted(columns, rows, slices));
    }
    if (values.length != (long) columns * rows * slices) {
      throw new IllegalArgumentException(
          "%d values for %d × %d × %d".formatted(values.length, columns, rows, slices));
    }
    this.columns = columns;
    this.rows = rows;
    this.slices = slices;
    this.affine = affine.clone();
    this.values = values;
    this.oriented = oriented;
  }

  /**
   * A volume on the grid of a stack, with the geometry of its first slice and the distance of its
   * slices (their nominal thickness, else 1 mm, where there is one only).
   *
   * @param perSlice one label image for each slice, row by row
   * @throws IllegalArgumentException when slices differ in size
   */
  public static NiftiVolume labels(CineStack stack, List<byte[]> perSlice) {
    return of(stack, perSlice.stream().map(NiftiVolume::floats).toList());
  }

  private static float[] floats(byte[] labels) {
    float[] values = new float[labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels[i];
    }
    return values;
  }

  /** The same for images of any values. */
  public static NiftiVolume of(CineStack stack, List<float[]> perSlice) {
    Slice first = stack.slice(0);
    int n = first.rows() * first.columns();
    float[] values = new float[n * stack.sliceCount()];
    for (int k = 0; k < stack.sliceCount(); k++) {
      Slice slice = stack.slice(k);
      if (slice.rows() != first.rows() || slice.columns() != first.columns()) {
        throw new IllegalArgumentException("slices differ in size");
      }
      System.arraycopy(perSlice.get(k), 0, values, k * n, n);
    }
    return new NiftiVolume(
        first.columns(), first.rows(), stack.sliceCount(), affine(stack), values);
  }

  /**
   * Three rows of four from (column, row, slice) of a stack to mm: its DICOM geometry with x and y
   * negated, from left-posterior to right-anterior.
   */
  public static double[] affine(CineStack stack) {
    Slice first = stack.slice(0);
    @Nullable PixelSpacing known = first.spacing();
    PixelSpacing spacing = known == null ? new PixelSpacing(1, 1) : known;
    Vector3 column = first.rowDirection().times(spacing.column());
    Vector3 row = first.columnDirection().times(spacing.row());
    Vector3 step;
    if (stack.sliceCount() > 1) {
      Slice last = stack.slice(stack.sliceCount() - 1);
      step = last.position().minus(first.position()).times(1.0 / (stack.sliceCount() - 1));
    } else {
      Double thickness = first.thicknessMm();
      step = first.normal().times(thickness == null ? 1 : thickness);
    }
    Vector3 origin = first.position();
    return new double[] {
      -column.x(), -row.x(), -step.x(), -origin.x(),
      -column.y(), -row.y(), -step.y(), -origin.y(),
      column.z(), row.z(), step.z(), origin.z()
    };
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  public int slices() {
    return slices;
  }

  /** A copy: three rows of four. */
  public double[] affine() {
    return affine.clone();
  }

  /** Whether the affine says where the voxels lie, and not only how large they are. */
  public boolean oriented() {
    return oriented;
  }

  /** Where each slice lies in the DICOM patient system; no spacing where voxels have no size. */
  public List<Slice> geometry() {
    Vector3 right = axis(0);
    Vector3 down = axis(1);
    @Nullable PixelSpacing spacing =
        down.length() > 0 && right.length() > 0
            ? new PixelSpacing(down.length(), right.length())
            : null;
    return IntStream.range(0, slices)
        .mapToObj(
            k ->
                new Slice(
                    rows,
                    columns,
                    spacing,
                    origin().plus(axis(2).times(k)),
                    right.normalised(),
                    down.normalised(),
                    axis(2).length()))
        .toList();
  }

  private Vector3 axis(int of) {
    return new Vector3(-affine[of], -affine[4 + of], affine[8 + of]);
  }

  private Vector3 origin() {
    return axis(3);
  }

  public float value(int column, int row, int slice) {
    return values[(slice * rows + row) * columns + column];
  }

  /** Length of one step along an axis (0 column, 1 row, 2 slice), mm. */
  public double stepMm(int axis) {
    return Math.sqrt(
        affine[axis] * affine[axis]
            + affine[4 + axis] * affine[4 + axis]
            + affine[8 + axis] * affine[8 + axis]);
  }

  /** One slice as labels: values rounded, those outside 0 … 127 as 0. */
  public byte[] labels(int slice) {
    byte[] labels = new byte[rows * columns];
    for (int i = 0; i < labels.length; i++) {
      int value = Math.round(values[slice * labels.length + i]);
      labels[i] = (byte) (value >= 0 && value <= 127 ? value : 0);
    }
    return labels;
  }

  /** All values, not copied: do not write to it. */
  float[] raw() {
    return values;
  }
}
