package ventricle.viewer.tool;

import java.util.List;
import javafx.scene.Cursor;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.Bounds;
import ventricle.viewer.view.ImageTransform;

/**
 * The box by which a contour is moved, scaled and turned, in image coordinates. Handles 0 to 7 run
 * clockwise on screen from the upper left corner, corners even and edges odd; 8 is the knob.
 *
 * @param knob above the middle of the upper edge
 */
record HandleBox(Bounds bounds, Point knob) {

  static final int INSIDE = -1;
  private static final int KNOB = 8;

  /** From the box to the knob, screen pixels. */
  private static final double STEM = 26;

  /** A box is not scaled below this part of its size. */
  private static final double LEAST = 0.1;

  /** What a handle does. */
  enum Kind {
    MOVE,
    SCALE,
    ROTATE
  }

  static HandleBox round(Bounds bounds, ImageTransform transform) {
    double middle = (bounds.minX() + bounds.maxX()) / 2;
    return new HandleBox(bounds, new Point(middle, bounds.minY() - STEM / transform.scaleY()));
  }

  static Kind kind(int grip) {
    return grip == INSIDE ? Kind.MOVE : grip == KNOB ? Kind.ROTATE : Kind.SCALE;
  }

  static Cursor cursor(int grip) {
    return switch (grip) {
      case 0, 4 -> Cursor.NW_RESIZE;
      case 1, 5 -> Cursor.V_RESIZE;
      case 2, 6 -> Cursor.NE_RESIZE;
      case 3, 7 -> Cursor.H_RESIZE;
      default -> Cursor.HAND;
    };
  }

  Point centre() {
    return new Point((bounds.minX() + bounds.maxX()) / 2, (bounds.minY() + bounds.maxY()) / 2);
  }

  List<Point> corners() {
    return List.of(handle(0), handle(2), handle(4), handle(6));
  }

  /** From the box to the knob. */
  List<Point> stem() {
    return List.of(handle(1), knob);
  }

  List<Point> handles() {
    return List.of(
        handle(0), handle(1), handle(2), handle(3), handle(4), handle(5), handle(6), handle(7),
        knob);
  }

  private Point handle(int i) {
    Point c = centre();
    double x =
        switch (i) {
          case 0, 6, 7 -> bounds.minX();
          case 2, 3, 4 -> bounds.maxX();
          default -> c.x();
        };
    double y =
        switch (i) {
          case 0, 1, 2 -> bounds.minY();
          case 4, 5, 6 -> bounds.maxY();
          default -> c.y();
        };
    return new Point(x, y);
  }

  boolean holds(Point p) {
    return p.x() >= bounds.minX()
        && p.x() <= bounds.maxX()
        && p.y() >= bounds.minY()
        && p.y() <= bounds.maxY();
  }

  /** The place that stays while a handle is pulled. */
  Point opposite(int grip) {
    return handle((grip + 4) % 8);
  }

  /** Factor across of a pull; a corner keeps the shape, by the longer of its two ways. */
  double across(int grip, Point to) {
    return grip % 2 == 0
        ? even(grip, to)
        : grip == 3 || grip == 7 ? part(to.x(), handle(grip).x(), opposite(grip).x()) : 1;
  }

  /** Factor down of a pull. */
  double down(int grip, Point to) {
    return grip % 2 == 0
        ? even(grip, to)
        : grip == 1 || grip == 5 ? part(to.y(), handle(grip).y(), opposite(grip).y()) : 1;
  }

  private double even(int grip, Point to) {
    Point fixed = opposite(grip);
    Point held = handle(grip);
    return Math.max(part(to.x(), held.x(), fixed.x()), part(to.y(), held.y(), fixed.y()));
  }

  private static double part(double to, double held, double fixed) {
    return held == fixed ? 1 : Math.max(LEAST, (to - fixed) / (held - fixed));
  }

  /** Radians from one place to another about the centre, clockwise on screen. */
  double angle(Point from, Point to, double pixelAspect) {
    return direction(to, pixelAspect) - direction(from, pixelAspect);
  }

  private double direction(Point p, double pixelAspect) {
    Point c = centre();
    return Math.atan2((p.y() - c.y()) * pixelAspect, p.x() - c.x());
  }
}
