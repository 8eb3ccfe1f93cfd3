package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/** An LV of radius 20 with an RV that lies along it over a known arc. */
class InsertionPointsTest {

  private static final Contour EPI = TestShapes.circle(50, 50, 20);

  /** A crescent along the LV between two angles in degrees, clockwise on screen. */
  private static Contour crescent(double from, double to) {
    int n = 60;
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      double inner = Math.toRadians(from + i / (n - 1.0) * (to - from));
      xs[i] = 50 + 21 * Math.cos(inner);
      ys[i] = 50 + 21 * Math.sin(inner);
    }
    return behind(xs, ys, from, to);
  }

  /** An RV up to 15 deep whose side towards the LV is given. */
  private static Contour behind(double[] nearXs, double[] nearYs, double from, double to) {
    int n = nearXs.length;
    double[] xs = Arrays.copyOf(nearXs, 2 * n);
    double[] ys = Arrays.copyOf(nearYs, 2 * n);
    for (int i = 0; i < n; i++) {
      double part = i / (n - 1.0);
      double outer = Math.toRadians(to + part * (from - to));
      double depth = 15 * Math.sin(Math.PI * part);
      xs[n + i] = 50 + (21.01 + depth) * Math.cos(outer);
      ys[n + i] = 50 + (21.01 + depth) * Math.sin(outer);
    }
    return Contour.of(xs, ys);
  }

  private static double angle(Point p) {
    return Math.toDegrees(Math.atan2(p.y() - 50, p.x() - 50));
  }

  private static double turn(double from, double to) {
    return Math.abs(Math.IEEEremainder(to - from, 360));
  }

  @Property(tries = 40)
  void theEndsOfTheSeptumAreFoundWhereverItLies(
      @ForAll @DoubleRange(min = 0, max = 360) double from,
      @ForAll @DoubleRange(min = 60, max = 150) double width) {
    InsertionPoints.Ends ends =
        InsertionPoints.of(EPI, crescent(from, from + width), 1).orElseThrow();

    assertThat(turn(angle(ends.anticlockwise()), from)).isLessThan(9);
    assertThat(turn(angle(ends.clockwise()), from + width)).isLessThan(9);
    assertThat(ends.clockwise().distance(new Point(50, 50))).isCloseTo(20, within(.1));
  }

  /** As contours are that are traced on the same map of labels. */
  @Property(tries = 200)
  void aBorderThatBothContoursShareBreaksNoSeptum(
      @ForAll @IntRange(max = 255) int from, @ForAll @IntRange(min = 43, max = 106) int width) {
    double[] xs = new double[width + 1];
    double[] ys = new double[width + 1];
    for (int i = 0; i <= width; i++) {
      xs[i] = EPI.x((from + i) % 256);
      ys[i] = EPI.y((from + i) % 256);
    }
    double start = from * 360 / 256.0;
    double end = (from + width) * 360 / 256.0;

    InsertionPoints.Ends ends =
        InsertionPoints.of(EPI, behind(xs, ys, start, end), 1).orElseThrow();

    assertThat(turn(angle(ends.anticlockwise()), start)).isLessThan(9);
    assertThat(turn(angle(ends.clockwise()), end)).isLessThan(9);
  }

  @Test
  void anRvAllAroundHasNoEnds() {
    assertThat(InsertionPoints.of(EPI, TestShapes.circle(50, 50, 30), 1)).isEmpty();
  }
}
