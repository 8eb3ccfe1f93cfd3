package ventricle.engine.geometry;

import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * A border that another contour may not cross. The contour that is being changed gives way and
 * follows the limit where it would cross it; the limit itself never moves.
 */
public sealed interface Limit {

  /** What the contour must not cross. */
  Contour border();

  /**
   * The contour cut back, or let out, to the limit: itself where it does not cross. Empty when the
   * two have no area in common, or cutting leaves less than {@link Polygons#LEAST_AREA}, so that
   * nothing sensible is left.
   */
  Optional<Contour> keep(Contour c);

  /** The stretches of a contour that lie on the wrong side of the limit, as open lines. */
  List<List<Point>> conflict(Contour c);

  /** The contour has to stay inside. */
  record Within(Contour border) implements Limit {
    @Override
    public Optional<Contour> keep(Contour c) {
      return Containment.within(c, border) ? Optional.of(c) : Containment.clipInside(c, border);
    }

    @Override
    public List<List<Point>> conflict(Contour c) {
      return Shapes.borderOutside(c, border, TOLERANCE);
    }
  }

  /** The contour has to go round it. */
  record Around(Contour border) implements Limit {
    @Override
    public Optional<Contour> keep(Contour c) {
      return Containment.within(border, c) ? Optional.of(c) : Containment.letOut(c, border);
    }

    @Override
    public List<List<Point>> conflict(Contour c) {
      return Shapes.borderInside(c, border, TOLERANCE);
    }
  }

  /** Borders nearer than this lie on each other, pixels. */
  double TOLERANCE = 0.05;
}
