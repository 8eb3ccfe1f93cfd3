package ventricle.engine.geometry;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/** Shapes for tests: discs, rectangles, and blobs as ventricles have them. */
public final class TestShapes {

  private TestShapes() {}

  public static Contour circle(double x, double y, double radius) {
    return star(x, y, 256, angle -> radius);
  }

  public static Contour rectangle(double x0, double y0, double x1, double y1) {
    return Contour.of(new double[] {x0, x1, x1, x0}, new double[] {y0, y0, y1, y1});
  }

  /** A polygon given by its radius at each angle. */
  public static Contour star(double x, double y, int n, DoubleUnaryOperator radius) {
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * i / n;
      double r = radius.applyAsDouble(angle);
      xs[i] = x + r * Math.cos(angle);
      ys[i] = y + r * Math.sin(angle);
    }
    return Contour.of(xs, ys);
  }

  /** Smooth closed shapes of radius 8 to 24 around the middle of a 96 × 96 image. */
  public static Arbitrary<Contour> blobs() {
    Arbitrary<Double> centre = Arbitraries.doubles().between(42, 54);
    Arbitrary<Double> radius = Arbitraries.doubles().between(8, 24);
    Arbitrary<Double> bump = Arbitraries.doubles().between(-0.12, 0.12);
    return Combinators.combine(centre, centre, radius, bump, bump, bump)
        .as(
            (x, y, r, a, b, c) ->
                star(
                    x,
                    y,
                    120,
                    t ->
                        r * (1 + a * Math.cos(2 * t) + b * Math.sin(2 * t) + c * Math.cos(3 * t))));
  }

  public static Arbitrary<Point> points() {
    Arbitrary<Double> at = Arbitraries.doubles().between(-10, 106);
    return Combinators.combine(at, at).as(Point::new);
  }
}
