package ventricle.engine.domain;

import org.jspecify.annotations.Nullable;

/**
 * Geometry of one slice of a stack; slices of one stack may differ in matrix and spacing.
 *
 * @param spacing null when the file does not say
 * @param position centre of the first pixel in the patient system, mm
 * @param rowDirection unit vector along a row, towards growing columns
 * @param columnDirection unit vector down a column, towards growing rows
 * @param thicknessMm nominal slice thickness, null when unknown; never used for distances
 */
public record Slice(
    int rows,
    int columns,
    @Nullable PixelSpacing spacing,
    Vector3 position,
    Vector3 rowDirection,
    Vector3 columnDirection,
    @Nullable Double thicknessMm) {

  private static final double PARALLEL = Math.cos(Math.toRadians(2));

  /** How far pixels of one grid may lie apart, px: NIfTI keeps affines in single precision. */
  private static final double SAME_PIXEL = .05;

  /** Unit normal of the slice plane. */
  public Vector3 normal() {
    return rowDirection.cross(columnDirection).normalised();
  }

  /** Position projected on a normal, mm. */
  public double along(Vector3 normal) {
    return position.dot(normal);
  }

  /** Patient position in mm of an image position; spacing counts as 1 mm when unknown. */
  public Vector3 toPatient(Point p) {
    PixelSpacing s = spacing == null ? new PixelSpacing(1, 1) : spacing;
    return position
        .plus(rowDirection.times(p.x() * s.column()))
        .plus(columnDirection.times(p.y() * s.row()));
  }

  /**
   * Image position of a patient position in mm, projected on the slice along its normal; the
   * inverse of {@link #toPatient} on the slice.
   */
  public Point toImage(Vector3 p) {
    PixelSpacing s = spacing == null ? new PixelSpacing(1, 1) : spacing;
    Vector3 from = p.minus(position);
    return new Point(from.dot(rowDirection) / s.column(), from.dot(columnDirection) / s.row());
  }

  /** A contour of another slice in this one's image, projected along the normal. */
  public Contour toImage(Contour c, Slice from) {
    return equals(from)
        ? c
        : Contour.of(c.points().stream().map(p -> toImage(from.toPatient(p))).toList());
  }

  /** Whether both planes are parallel within 2°, whichever side they are seen from. */
  public boolean parallelTo(Slice other) {
    return Math.abs(normal().dot(other.normal())) > PARALLEL;
  }

  /** Distance from a parallel plane along the normal, mm. */
  public double distanceTo(Slice other) {
    Vector3 normal = normal();
    return Math.abs(other.along(normal) - along(normal));
  }

  /** Whether the pixels of both are the same pixels, seen along the normal. */
  public boolean sameGrid(Slice other) {
    Point first = new Point(0, 0);
    Point last = new Point(columns - 1.0, rows - 1.0);
    return rows == other.rows
        && columns == other.columns
        && toImage(other.toPatient(first)).distance(first) < SAME_PIXEL
        && toImage(other.toPatient(last)).distance(last) < SAME_PIXEL;
  }
}
