package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.List;
import ventricle.engine.domain.Point;

/** Lines with two ends, in pixels. */
final class OpenLines {

  private OpenLines() {}

  static double length(List<Point> line) {
    double length = 0;
    for (int i = 1; i < line.size(); i++) {
      length += line.get(i - 1).distance(line.get(i));
    }
    return length;
  }

  /** The same line as points at equal distance, about a step apart, both ends included. */
  static List<Point> even(List<Point> line, double step) {
    double length = length(line);
    int pieces = Math.max(1, (int) Math.round(length / step));
    List<Point> even = new ArrayList<>();
    even.add(line.getFirst());
    double before = 0;
    int edge = 0;
    for (int k = 1; k < pieces; k++) {
      double target = length * k / pieces;
      double edgeLength = line.get(edge).distance(line.get(edge + 1));
      while (before + edgeLength < target && edge < line.size() - 2) {
        before += edgeLength;
        edge++;
        edgeLength = line.get(edge).distance(line.get(edge + 1));
      }
      double t = edgeLength == 0 ? 0 : Math.clamp((target - before) / edgeLength, 0, 1);
      even.add(on(line.get(edge), line.get(edge + 1), t));
    }
    even.add(line.getLast());
    return even;
  }

  /** The line with more points, a step apart, within a distance from its ends; own points stay. */
  static List<Point> dense(List<Point> line, double step, double fromStart, double fromEnd) {
    double length = length(line);
    List<Point> dense = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < line.size(); i++) {
      dense.add(line.get(i));
      if (i == line.size() - 1) {
        break;
      }
      double edge = line.get(i).distance(line.get(i + 1));
      int pieces = (int) Math.ceil(edge / step);
      for (int k = 1; k < pieces; k++) {
        double here = at + edge * k / pieces;
        if (here < fromStart || length - here < fromEnd) {
          dense.add(on(line.get(i), line.get(i + 1), (double) k / pieces));
        }
      }
      at += edge;
    }
    return dense;
  }

  private static Point on(Point a, Point b, double t) {
    return new Point(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y()));
  }

  /** Without the tremor of a hand; the ends stay. */
  static List<Point> smooth(List<Point> line, int rounds) {
    List<Point> now = line;
    for (int round = 0; round < rounds; round++) {
      List<Point> next = new ArrayList<>(now);
      for (int i = 1; i < now.size() - 1; i++) {
        next.set(i, middle(now.get(i - 1), now.get(i), now.get(i + 1), 0.5));
      }
      now = next;
    }
    return now;
  }

  /** A closed ring whose vertices move towards their neighbours, each as far as its weight says. */
  static List<Point> relaxed(List<Point> ring, List<Double> weights, int rounds) {
    List<Point> now = ring;
    int n = ring.size();
    for (int round = 0; round < rounds; round++) {
      List<Point> next = new ArrayList<>(now);
      for (int i = 0; i < n; i++) {
        double weight = weights.get(i);
        if (weight > 0) {
          next.set(
              i, middle(now.get((i + n - 1) % n), now.get(i), now.get((i + 1) % n), weight / 2));
        }
      }
      now = next;
    }
    return now;
  }

  private static Point middle(Point before, Point at, Point after, double part) {
    double x = (before.x() + after.x()) / 2;
    double y = (before.y() + after.y()) / 2;
    return new Point(at.x() + part * (x - at.x()), at.y() + part * (y - at.y()));
  }

  /** Mean distance of a line's points to the other line, pixels. */
  static double meanDistance(List<Point> points, List<Point> line) {
    double sum = 0;
    for (Point p : points) {
      double best = p.distance(line.getFirst());
      for (int i = 1; i < line.size(); i++) {
        best = Math.min(best, distance(p, line.get(i - 1), line.get(i)));
      }
      sum += best;
    }
    return sum / points.size();
  }

  private static double distance(Point p, Point a, Point b) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double squared = dx * dx + dy * dy;
    double along = (p.x() - a.x()) * dx + (p.y() - a.y()) * dy;
    double t = squared == 0 ? 0 : Math.clamp(along / squared, 0, 1);
    return p.distance(on(a, b, t));
  }
}
