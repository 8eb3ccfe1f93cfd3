package ventricle.engine.geometry;

import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/** Shapes between two contours. */
public final class SignedDistance {

  /** Grid step of the distance map in pixels. */
  private static final double STEP = 0.5;

  private SignedDistance() {}

  /** Distance to the border in pixels, positive inside. */
  public static double at(Contour c, Point p) {
    double distance = Polygons.distance(c, p);
    return Polygons.contains(c, p) ? distance : -distance;
  }

  /**
   * The border where the mix (1 − t) · distance to {@code a} + t · distance to {@code b} vanishes:
   * {@code a} at 0, {@code b} at 1. Empty when the two shapes have nothing in common half way.
   *
   * @param t 0..1
   */
  public static Optional<Contour> interpolate(Contour a, Contour b, double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("interpolation is between 0 and 1: " + t);
    }
    if (t == 0 || t == 1) {
      return Optional.of(t == 0 ? a : b);
    }
    Bounds area = Polygons.bounds(a).union(Polygons.bounds(b)).grown(2);
    int columns = (int) Math.ceil(area.width() / STEP) + 1;
    int rows = (int) Math.ceil(area.height() / STEP) + 1;
    float[] map = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        Point p = new Point(area.minX() + column * STEP, area.minY() + row * STEP);
        map[row * columns + column] = (float) ((1 - t) * at(a, p) + t * at(b, p));
      }
    }
    return IsoContour.largest(map, new ImageSize(rows, columns), 0)
        .map(c -> Polygons.affine(c, STEP, STEP, area.minX(), area.minY()));
  }
}
