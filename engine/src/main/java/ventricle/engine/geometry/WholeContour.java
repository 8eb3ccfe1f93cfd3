package ventricle.engine.geometry;

import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;

/**
 * Changes to a contour as a whole. Results are simple and on the image; the same object comes back
 * when nothing would be left of it.
 */
public final class WholeContour {

  private WholeContour() {}

  /**
   * @param dx pixels to the right
   * @param dy pixels down
   */
  public static Contour moved(Contour c, double dx, double dy, ImageSize image) {
    return checked(c, Polygons.translate(c, dx, dy), image);
  }

  /**
   * Stretched away from a place that stays.
   *
   * @param fx factor across, positive
   * @param fy factor down, positive
   */
  public static Contour scaled(Contour c, Point fixed, double fx, double fy, ImageSize image) {
    Contour scaled = Polygons.affine(c, fx, fy, fixed.x() * (1 - fx), fixed.y() * (1 - fy));
    return checked(c, scaled, image);
  }

  /**
   * Turned about a place that stays, as seen with pixels of their true shape.
   *
   * @param angle radians, clockwise on screen
   * @param pixelAspect height of a pixel over its width
   */
  public static Contour rotated(
      Contour c, Point centre, double angle, double pixelAspect, ImageSize image) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[] xs = c.xs();
    double[] ys = c.ys();
    for (int i = 0; i < xs.length; i++) {
      double x = xs[i] - centre.x();
      double y = (ys[i] - centre.y()) * pixelAspect;
      xs[i] = centre.x() + cos * x - sin * y;
      ys[i] = centre.y() + (sin * x + cos * y) / pixelAspect;
    }
    return checked(c, Contour.of(xs, ys), image);
  }

  /**
   * Every place of the border moved outwards by a distance; inwards where it is negative. What is
   * too narrow to shrink is lost, and of several parts the largest stays.
   *
   * @param by mm, or pixels with a spacing of 1 × 1
   */
  public static Contour grown(Contour c, double by, PixelSpacing spacing, ImageSize image) {
    Contour mm = Polygons.affine(c, spacing.column(), spacing.row(), 0, 0);
    return Shapes.largest(Shapes.grown(Shapes.toGeometry(mm), by))
        .map(g -> Polygons.affine(g, 1 / spacing.column(), 1 / spacing.row(), 0, 0))
        .map(g -> checked(c, Sweep.thinned(g, p -> true), image))
        .orElse(c);
  }

  /**
   * Smoothed along its border, its area kept, as {@link Smoothing} does.
   *
   * @param sigma mm, or pixels with a spacing of 1 × 1
   */
  public static Contour smoothed(Contour c, double sigma, PixelSpacing spacing, ImageSize image) {
    double pixel = Math.sqrt(spacing.pixelAreaMm2());
    return checked(c, Smoothing.smooth(c, sigma / pixel), image);
  }

  private static Contour checked(Contour before, Contour after, ImageSize image) {
    return valid(after, image).orElse(before);
  }

  /** A contour made simple and cut at the image's edge; empty when hardly anything is left. */
  static Optional<Contour> valid(Contour c, ImageSize image) {
    return Polygons.simplified(c)
        .flatMap(simple -> Polygons.clip(simple, image))
        .filter(rest -> Polygons.area(rest) >= Polygons.LEAST_AREA);
  }
}
