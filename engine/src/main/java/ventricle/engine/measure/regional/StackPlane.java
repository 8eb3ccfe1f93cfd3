package ventricle.engine.measure.regional;

import java.util.List;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * The plane that all slices of a stack are parallel to, in mm, and the axis across it. Rows and
 * columns of different spacing, and slices of different matrix, have the same scale in it.
 */
final class StackPlane {

  private final CineStack stack;
  private final Vector3 across;
  private final Vector3 down;
  private final Vector3 toApex;

  /**
   * @param stack basal slice first
   */
  StackPlane(CineStack stack) {
    this.stack = stack;
    Slice first = stack.slice(0);
    this.across = first.rowDirection();
    this.down = first.columnDirection();
    Vector3 normal = first.normal();
    double way = stack.slice(stack.sliceCount() - 1).along(normal) - first.along(normal);
    this.toApex = way < 0 ? normal.times(-1) : normal;
  }

  /** Where a slice lies in the plane: with this, points of its image become points of the plane. */
  record Place(Slice slice, Vector3 across, Vector3 down) {}

  Place place(int slice) {
    return new Place(stack.slice(slice), across, down);
  }

  boolean scaled(int slice) {
    return stack.slice(slice).spacing() != null;
  }

  Point inPlane(int slice, Point image) {
    Vector3 p = stack.slice(slice).toPatient(image);
    return new Point(p.dot(across), p.dot(down));
  }

  Contour inPlane(int slice, Contour image) {
    List<Point> points = image.points();
    return Contour.of(points.stream().map(p -> inPlane(slice, p)).toList());
  }

  /** Distance along the axis, growing towards the apex, mm. */
  double depth(int slice) {
    return stack.slice(slice).along(toApex);
  }

  /**
   * Whether the way from the anterior wall over the septum to the inferior wall goes from the
   * plane's first axis to its second. Seen from the apex it goes anti-clockwise in every heart.
   */
  boolean septumFollowsAxes() {
    return across.cross(down).dot(toApex) > 0;
  }
}
