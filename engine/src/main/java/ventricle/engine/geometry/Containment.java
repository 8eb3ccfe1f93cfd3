package ventricle.engine.geometry;

import java.util.Optional;
import ventricle.engine.domain.Contour;

/** The rule that the LV endocardium lies inside the LV epicardium. */
public final class Containment {

  private Containment() {}

  /** Area of the inner contour that lies outside the outer one, px². */
  public static double areaOutside(Contour inner, Contour outer) {
    return Shapes.difference(Shapes.toGeometry(inner), Shapes.toGeometry(outer)).getArea();
  }

  /**
   * Whether the inner contour lies inside the outer one, but for slivers of at most a thousandth of
   * its area, which rounding of shared borders leaves.
   */
  public static boolean holds(Contour inner, Contour outer) {
    return areaOutside(inner, outer) <= 1e-3 * Polygons.area(inner);
  }

  /**
   * The inner contour cut at the outer one: itself where the rule holds exactly, else its largest
   * part inside; empty when that is less than {@link Polygons#LEAST_AREA}.
   */
  public static Optional<Contour> clipInside(Contour inner, Contour outer) {
    var in = Shapes.toGeometry(inner);
    var out = Shapes.toGeometry(outer);
    if (Shapes.encloses(out, in) && Polygons.isSimple(inner)) {
      return Optional.of(inner);
    }
    return Shapes.largest(Shapes.intersection(in, out))
        .filter(part -> Polygons.area(part) >= Polygons.LEAST_AREA);
  }

  /** Whether the inner contour lies inside the outer one, but for what rounding leaves. */
  static boolean within(Contour inner, Contour outer) {
    return areaOutside(inner, outer) <= 1e-6 * Polygons.area(inner);
  }

  /**
   * The outer contour let out to hold the inner one: both together; empty when they have no area in
   * common.
   */
  static Optional<Contour> letOut(Contour outer, Contour inner) {
    return PolygonSets.commonArea(outer, inner) > 0
        ? PolygonSets.union(outer, inner).stream().findFirst()
        : Optional.empty();
  }
}
