package ventricle.engine.geometry;

import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;

/**
 * Union, difference and intersection of contours. Results are outer borders, holes filled: a
 * contour is one closed line. Border vertices that are not touched stay where they were.
 */
public final class PolygonSets {

  private PolygonSets() {}

  /** All parts of the union, largest first. */
  public static List<Contour> union(Contour a, Contour b) {
    return Shapes.parts(Shapes.union(Shapes.toGeometry(a), Shapes.toGeometry(b)));
  }

  /** All parts of {@code a} without {@code b}, largest first. */
  public static List<Contour> difference(Contour a, Contour b) {
    return Shapes.parts(Shapes.difference(Shapes.toGeometry(a), Shapes.toGeometry(b)));
  }

  /** All parts common to both, largest first. */
  public static List<Contour> intersection(Contour a, Contour b) {
    return Shapes.parts(Shapes.intersection(Shapes.toGeometry(a), Shapes.toGeometry(b)));
  }

  /** The largest part common to both. */
  public static Optional<Contour> largestIntersection(Contour a, Contour b) {
    return intersection(a, b).stream().findFirst();
  }

  /** Area common to both in px², holes counted as holes. */
  public static double commonArea(Contour a, Contour b) {
    return Shapes.intersection(Shapes.toGeometry(a), Shapes.toGeometry(b)).getArea();
  }
}
