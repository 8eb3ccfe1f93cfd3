package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * Smooth closed curves through control points: centripetal Catmull–Rom (Yuksel, Schaefer, Keyser:
 * Computer-Aided Design 2011;43:747), which makes no loops within a span and lets a control point
 * act on its two neighbouring spans on either side only.
 */
public final class ClosedSpline {

  /** Distance between the vertices of a drawn curve, pixels. */
  private static final double STEP = 0.75;

  /** How many places the first control point is tried at. */
  private static final int STARTS = 4;

  private ClosedSpline() {}

  /**
   * Control points that stand for a contour.
   *
   * @param points on the contour, in its order
   * @param maxError largest distance of a contour vertex to the curve through the points, pixels
   */
  public record Fit(List<Point> points, double maxError) {
    public Fit {
      points = List.copyOf(points);
    }
  }

  /**
   * The curve as a polygon whose vertices are at most {@code step} pixels apart; every control
   * point is one of them. May cross itself or leave the image where its points make it.
   *
   * @throws IllegalArgumentException for fewer than three distinct neighbouring points
   */
  public static Contour through(List<Point> control, double step) {
    List<Point> p = withoutRepeats(control);
    if (p.size() < 3) {
      throw new IllegalArgumentException("a closed curve needs three different points");
    }
    int n = p.size();
    List<Point> dense = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      span(dense, p.get((i + n - 1) % n), p.get(i), p.get((i + 1) % n), p.get((i + 2) % n), step);
    }
    return Contour.of(dense);
  }

  /**
   * What a reader draws by setting points: the curve without self-crossings, on the image; empty
   * when no area is left or there are fewer than three different points.
   */
  public static Optional<Contour> draw(List<Point> control, ImageSize image) {
    if (withoutRepeats(control).size() < 3) {
      return Optional.empty();
    }
    return Polygons.simplified(through(control, STEP)).flatMap(c -> Polygons.clip(c, image));
  }

  /**
   * Between 8 and 16 control points, as few as keep the curve within .3 px of the contour; 16, as
   * near as they come, where none do.
   */
  public static Fit fit(Contour c) {
    return fit(c, 8, 16, 0.3);
  }

  /**
   * Starts with {@code fewest} points at equal distance along the border and adds one where the
   * curve is farthest from the contour until it is near enough or {@code most} are used. Where
   * these are not enough, it starts again from points that lie between the first ones, and keeps
   * the nearest curve.
   *
   * @param tolerance pixels
   */
  public static Fit fit(Contour c, int fewest, int most, double tolerance) {
    if (fewest < 3 || most < fewest) {
      throw new IllegalArgumentException("control points: " + fewest + " to " + most);
    }
    Contour dense = Polygons.resampleByStep(c, STEP);
    int n = Math.max(dense.size(), 4 * most);
    dense = Polygons.resample(c, n);
    Fit best = fit(dense, 0, fewest, most, tolerance);
    for (int part = 1; part < STARTS && best.maxError > tolerance; part++) {
      Fit other = fit(dense, part * n / (fewest * STARTS), fewest, most, tolerance);
      best = other.maxError < best.maxError ? other : best;
    }
    return best;
  }

  /** From points at equal distance, the first of them the given vertex of a dense contour. */
  private static Fit fit(Contour dense, int first, int fewest, int most, double tolerance) {
    int n = dense.size();
    List<Integer> chosen = new ArrayList<>();
    for (int k = 0; k < fewest; k++) {
      chosen.add(first + (int) Math.round((double) k * n / fewest));
    }
    while (true) {
      List<Point> points = chosen.stream().map(dense::point).toList();
      Contour curve = through(points, STEP);
      int worst = -1;
      double error = 0;
      for (int i = 0; i < n; i++) {
        double d = Polygons.distance(curve, dense.point(i));
        if (d > error && !chosen.contains(i)) {
          error = d;
          worst = i;
        }
      }
      if (error <= tolerance || chosen.size() >= most || worst < 0) {
        return new Fit(points, error);
      }
      int at = worst;
      int place = (int) chosen.stream().filter(i -> i < at).count();
      chosen.add(place, worst);
    }
  }

  private static List<Point> withoutRepeats(List<Point> control) {
    List<Point> kept = new ArrayList<>();
    for (Point p : control) {
      if (kept.isEmpty() || !kept.getLast().equals(p)) {
        kept.add(p);
      }
    }
    while (kept.size() > 1 && kept.getFirst().equals(kept.getLast())) {
      kept.removeLast();
    }
    return kept;
  }

  private static void span(List<Point> out, Point a, Point p, Point q, Point b, double step) {
    double before = Math.sqrt(a.distance(p));
    double here = Math.sqrt(p.distance(q));
    double after = Math.sqrt(q.distance(b));
    double mpx = tangent(a.x(), p.x(), q.x(), before, here) * here;
    double mpy = tangent(a.y(), p.y(), q.y(), before, here) * here;
    double mqx = tangent(p.x(), q.x(), b.x(), here, after) * here;
    double mqy = tangent(p.y(), q.y(), b.y(), here, after) * here;
    int pieces = Math.max(1, (int) Math.ceil(1.2 * p.distance(q) / step));
    out.add(p);
    for (int k = 1; k < pieces; k++) {
      double u = (double) k / pieces;
      out.add(new Point(hermite(p.x(), q.x(), mpx, mqx, u), hermite(p.y(), q.y(), mpy, mqy, u)));
    }
  }

  private static double tangent(double a, double p, double q, double before, double after) {
    return (p - a) / before - (q - a) / (before + after) + (q - p) / after;
  }

  private static double hermite(double p, double q, double mp, double mq, double u) {
    double u2 = u * u;
    double u3 = u2 * u;
    return (2 * u3 - 3 * u2 + 1) * p
        + (u3 - 2 * u2 + u) * mp
        + (3 * u2 - 2 * u3) * q
        + (u3 - u2) * mq;
  }
}
