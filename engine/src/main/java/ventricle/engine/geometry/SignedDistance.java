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
    ImageSize grid =
        new ImageSize(
            (int) Math.ceil(area.height() / STEP) + 1, (int) Math.ceil(area.width() / STEP) + 1);
    return IsoContour.largest(mix(a, b, t, area, grid), grid, 0)
        .map(c -> Polygons.affine(c, STEP, STEP, area.minX(), area.minY()));
  }

  /**
   * The mix at every node of the grid. Far from where it vanishes only its sign counts, and that is
   * plain where a node lies inside both shapes or neither; distances are computed for the others
   * and for neighbours of another sign.
   */
  private static float[] mix(Contour a, Contour b, double t, Bounds area, ImageSize grid) {
    boolean[] inA = inside(a, area, grid);
    boolean[] inB = inside(b, area, grid);
    float[] map = new float[inA.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = inA[i] == inB[i] ? (inA[i] ? 1 : -1) : value(a, b, t, area, grid, i);
    }
    float[] signs = map.clone();
    for (int i = 0; i < map.length; i++) {
      if (inA[i] == inB[i] && besideOtherSign(signs, grid, i)) {
        map[i] = value(a, b, t, area, grid, i);
      }
    }
    return map;
  }

  private static boolean[] inside(Contour c, Bounds area, ImageSize grid) {
    return Rasteriser.mask(
        Polygons.affine(c, 1 / STEP, 1 / STEP, -area.minX() / STEP, -area.minY() / STEP), grid);
  }

  private static boolean besideOtherSign(float[] map, ImageSize grid, int i) {
    int row = i / grid.columns();
    int column = i % grid.columns();
    for (int y = Math.max(0, row - 1); y <= Math.min(grid.rows() - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(grid.columns() - 1, column + 1); x++) {
        if (map[y * grid.columns() + x] >= 0 != map[i] >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static float value(
      Contour a, Contour b, double t, Bounds area, ImageSize grid, int index) {
    int row = index / grid.columns();
    int column = index % grid.columns();
    Point p = new Point(area.minX() + column * STEP, area.minY() + row * STEP);
    return (float) ((1 - t) * at(a, p) + t * at(b, p));
  }
}
