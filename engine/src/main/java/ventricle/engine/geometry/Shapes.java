package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.linemerge.LineMerger;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/** The bridge to JTS, the only place of this package that knows its types in depth. */
final class Shapes {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Vertices nearer than this along a result are one, in pixels. */
  private static final double SAME_PLACE = 1e-6;

  private Shapes() {}

  static boolean isValid(Contour c) {
    return polygon(c).isValid();
  }

  /** A valid area: the polygon itself, or what JTS makes of it when it crosses itself. */
  static Geometry toGeometry(Contour c) {
    Polygon polygon = polygon(c);
    return polygon.isValid() ? polygon : polygonal(GeometryFixer.fix(polygon));
  }

  static Geometry rectangle(Bounds b) {
    return FACTORY.toGeometry(new Envelope(b.minX(), b.maxX(), b.minY(), b.maxY()));
  }

  /** The area a disc sweeps between two centres, as a polygon of 64 sides a circle. */
  private static Geometry capsule(Coordinate from, Coordinate to, double radius) {
    Geometry path =
        from.equals2D(to)
            ? FACTORY.createPoint(from)
            : FACTORY.createLineString(new Coordinate[] {from, to});
    return path.buffer(radius, 16);
  }

  static Geometry union(Geometry a, Geometry b) {
    return polygonal(OverlayNGRobust.overlay(a, b, OverlayNG.UNION));
  }

  static Geometry intersection(Geometry a, Geometry b) {
    return polygonal(OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION));
  }

  static Geometry difference(Geometry a, Geometry b) {
    return polygonal(OverlayNGRobust.overlay(a, b, OverlayNG.DIFFERENCE));
  }

  /** Without the points and lines in which areas merely touch. */
  private static Geometry polygonal(Geometry g) {
    if (g instanceof Polygon || g instanceof MultiPolygon) {
      return g;
    }
    List<Polygon> polygons = new ArrayList<>();
    for (int i = 0; i < g.getNumGeometries(); i++) {
      if (g.getGeometryN(i) instanceof Polygon p) {
        polygons.add(p);
      }
    }
    return FACTORY.createMultiPolygon(polygons.toArray(new Polygon[0]));
  }

  static Geometry grown(Geometry g, double by) {
    return g.buffer(by, 16);
  }

  static Geometry capsule(Point from, Point to, double radius) {
    return capsule(new Coordinate(from.x(), from.y()), new Coordinate(to.x(), to.y()), radius);
  }

  static Geometry nothing() {
    return FACTORY.createPolygon();
  }

  /** Whether two have a point in common. */
  static boolean meet(Geometry a, Geometry b) {
    // unlike Geometry's own predicates this one has an answer where borders run all but together
    return RelateNG.relate(a, b, RelatePredicate.intersects());
  }

  /** Whether one area encloses another, holes of the first left out. */
  static boolean encloses(Geometry outer, Geometry inner) {
    return !outer.isEmpty() && RelateNG.relate(outer, inner, RelatePredicate.covers());
  }

  /** Whether two contours are the same polygon, wherever they begin and whichever way they run. */
  static boolean same(Contour a, Contour b) {
    return a.size() == b.size() && polygon(a).equalsNorm(polygon(b));
  }

  /** The stretches of a contour's border outside another contour, farther off than a tolerance. */
  static List<List<Point>> borderOutside(Contour c, Contour other, double tolerance) {
    Geometry ring = polygon(c).getExteriorRing();
    return lines(
        OverlayNGRobust.overlay(ring, grown(toGeometry(other), tolerance), OverlayNG.DIFFERENCE));
  }

  /** The stretches of a contour's border inside another contour, deeper than a tolerance. */
  static List<List<Point>> borderInside(Contour c, Contour other, double tolerance) {
    Geometry ring = polygon(c).getExteriorRing();
    return lines(
        OverlayNGRobust.overlay(
            ring, grown(toGeometry(other), -tolerance), OverlayNG.INTERSECTION));
  }

  /** Lines joined where one ends and the next begins. */
  private static List<List<Point>> lines(Geometry g) {
    LineMerger merger = new LineMerger();
    merger.add(g);
    List<List<Point>> found = new ArrayList<>();
    for (Object line : merger.getMergedLineStrings()) {
      found.add(
          Arrays.stream(((Geometry) line).getCoordinates())
              .map(at -> new Point(at.getX(), at.getY()))
              .toList());
    }
    return List.copyOf(found);
  }

  static boolean covers(Geometry g, Point p) {
    return SimplePointInAreaLocator.locate(new Coordinate(p.x(), p.y()), g) != Location.EXTERIOR;
  }

  /** Outer border of the part with the largest area, holes filled. */
  static Optional<Contour> largest(Geometry g) {
    return parts(g).stream().findFirst();
  }

  /** Outer borders of all parts, largest first, holes filled. */
  static List<Contour> parts(Geometry g) {
    List<Contour> found = new ArrayList<>();
    for (int i = 0; i < g.getNumGeometries(); i++) {
      if (g.getGeometryN(i) instanceof Polygon p && !p.isEmpty()) {
        contour(p.getExteriorRing()).ifPresent(found::add);
      }
    }
    found.sort((a, b) -> Double.compare(Polygons.area(b), Polygons.area(a)));
    return List.copyOf(found);
  }

  /** The ring as a contour; where it is so thin that it crosses itself once rounded, mended. */
  private static Optional<Contour> contour(LinearRing ring) {
    return rounded(ring)
        .flatMap(
            c ->
                isValid(c)
                    ? Optional.of(c)
                    : largestPolygon(toGeometry(c))
                        .flatMap(mended -> rounded(mended.getExteriorRing()))
                        .filter(Shapes::isValid));
  }

  private static Optional<Polygon> largestPolygon(Geometry g) {
    return IntStream.range(0, g.getNumGeometries())
        .mapToObj(g::getGeometryN)
        .filter(Polygon.class::isInstance)
        .map(Polygon.class::cast)
        .max(Comparator.comparingDouble(Polygon::getArea));
  }

  /** Vertices that lie in the same place as one. */
  private static Optional<Contour> rounded(LinearRing ring) {
    Coordinate[] at = ring.getCoordinates();
    List<Coordinate> kept = new ArrayList<>(at.length);
    for (int i = 0; i < at.length - 1; i++) {
      if (kept.isEmpty() || kept.getLast().distance(at[i]) > SAME_PLACE) {
        kept.add(at[i]);
      }
    }
    while (kept.size() > 1 && kept.getLast().distance(kept.getFirst()) <= SAME_PLACE) {
      kept.removeLast();
    }
    return kept.size() < 3
        ? Optional.empty()
        : Optional.of(
            Contour.of(
                kept.stream().mapToDouble(Coordinate::getX).toArray(),
                kept.stream().mapToDouble(Coordinate::getY).toArray()));
  }

  private static Polygon polygon(Contour c) {
    Coordinate[] at = new Coordinate[c.size() + 1];
    for (int i = 0; i < c.size(); i++) {
      at[i] = new Coordinate(c.x(i), c.y(i));
    }
    at[c.size()] = new Coordinate(c.x(0), c.y(0));
    return FACTORY.createPolygon(at);
  }
}
