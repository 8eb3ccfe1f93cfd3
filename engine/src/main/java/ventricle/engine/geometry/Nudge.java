package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.List;
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

  /** Corners where the disc meets the border are rounded with this part of its radius. */
  private static final double FILLET = 0.5;

  /** Vertices nearer than this where the tool worked are one, pixels. */
  private static final double CLOSE = 0.2;

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
    boolean idle = !shape.intersects(swept) || (side == Side.INSIDE && shape.covers(swept));
    if (idle) {
      return c;
    }
    double fillet = FILLET * radius;
    Geometry near = Shapes.capsule(from, to, radius + 2 * fillet);
    Geometry pushed =
        side == Side.INSIDE ? grow(shape, swept, near, fillet) : shrink(shape, swept, near, fillet);
    return Shapes.largest(pushed)
        .flatMap(result -> Polygons.clip(result, image))
        .map(result -> thinned(result, near))
        .filter(result -> Polygons.area(result) >= 1)
        .orElse(c);
  }

  private static Geometry grow(Geometry shape, Geometry swept, Geometry near, double fillet) {
    Geometry grown = outerPart(Shapes.union(shape, swept));
    Geometry closed = Shapes.grown(Shapes.grown(grown, fillet), -fillet);
    return Shapes.union(grown, Shapes.intersection(closed, near));
  }

  private static Geometry shrink(Geometry shape, Geometry swept, Geometry near, double fillet) {
    Geometry shrunk = outerPart(Shapes.difference(shape, swept));
    Geometry opened = Shapes.grown(Shapes.grown(shrunk, -fillet), fillet);
    Geometry corners = Shapes.intersection(Shapes.difference(shrunk, opened), near);
    return Shapes.difference(shrunk, corners);
  }

  private static Geometry outerPart(Geometry g) {
    Optional<Contour> part = Shapes.largest(g);
    return part.isPresent() ? Shapes.toGeometry(part.get()) : g;
  }

  private static Contour thinned(Contour c, Geometry near) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < c.size(); i++) {
      Point p = c.point(i);
      boolean close = !kept.isEmpty() && kept.getLast().distance(p) < CLOSE;
      if (!close || !Shapes.covers(near, p)) {
        kept.add(p);
      }
    }
    if (kept.size() < 3) {
      return c;
    }
    Contour thin = Contour.of(kept);
    return Polygons.isSimple(thin) ? thin : c;
  }
}
