package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * Moves a control point of a dense contour: the border follows fully at the point and less and less
 * up to its neighbours; beyond them it stays exactly as it was.
 */
public final class DragPoint {

  /** Distance between vertices in the part that moves, pixels. */
  private static final double STEP = 0.75;

  private DragPoint() {}

  /** One vertex of the new border and how far along the old one it stood. */
  private record Station(double arc, Point at) {}

  /**
   * Drags one of a contour's handles.
   *
   * @param handles control points on the border in its order, such as {@link ClosedSpline#fit}
   *     chooses; at least three
   * @param index the handle that moves
   * @param to where it goes; beyond the image it stops at the edge
   * @return simple and on the image; the same object when that is impossible
   */
  public static Contour drag(Contour c, List<Point> handles, int index, Point to, ImageSize image) {
    int n = handles.size();
    double length = Polygons.perimeter(c);
    double here = arc(c, handles.get(index));
    double before = circular(here - arc(c, handles.get((index + n - 1) % n)), length);
    double after = circular(arc(c, handles.get((index + 1) % n)) - here, length);
    if (before + after > length) {
      // the handles run against the border's own direction
      before = length - before;
      after = length - after;
    }
    return drag(c, handles.get(index), to, before, after, image);
  }

  /**
   * Drags the place on the border that is nearest to {@code from}.
   *
   * @param before how far back along the border the pull is felt, pixels
   * @param after how far ahead
   */
  public static Contour drag(
      Contour c, Point from, Point to, double before, double after, ImageSize image) {
    double length = Polygons.perimeter(c);
    double reachBack = Math.clamp(before, STEP, 0.45 * length);
    double reachAhead = Math.clamp(after, STEP, 0.45 * length);
    double here = arc(c, from);
    Point start = Polygons.nearest(c, from).point();
    Point end = inside(to, image);
    double dx = end.x() - start.x();
    double dy = end.y() - start.y();
    List<Point> moved = new ArrayList<>();
    for (Station s : stations(c, here, reachBack, reachAhead)) {
      double offset = s.arc - here - length * Math.rint((s.arc - here) / length);
      double u = offset < 0 ? offset / reachBack : offset / reachAhead;
      double weight = Math.abs(u) >= 1 ? 0 : (1 - u * u) * (1 - u * u);
      moved.add(weight == 0 ? s.at : new Point(s.at.x() + weight * dx, s.at.y() + weight * dy));
    }
    return Polygons.simplified(Contour.of(moved))
        .flatMap(result -> Polygons.clip(result, image))
        .orElse(c);
  }

  /** The border's vertices, with new ones in the part that moves where they stand far apart. */
  private static List<Station> stations(Contour c, double here, double before, double after) {
    List<Station> own = new ArrayList<>();
    double length = 0;
    for (int i = 0; i < c.size(); i++) {
      own.add(new Station(length, c.point(i)));
      length += Polygons.edgeLength(c, i);
    }
    List<Station> all = new ArrayList<>(own);
    for (int k = -(int) (before / STEP); k <= (int) (after / STEP); k++) {
      double arc = circular(here + k * STEP, length);
      if (k == 0 || gap(own, arc, length) > STEP / 2) {
        all.add(new Station(arc, at(c, own, arc)));
      }
    }
    all.sort(Comparator.comparingDouble(Station::arc));
    List<Station> distinct = new ArrayList<>();
    for (Station s : all) {
      if (distinct.isEmpty() || !distinct.getLast().at.equals(s.at)) {
        distinct.add(s);
      }
    }
    return distinct;
  }

  private static double gap(List<Station> own, double arc, double length) {
    double nearest = length;
    for (Station s : own) {
      double d = Math.abs(s.arc - arc);
      nearest = Math.min(nearest, Math.min(d, length - d));
    }
    return nearest;
  }

  private static Point at(Contour c, List<Station> own, double arc) {
    int edge = 0;
    while (edge < own.size() - 1 && own.get(edge + 1).arc <= arc) {
      edge++;
    }
    double edgeLength = Polygons.edgeLength(c, edge);
    double t = edgeLength == 0 ? 0 : Math.clamp((arc - own.get(edge).arc) / edgeLength, 0, 1);
    int next = (edge + 1) % c.size();
    return new Point(
        c.x(edge) + t * (c.x(next) - c.x(edge)), c.y(edge) + t * (c.y(next) - c.y(edge)));
  }

  /** Distance along the border from its first vertex to the place nearest to a position. */
  private static double arc(Contour c, Point p) {
    Polygons.Nearest nearest = Polygons.nearest(c, p);
    double length = 0;
    for (int i = 0; i < nearest.edge(); i++) {
      length += Polygons.edgeLength(c, i);
    }
    return length + nearest.fraction() * Polygons.edgeLength(c, nearest.edge());
  }

  private static double circular(double arc, double length) {
    double rest = arc % length;
    return rest < 0 ? rest + length : rest;
  }

  private static Point inside(Point p, ImageSize image) {
    Bounds span = image.span();
    return new Point(
        Math.clamp(p.x(), span.minX(), span.maxX()), Math.clamp(p.y(), span.minY(), span.maxY()));
  }
}
