package ventricle.engine.domain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A closed polygon in image coordinates (see {@link Point}); the last vertex joins the first, which
 * is not repeated. At least three finite vertices. Immutable and safe to share between threads.
 */
public final class Contour {

  private final double[] xs;
  private final double[] ys;

  private Contour(double[] xs, double[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  /**
   * Copies the vertices.
   *
   * @throws IllegalArgumentException for fewer than three vertices, unequal lengths, or a
   *     coordinate that is not finite
   */
  public static Contour of(double[] xs, double[] ys) {
    if (xs.length != ys.length || xs.length < 3) {
      throw new IllegalArgumentException(
          "a contour has at least three vertices, got " + xs.length + " × " + ys.length);
    }
    for (int i = 0; i < xs.length; i++) {
      if (!Double.isFinite(xs[i]) || !Double.isFinite(ys[i])) {
        throw new IllegalArgumentException("vertex " + i + " of the contour is not finite");
      }
    }
    return new Contour(xs.clone(), ys.clone());
  }

  public static Contour of(List<Point> points) {
    return of(
        points.stream().mapToDouble(Point::x).toArray(),
        points.stream().mapToDouble(Point::y).toArray());
  }

  /** Number of vertices. */
  public int size() {
    return xs.length;
  }

  public double x(int i) {
    return xs[i];
  }

  public double y(int i) {
    return ys[i];
  }

  public Point point(int i) {
    return new Point(xs[i], ys[i]);
  }

  public List<Point> points() {
    return IntStream.range(0, size()).mapToObj(this::point).toList();
  }

  /** A copy of the columns, in pixels. */
  public double[] xs() {
    return xs.clone();
  }

  /** A copy of the rows, in pixels. */
  public double[] ys() {
    return ys.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contour that
        && Arrays.equals(xs, that.xs)
        && Arrays.equals(ys, that.ys);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(xs) + Arrays.hashCode(ys);
  }

  @Override
  public String toString() {
    return "Contour[" + size() + " vertices from (" + xs[0] + ", " + ys[0] + ")]";
  }
}
