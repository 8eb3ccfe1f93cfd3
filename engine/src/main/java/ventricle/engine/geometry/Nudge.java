package ventricle.engine.geometry;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * Pushes a border with a round tool. From inside, the contour grows by what the disc sweeps; from
 * outside, it loses it. The whole way from one mouse position to the next counts, so a fast
 * movement leaves no gaps. What the disc does not come near stays exactly as it was.
 */
public final class Nudge {

  private Nudge() {}

  /** Where the tool pushes from: decided when the mouse goes down, kept until it is released. */
  public enum Side {
    INSIDE,
    OUTSIDE
  }

  /** The side a position is on. */
  public static Side sideOf(Contour c, Point p) {
    return Polygons.contains(c, p) ? Side.INSIDE : Side.OUTSIDE;
  }

  /**
   * The contour after the disc moved from one centre to another: simple, on the image. The same
   * object when the disc does not meet the border, or when pushing would leave nothing.
   *
   * @param radius pixels
   */
  public static Contour push(
      Contour c, Point from, Point to, double radius, Side side, ImageSize image) {
    if (!(radius > 0)) {
      throw new IllegalArgumentException("the tool needs a radius: " + radius);
    }
    Geometry shape = Shapes.toGeometry(c);
    Geometry swept = Shapes.capsule(from, to, radius);
    boolean idle =
        !Shapes.meet(shape, swept) || (side == Side.INSIDE && Shapes.encloses(shape, swept));
    if (idle) {
      return c;
    }
    double fillet = Sweep.FILLET * radius;
    Geometry near = Shapes.capsule(from, to, radius + 2 * fillet);
    Geometry pushed =
        side == Side.INSIDE ? grow(shape, swept, near, fillet) : shrink(shape, swept, near, fillet);
    return Shapes.largest(pushed)
        .flatMap(result -> Polygons.clip(result, image))
        .map(result -> Sweep.thinned(result, p -> Shapes.covers(near, p)))
        .filter(result -> Polygons.area(result) >= Polygons.LEAST_AREA)
        .orElse(c);
  }

  private static Geometry grow(Geometry shape, Geometry swept, Geometry near, double fillet) {
    return Sweep.filled(outerPart(Shapes.union(shape, swept)), near, fillet);
  }

  private static Geometry shrink(Geometry shape, Geometry swept, Geometry near, double fillet) {
    return Sweep.trimmed(outerPart(Shapes.difference(shape, swept)), near, fillet);
  }

  private static Geometry outerPart(Geometry g) {
    Optional<Contour> part = Shapes.largest(g);
    return part.isPresent() ? Shapes.toGeometry(part.get()) : g;
  }
}
