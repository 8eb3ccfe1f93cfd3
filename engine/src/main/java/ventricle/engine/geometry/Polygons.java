package ventricle.engine.geometry;

import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;

/** Measures and simple transforms of closed polygons, in pixels. */
public final class Polygons {

  /** What a change leaves of a contour below this is nothing, px². */
  public static final double LEAST_AREA = 1;

  private Polygons() {}

  /** The place on a contour's border that is nearest to a position. */
  public record Nearest(Point point, double distance, int edge, double fraction) {}

  /** Area in px², positive when the vertices run clockwise on screen (x right, y down). */
  public static double signedArea(Contour c) {
    double x0 = c.x(0);
    double y0 = c.y(0);
    double twice = 0;
    for (int i = 1; i < c.size() - 1; i++) {
      twice += (c.x(i) - x0) * (c.y(i + 1) - y0) - (c.x(i + 1) - x0) * (c.y(i) - y0);
    }
    return twice / 2;
  }

  /** Area in px² of a simple polygon. */
  public static double area(Contour c) {
    return Math.abs(signedArea(c));
  }

  /** Area in mm² of a simple polygon. */
  public static double areaMm2(Contour c, PixelSpacing spacing) {
    return area(c) * spacing.pixelAreaMm2();
  }

  /** Length of the closed border in pixels. */
  public static double perimeter(Contour c) {
    double length = 0;
    for (int i = 0; i < c.size(); i++) {
      length += edgeLength(c, i);
    }
    return length;
  }

  /** Centre of gravity of the area; the mean vertex where the area vanishes. */
  public static Point centroid(Contour c) {
    double x0 = c.x(0);
    double y0 = c.y(0);
    double twice = 0;
    double cx = 0;
    double cy = 0;
    for (int i = 1; i < c.size() - 1; i++) {
      double ax = c.x(i) - x0;
      double ay = c.y(i) - y0;
      double bx = c.x(i + 1) - x0;
      double by = c.y(i + 1) - y0;
      double cross = ax * by - bx * ay;
      twice += cross;
      cx += cross * (ax + bx) / 3;
      cy += cross * (ay + by) / 3;
    }
    if (Math.abs(twice) < 1e-12) {
      double sx = 0;
      double sy = 0;
      for (int i = 0; i < c.size(); i++) {
        sx += c.x(i);
        sy += c.y(i);
      }
      return new Point(sx / c.size(), sy / c.size());
    }
    return new Point(x0 + cx / twice, y0 + cy / twice);
  }

  public static Bounds bounds(Contour c) {
    Bounds b = new Bounds(c.x(0), c.y(0), c.x(0), c.y(0));
    for (int i = 1; i < c.size(); i++) {
      b = b.union(new Bounds(c.x(i), c.y(i), c.x(i), c.y(i)));
    }
    return b;
  }

  /**
   * Whether a position lies inside, by the even-odd rule. A position on the border belongs to
   * exactly one of two polygons that share this border (the one to its right, or below it), so that
   * no pixel is counted twice.
   */
  public static boolean contains(Contour c, Point p) {
    boolean inside = false;
    for (int i = 0, j = c.size() - 1; i < c.size(); j = i++) {
      if (c.y(i) > p.y() != c.y(j) > p.y() && p.x() < crossing(c, j, i, p.y())) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Column at which the edge between two vertices crosses a row. */
  static double crossing(Contour c, int from, int to, double y) {
    // from the upper end, so that an edge gives the same crossing whichever way it is walked
    int top = c.y(from) < c.y(to) ? from : to;
    int bottom = top == from ? to : from;
    return c.x(top) + (y - c.y(top)) / (c.y(bottom) - c.y(top)) * (c.x(bottom) - c.x(top));
  }

  /** Whether the border neither crosses nor touches itself and encloses an area. */
  public static boolean isSimple(Contour c) {
    return Shapes.isValid(c);
  }

  /** The nearest place on the border. */
  public static Nearest nearest(Contour c, Point p) {
    Nearest best = new Nearest(c.point(0), Double.POSITIVE_INFINITY, 0, 0);
    for (int i = 0; i < c.size(); i++) {
      int j = (i + 1) % c.size();
      double dx = c.x(j) - c.x(i);
      double dy = c.y(j) - c.y(i);
      double squared = dx * dx + dy * dy;
      double along = (p.x() - c.x(i)) * dx + (p.y() - c.y(i)) * dy;
      double t = squared == 0 ? 0 : Math.clamp(along / squared, 0, 1);
      double x = c.x(i) + t * dx;
      double y = c.y(i) + t * dy;
      double distance = Math.hypot(p.x() - x, p.y() - y);
      if (distance < best.distance) {
        best = new Nearest(new Point(x, y), distance, i, t);
      }
    }
    return best;
  }

  /** Distance of a position to the border in pixels, inside or outside. */
  public static double distance(Contour c, Point p) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0, j = c.size() - 1; i < c.size(); j = i++) {
      double dx = c.x(i) - c.x(j);
      double dy = c.y(i) - c.y(j);
      double px = p.x() - c.x(j);
      double py = p.y() - c.y(j);
      double squared = dx * dx + dy * dy;
      double t = squared == 0 ? 0 : Math.clamp((px * dx + py * dy) / squared, 0, 1);
      double ex = px - t * dx;
      double ey = py - t * dy;
      best = Math.min(best, ex * ex + ey * ey);
    }
    return Math.sqrt(best);
  }

