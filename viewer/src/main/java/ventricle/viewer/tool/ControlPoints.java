package ventricle.viewer.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.ClosedSpline;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;

/**
 * A border with the points by which it is held.
 *
 * @param handles on the border, in its order
 */
record ControlPoints(Contour contour, List<Point> handles) {

  /** A border keeps at least this many points. */
  private static final int FEWEST = 4;

  private static final double STEP = .75;

  ControlPoints {
    handles = List.copyOf(handles);
  }

  /** As few points as follow the border well. */
  static ControlPoints fit(Contour contour) {
    return new ControlPoints(contour, ClosedSpline.fit(contour).points());
  }

  /** Where in the list a new point on the border belongs. */
  int placeFor(Point onBorder) {
    double arc = arc(onBorder);
    double length = Polygons.perimeter(contour);
    double start = arc(handles.getFirst());
    double wanted = from(start, arc, length);
    int place = 1;
    while (place < handles.size() && from(start, arc(handles.get(place)), length) < wanted) {
      place++;
    }
    return place;
  }

  ControlPoints with(int place, Point onBorder) {
    List<Point> more = new ArrayList<>(handles);
    more.add(place, onBorder);
    return new ControlPoints(contour, more);
  }

  /**
   * Takes a point away: between its neighbours the border becomes the smooth curve through the
   * points that remain, elsewhere it stays. Empty when too few points would remain.
   */
  Optional<ControlPoints> without(int index, ImageSize image) {
    int n = handles.size();
    if (n <= FEWEST) {
      return Optional.empty();
    }
    Point before = handles.get((index + n - 1) % n);
    Point after = handles.get((index + 1) % n);
    List<Point> fewer = new ArrayList<>(handles);
    fewer.remove(index);
    Contour curve = ClosedSpline.through(fewer, STEP);
    List<Point> border = new ArrayList<>(between(curve, before, after));
    border.addAll(between(contour, after, before));
    return Polygons.simplified(Contour.of(border))
        .flatMap(c -> Polygons.clip(c, image))
        .map(c -> new ControlPoints(c, fewer));
  }

  /** The start and the vertices of a border up to, but without, the end. */
  private static List<Point> between(Contour border, Point start, Point end) {
    Polygons.Nearest first = Polygons.nearest(border, start);
    Polygons.Nearest last = Polygons.nearest(border, end);
    List<Point> part = new ArrayList<>();
    part.add(first.point());
    int n = border.size();
    int edge = first.edge();
    while (edge != last.edge() && part.size() <= n) {
      edge = (edge + 1) % n;
      Point vertex = border.point(edge);
      if (!vertex.equals(part.getLast()) && vertex.distance(last.point()) > 1e-9) {
        part.add(vertex);
      }
    }
    return part;
  }

  private double arc(Point p) {
    Polygons.Nearest nearest = Polygons.nearest(contour, p);
    double length = 0;
    for (int i = 0; i < nearest.edge(); i++) {
      length += contour.point(i).distance(contour.point(i + 1));
    }
    int e = nearest.edge();
    return length
        + nearest.fraction() * contour.point(e).distance(contour.point((e + 1) % contour.size()));
  }

  private static double from(double start, double arc, double length) {
    double d = (arc - start) % length;
    return d < 0 ? d + length : d;
  }
}
