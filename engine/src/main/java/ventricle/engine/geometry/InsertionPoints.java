package ventricle.engine.geometry;

import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/** Where the right ventricle meets the left: the two ends of the septum. */
public final class InsertionPoints {

  private static final int RAYS = 180;

  /** The RV lies along the septum where it is this much further off than at its nearest, mm. */
  private static final double ALONG_MM = 2.5;

  /** An RV further off than this is not beside the LV, mm. */
  private static final double FARTHEST_MM = 12;

  private InsertionPoints() {}

  /**
   * The ends of the stretch of epicardium that the RV lies along, in image coordinates.
   *
   * @param clockwise the end met last when walking the septum clockwise on screen
   */
  public record Ends(Point anticlockwise, Point clockwise) {}

  /**
   * The ends of the septum. Seen from the middle of the LV all around, the septum is the longest
   * run of directions in which the RV lies nearly as close to the epicardium as anywhere. Empty
   * where the RV surrounds the LV or does not lie beside it in any direction.
   *
   * @param pixelMm size of a pixel in mm
   */
  public static Optional<Ends> of(Contour epi, Contour rv, double pixelMm) {
    Point centre = Polygons.centroid(epi);
    double[] radii = Polygons.rayFan(epi, centre, RAYS, 0);
    double[] gaps = new double[RAYS];
    double nearest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < RAYS; k++) {
      gaps[k] = gap(rv, centre, k, radii[k], FARTHEST_MM / pixelMm);
      nearest = Math.min(nearest, gaps[k]);
    }
    if (Double.isInfinite(nearest)) {
      return Optional.empty();
    }
    double along = nearest + ALONG_MM / pixelMm;
    int from = -1;
    int length = 0;
    for (int start = 0; start < RAYS; start++) {
      int before = Math.floorMod(start - 1, RAYS);
      if (gaps[start] > along || gaps[before] <= along) {
        continue;
      }
      int n = 0;
      while (n < RAYS && gaps[(start + n) % RAYS] <= along) {
        n++;
      }
      if (n > length) {
        from = start;
        length = n;
      }
    }
    if (from < 0) {
      return Optional.empty();
    }
    int to = (from + length - 1) % RAYS;
    return Optional.of(new Ends(at(centre, from, radii[from]), at(centre, to, radii[to])));
  }

  /**
   * How far outside the epicardium the RV begins along a ray, pixels; 0 where they overlap,
   * infinite where it does not begin nearby. Seen from the middle of the LV, so that it makes no
   * odds whether contours that share a border lie a hair apart or a hair over each other.
   */
  private static double gap(Contour rv, Point centre, int ray, double radius, double farthest) {
    double angle = 2 * Math.PI * ray / RAYS;
    double begins = Polygons.alongRay(rv, centre, Math.cos(angle), Math.sin(angle));
    double gap = Math.max(0, begins - radius);
    return gap <= farthest ? gap : Double.POSITIVE_INFINITY;
  }

  private static Point at(Point centre, int ray, double radius) {
    double angle = 2 * Math.PI * ray / RAYS;
    return new Point(centre.x() + radius * Math.cos(angle), centre.y() + radius * Math.sin(angle));
  }
}
