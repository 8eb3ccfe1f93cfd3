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
}
