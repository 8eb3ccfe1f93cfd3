package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * Thickness of a ring by the centreline method (Sheehan and others, Circulation 1986;74:293): a
 * line midway between the two borders, and chords at equal distances along it, perpendicular to it,
 * from border to border.
 */
public final class WallChords {

  /** Chords around a ring, as Sheehan takes. */
  public static final int CHORDS = 100;

  /** How often the line is moved to the middle of its own chords. */
  private static final int ROUNDS = 3;

  /** Standard deviation of the filter that keeps the line smooth, in chords. */
  private static final double SMOOTH = 2;

  private static final int REACH = 5;

  private WallChords() {}

  /** A line across the wall from the inner to the outer border. */
  public record Chord(Point inner, Point outer) {

    public double length() {
      return inner.distance(outer);
    }

    public Point middle() {
      return new Point((inner.x() + outer.x()) / 2, (inner.y() + outer.y()) / 2);
    }
  }

  /**
   * The chords in order along the ring; empty when the borders are no ring: a chord that does not
   * meet both borders.
   *
   * @param inner border within the outer one, in a plane whose axes have the same scale
   */
  public static List<Chord> of(Contour inner, Contour outer) {
    Line line = between(inner, outer);
    List<Chord> chords = List.of();
    for (int round = 0; round <= ROUNDS; round++) {
      Line even = line.smoothed().even();
      chords = across(even, inner, outer);
      if (chords.isEmpty()) {
        return chords;
      }
      line = Line.through(chords);
    }
    return chords;
  }

  /** A first line: midway from each place on the outer border to the nearest on the inner one. */
  private static Line between(Contour inner, Contour outer) {
    Contour even = Polygons.resample(outer, CHORDS);
    double[] xs = new double[CHORDS];
    double[] ys = new double[CHORDS];
    for (int i = 0; i < CHORDS; i++) {
      Point near = Polygons.nearest(inner, even.point(i)).point();
      xs[i] = (even.x(i) + near.x()) / 2;
      ys[i] = (even.y(i) + near.y()) / 2;
    }
    return new Line(xs, ys);
  }

  private static List<Chord> across(Line line, Contour inner, Contour outer) {
    List<Chord> chords = new ArrayList<>(CHORDS);
    double outwards = line.area() > 0 ? 1 : -1;
    for (int i = 0; i < CHORDS; i++) {
      Point from = line.point(i);
      double tx = line.x(i + 1) - line.x(i - 1);
      double ty = line.y(i + 1) - line.y(i - 1);
      double length = Math.hypot(tx, ty);
      if (length == 0) {
        return List.of();
      }
      double nx = outwards * ty / length;
      double ny = -outwards * tx / length;
      Point out = hit(outer, from, nx, ny);
      Point in = hit(inner, from, -nx, -ny);
      if (out == null || in == null) {
        return List.of();
      }
      chords.add(new Chord(in, out));
    }
    return chords;
  }

  /** Where a ray first meets a border; null when it does not. */
  private static @Nullable Point hit(Contour border, Point from, double dx, double dy) {
    double way = Polygons.alongRay(border, from, dx, dy);
    return Double.isInfinite(way) ? null : new Point(from.x() + way * dx, from.y() + way * dy);
  }

  /** A closed line of {@link #CHORDS} points; positions count round. */
  private record Line(double[] xs, double[] ys) {

    static Line through(List<Chord> chords) {
      List<Point> middles = chords.stream().map(Chord::middle).toList();
      return new Line(
          middles.stream().mapToDouble(Point::x).toArray(),
          middles.stream().mapToDouble(Point::y).toArray());
    }

    double x(int i) {
      return xs[Math.floorMod(i, xs.length)];
    }

    double y(int i) {
      return ys[Math.floorMod(i, ys.length)];
    }

    Point point(int i) {
      return new Point(xs[i], ys[i]);
    }

    double area() {
      return Polygons.signedArea(Contour.of(xs, ys));
    }

    Line smoothed() {
      double[] sx = new double[xs.length];
      double[] sy = new double[xs.length];
      double weights = 0;
      for (int k = -REACH; k <= REACH; k++) {
        double w = Math.exp(-k * k / (2 * SMOOTH * SMOOTH));
        weights += w;
        for (int i = 0; i < xs.length; i++) {
          sx[i] += w * x(i + k);
          sy[i] += w * y(i + k);
        }
      }
      for (int i = 0; i < xs.length; i++) {
        sx[i] /= weights;
        sy[i] /= weights;
      }
      return new Line(sx, sy);
    }

    Line even() {
      Contour c = Polygons.resample(Contour.of(xs, ys), CHORDS);
      return new Line(c.xs(), c.ys());
    }
  }
}
