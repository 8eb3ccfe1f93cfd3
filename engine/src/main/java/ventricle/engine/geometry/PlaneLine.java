package ventricle.engine.geometry;

import java.util.Optional;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * Where the plane of one image cuts another: a stretch of a straight line.
 *
 * @param from in the coordinates of the image that is cut
 * @param to the other end
 */
public record PlaneLine(Point from, Point to) {

  /** Planes closer to parallel than this have no line worth drawing (sine of the angle). */
  private static final double PARALLEL = Math.sin(Math.toRadians(5));

  /**
   * The part of the line that lies on both images; empty where the planes are nearly parallel or
   * the images do not meet.
   *
   * @param shown the image on which the line is drawn
   * @param cutting the image whose plane cuts it
   */
  public static Optional<PlaneLine> of(Slice shown, Slice cutting) {
    if (shown.normal().cross(cutting.normal()).length() < PARALLEL) {
      return Optional.empty();
    }
    // distance of an image position to the cutting plane: a + b·x + c·y, in mm
    PixelSpacing step = shown.spacing() == null ? new PixelSpacing(1, 1) : shown.spacing();
    Vector3 normal = cutting.normal();
    double a = shown.position().minus(cutting.position()).dot(normal);
    double b = shown.rowDirection().dot(normal) * step.column();
    double c = shown.columnDirection().dot(normal) * step.row();
    double squared = b * b + c * c;
    Point on = new Point(-a * b / squared, -a * c / squared);
    Vector3 along = new Vector3(-c, b, 0).normalised();
    Range range = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    Bounds image = ImageSize.of(shown).span();
    range = range.within(on.x(), along.x(), image.minX(), image.maxX());
    range = range.within(on.y(), along.y(), image.minY(), image.maxY());
    Point first = cutting.toImage(shown.toPatient(on));
    Point next =
        cutting.toImage(shown.toPatient(new Point(on.x() + along.x(), on.y() + along.y())));
    Bounds other = ImageSize.of(cutting).span();
    range = range.within(first.x(), next.x() - first.x(), other.minX(), other.maxX());
    range = range.within(first.y(), next.y() - first.y(), other.minY(), other.maxY());
    return range.empty()
        ? Optional.empty()
        : Optional.of(new PlaneLine(at(on, along, range.from), at(on, along, range.to)));
  }

  private static Point at(Point on, Vector3 along, double t) {
    return new Point(on.x() + t * along.x(), on.y() + t * along.y());
  }

  /** A stretch of the line by its parameter. */
  private record Range(double from, double to) {

    /** The part on which start + t · slope lies between two values. */
    Range within(double start, double slope, double low, double high) {
      if (Math.abs(slope) < 1e-12) {
        return start >= low && start <= high ? this : new Range(1, 0);
      }
      double one = (low - start) / slope;
      double two = (high - start) / slope;
      return new Range(Math.max(from, Math.min(one, two)), Math.min(to, Math.max(one, two)));
    }

    boolean empty() {
      return !(from < to);
    }
  }
}