  /**
   * How far a ray goes before it first meets a border; infinite when it does not.
   *
   * @param dx direction, of length 1 with {@code dy}
   */
  public static double alongRay(Contour c, Point from, double dx, double dy) {
    double nearest = Double.POSITIVE_INFINITY;
    int last = c.size() - 1;
    double ax = c.x(last) - from.x();
    double ay = c.y(last) - from.y();
    double sideA = dx * ay - dy * ax;
    for (int i = 0; i <= last; i++) {
      double bx = c.x(i) - from.x();
      double by = c.y(i) - from.y();
      double sideB = dx * by - dy * bx;
      if (sideA < 0 != sideB < 0) {
        double t = sideA / (sideA - sideB);
        double along = dx * (ax + t * (bx - ax)) + dy * (ay + t * (by - ay));
        if (along >= 0 && along < nearest) {
          nearest = along;
        }
      }
      ax = bx;
      ay = by;
      sideA = sideB;
    }
    return nearest;
  }

  /** The same border as {@code n} vertices at equal distance along it, from the first vertex on. */
  public static Contour resample(Contour c, int n) {
    if (n < 3) {
      throw new IllegalArgumentException("a contour has at least three vertices, asked for " + n);
    }
    double step = perimeter(c) / n;
    double[] xs = new double[n];
    double[] ys = new double[n];
    int edge = 0;
    double before = 0;
    double length = edgeLength(c, 0);
    for (int k = 0; k < n; k++) {
      double target = k * step;
      while (target > before + length && edge < c.size() - 1) {
        before += length;
        edge++;
        length = edgeLength(c, edge);
      }
      double t = length == 0 ? 0 : Math.min(1, (target - before) / length);
      int next = (edge + 1) % c.size();
      xs[k] = c.x(edge) + t * (c.x(next) - c.x(edge));
      ys[k] = c.y(edge) + t * (c.y(next) - c.y(edge));
    }
    return Contour.of(xs, ys);
  }

  /** The same border with vertices about {@code step} pixels apart, at least eight. */
  public static Contour resampleByStep(Contour c, double step) {
    return resample(c, Math.max(8, (int) Math.round(perimeter(c) / step)));
  }

  /**
   * The largest simple polygon in a border that may cross itself; empty when nothing of area is
   * left. A simple polygon comes back as it is.
   */
  public static Optional<Contour> simplified(Contour c) {
    return isSimple(c) ? Optional.of(c) : Shapes.largest(Shapes.toGeometry(c));
  }

  /**
   * The largest part on the image, closed along the image's edge; empty when nothing lies on it. A
   * polygon wholly on the image comes back as it is.
   */
  public static Optional<Contour> clip(Contour c, ImageSize image) {
    Bounds b = bounds(c);
    Bounds span = image.span();
    if (b.minX() >= span.minX()
        && b.minY() >= span.minY()
        && b.maxX() <= span.maxX()
        && b.maxY() <= span.maxY()) {
      return Optional.of(c);
    }
    return Shapes.largest(Shapes.intersection(Shapes.toGeometry(c), Shapes.rectangle(span)))
        .map(part -> snapped(part, span));
  }

  /** Takes rounding past the edge back onto it. */
  private static Contour snapped(Contour c, Bounds span) {
    double[] xs = c.xs();
    double[] ys = c.ys();
    for (int i = 0; i < xs.length; i++) {
      xs[i] = Math.clamp(xs[i], span.minX(), span.maxX());
      ys[i] = Math.clamp(ys[i], span.minY(), span.maxY());
    }
    return Contour.of(xs, ys);
  }

  public static Contour translate(Contour c, double dx, double dy) {
    return affine(c, 1, 1, dx, dy);
  }

  /** Scales about a fixed position. */
  public static Contour scale(Contour c, double factor, Point fixed) {
    return affine(c, factor, factor, fixed.x() * (1 - factor), fixed.y() * (1 - factor));
  }

  /** x · sx + dx, y · sy + dy; to millimetres with the column and row spacing as factors. */
  public static Contour affine(Contour c, double sx, double sy, double dx, double dy) {
    double[] xs = c.xs();
    double[] ys = c.ys();
    for (int i = 0; i < xs.length; i++) {
      xs[i] = xs[i] * sx + dx;
      ys[i] = ys[i] * sy + dy;
    }
    return Contour.of(xs, ys);
  }

  /**
   * Distance from an origin to the border along evenly spread rays, in pixels: the outermost
   * crossing, or NaN where a ray meets nothing. Ray k runs at the angle {@code start + 2π·k/rays},
   * measured from the x axis towards y (clockwise on screen).
   */
  public static double[] rayFan(Contour c, Point origin, int rays, double start) {
    double[] radii = new double[rays];
    for (int k = 0; k < rays; k++) {
      double angle = start + 2 * Math.PI * k / rays;
      radii[k] = ray(c, origin, Math.cos(angle), Math.sin(angle));
    }
    return radii;
  }

  private static double ray(Contour c, Point origin, double ux, double uy) {
    double far = Double.NaN;
    for (int i = 0, j = c.size() - 1; i < c.size(); j = i++) {
      double ax = c.x(j) - origin.x();
      double ay = c.y(j) - origin.y();
      double dx = c.x(i) - c.x(j);
      double dy = c.y(i) - c.y(j);
      double det = dx * uy - dy * ux;
      if (det == 0) {
        continue;
      }
      double t = (ay * ux - ax * uy) / det;
      double r = (dx * ay - dy * ax) / det;
      if (t >= 0 && t <= 1 && r >= 0 && !(r < far)) {
        far = r;
      }
    }
    return far;
  }

  static double edgeLength(Contour c, int edge) {
    int next = (edge + 1) % c.size();
    return Math.hypot(c.x(next) - c.x(edge), c.y(next) - c.y(edge));
  }
}
