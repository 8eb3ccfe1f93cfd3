package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Geometry;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/** What round tools have in common: corners they leave are rounded, vertices they crowd thinned. */
final class Sweep {

  /** Corners where the disc meets the border are rounded with this part of its radius. */
  static final double FILLET = 0.5;

  /** Vertices nearer than this where a tool worked are one, pixels. */
  private static final double CLOSE = 0.2;

  private Sweep() {}

  /** Fills the notches between the disc and a border it has grown, where the disc was. */
  static Geometry filled(Geometry grown, Geometry near, double fillet) {
    Geometry closed = Shapes.grown(Shapes.grown(grown, fillet), -fillet);
    return Shapes.union(grown, Shapes.intersection(closed, near));
  }

  /** Takes off the spikes between the disc and a border it has cut, where the disc was. */
  static Geometry trimmed(Geometry cut, Geometry near, double fillet) {
    Geometry opened = Shapes.grown(Shapes.grown(cut, -fillet), fillet);
    Geometry spikes = Shapes.intersection(Shapes.difference(cut, opened), near);
    return Shapes.difference(cut, spikes);
  }

  /** Fewer vertices where a tool worked; the contour as it is where that would make it cross. */
  static Contour thinned(Contour c, Predicate<Point> worked) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < c.size(); i++) {
      Point p = c.point(i);
      boolean close = !kept.isEmpty() && kept.getLast().distance(p) < CLOSE;
      if (!close || !worked.test(p)) {
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
