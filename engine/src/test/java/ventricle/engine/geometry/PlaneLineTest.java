package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

class PlaneLineTest {

  private static Slice slice(
      Vector3 middle, Vector3 row, Vector3 column, double spacing, int pixels) {
    Vector3 corner =
        middle
            .minus(row.times(spacing * (pixels - 1) / 2))
            .minus(column.times(spacing * (pixels - 1) / 2));
    return new Slice(pixels, pixels, new PixelSpacing(spacing, spacing), corner, row, column, null);
  }

  /** A transverse image, 200 mm wide. */
  private static Slice shortAxis(double z) {
    return slice(new Vector3(0, 0, z), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 2, 100);
  }

  /** A coronal image, 300 mm wide, head up. */
  private static Slice longAxis() {
    return slice(new Vector3(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0, 0, -1), 1.5, 200);
  }

  @Test
  void aSliceIsALevelLineAtItsHeightAndAsLongAsItsImage() {
    PlaneLine line = PlaneLine.of(longAxis(), shortAxis(30)).orElseThrow();

    double row = 99.5 - 30 / 1.5;
    assertThat(line.from().y()).isCloseTo(row, within(1e-9));
    assertThat(line.to().y()).isCloseTo(row, within(1e-9));
    assertThat(line.from().distance(line.to())).isCloseTo(200 / 1.5, within(1e-9));
  }

  @Test
  void aSliceBeyondTheImageHasNoLine() {
    assertThat(PlaneLine.of(longAxis(), shortAxis(160))).isEmpty();
  }

  @Test
  void parallelPlanesHaveNoLine() {
    assertThat(PlaneLine.of(shortAxis(0), shortAxis(10))).isEmpty();
  }

  @Property(tries = 60)
  void bothEndsLieInBothPlanesAndOnBothImages(
      @ForAll @DoubleRange(min = -60, max = 60) double tilt,
      @ForAll @DoubleRange(min = 0, max = 360) double turn,
      @ForAll @DoubleRange(min = -40, max = 40) double height) {
    double a = Math.toRadians(tilt);
    double b = Math.toRadians(turn);
    Vector3 row = new Vector3(Math.cos(b), Math.sin(b), 0);
    Vector3 column =
        new Vector3(-Math.sin(b) * Math.sin(a), Math.cos(b) * Math.sin(a), -Math.cos(a));
    Slice shown = slice(new Vector3(0, 0, height), row, column, 1.5, 120);
    Slice cutting = shortAxis(0);

    PlaneLine line = PlaneLine.of(shown, cutting).orElseThrow();

    for (Point end : new Point[] {line.from(), line.to()}) {
      Vector3 there = shown.toPatient(end);
      assertThat(there.z()).isCloseTo(0, within(1e-6));
      assertThat(grown(shown).contains(end)).isTrue();
      assertThat(grown(cutting).contains(cutting.toImage(there))).isTrue();
    }
  }

  /** An image with a hair more on every side, for rounding. */
  private static Grown grown(Slice slice) {
    return new Grown(ImageSize.of(slice).span().grown(1e-6));
  }

  private record Grown(Bounds bounds) {
    boolean contains(Point p) {
      return p.x() >= bounds.minX()
          && p.x() <= bounds.maxX()
          && p.y() >= bounds.minY()
          && p.y() <= bounds.maxY();
    }
  }
}
