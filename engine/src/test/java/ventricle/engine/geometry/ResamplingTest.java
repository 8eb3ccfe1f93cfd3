package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

class ResamplingTest {

  private static final ImageSize IMAGE = new ImageSize(30, 40);

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  private static float[] noise() {
    Random random = new Random(7);
    float[] values = new float[30 * 40];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  @Test
  void aCropOfTheSameGridIsTheImageItself() {
    float[] image = noise();
    CropGrid grid = new CropGrid(30, 40, CropGrid.middle(IMAGE), 1, 1);

    assertThat(grid.sample(image, IMAGE, CropGrid.Border.ZERO)).isEqualTo(image);
  }

  @Property(tries = 60)
  void aRampIsReproducedExactlySoThatNoHalfPixelSlips(
      @ForAll @DoubleRange(min = 0.4, max = 1.6) double step,
      @ForAll @DoubleRange(min = 15, max = 24) double x) {
    float[] ramp = new float[30 * 40];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 40;
    }
    CropGrid grid = new CropGrid(9, 11, new Point(x, 14), step, step);

    float[] crop = grid.sample(ramp, IMAGE, CropGrid.Border.ZERO);

    for (int column = 0; column < 11; column++) {
      assertThat((double) crop[4 * 11 + column])
          .isCloseTo(grid.toImage(new Point(column, 4)).x(), within(1e-4));
    }
  }

  @Property(tries = 60)
  void aGridOnTheImagesPixelsInterpolatesNothing(
      @ForAll @DoubleRange(min = 10, max = 24) double x,
      @ForAll @DoubleRange(min = 10, max = 18) double y) {
    float[] image = noise();

    CropGrid grid = new CropGrid(8, 9, new Point(x, y), 1, 1).onPixels();

    assertThat(grid.centre().distance(new Point(x, y))).isLessThanOrEqualTo(Math.sqrt(0.5) + 1e-9);
    float[] crop = grid.sample(image, IMAGE, CropGrid.Border.ZERO);
    Point first = grid.toImage(new Point(0, 0));
    for (int i = 0; i < crop.length; i++) {
      int row = (int) Math.round(first.y()) + i / 9;
      int column = (int) Math.round(first.x()) + i % 9;
      assertThat(crop[i]).isCloseTo(image[row * 40 + column], within(1e-5f));
    }
  }

  @Property(tries = 60)
  void contoursGoToTheCropAndBackUnchanged(
      @ForAll("blobs") Contour c,
      @ForAll @DoubleRange(min = 0.3, max = 3) double stepX,
      @ForAll @DoubleRange(min = 0.3, max = 3) double stepY) {
    CropGrid grid = new CropGrid(128, 160, new Point(47.3, 45.1), stepX, stepY);

    Contour back = grid.toImage(grid.toCrop(c));

    for (int i = 0; i < c.size(); i++) {
      assertThat(back.point(i).distance(c.point(i))).isLessThan(1e-9);
    }
  }

  @Test
  void aContourFoundOnACropLiesWhereTheObjectLiesInTheImage() {
    ImageSize image = new ImageSize(96, 96);
    float[] map = new float[96 * 96];
    for (int i = 0; i < map.length; i++) {
      double d = 14 - Math.hypot(i % 96 - 51.3, i / 96 - 40.8);
      map[i] = (float) Math.clamp(0.5 + d / 4, 0, 1);
    }
    CropGrid grid = new CropGrid(64, 64, new Point(49.5, 43.25), 0.8, 0.8);

    Contour found =
        IsoContour.largest(grid.sample(map, image, CropGrid.Border.ZERO), grid.size(), 0.5)
            .map(grid::toImage)
            .orElseThrow();

    assertThat(Polygons.centroid(found).distance(new Point(51.3, 40.8))).isLessThan(0.02);
    assertThat(Polygons.area(found)).isCloseTo(Math.PI * 196, within(1.0));
  }

  @Test
  void outsideTheImageIsZeroOrTheNearestPixel() {
    float[] ones = new float[30 * 40];
    java.util.Arrays.fill(ones, 1);

    assertThat(Resample.bilinear(ones, IMAGE, -0.5, 3, CropGrid.Border.ZERO)).isEqualTo(1);
    assertThat(Resample.bilinear(ones, IMAGE, -0.51, 3, CropGrid.Border.ZERO)).isZero();
    assertThat(Resample.bilinear(ones, IMAGE, -7, 300, CropGrid.Border.NEAREST)).isEqualTo(1);
  }

  @Test
  void halfWayBetweenTwoDiscsLiesTheDiscOfMeanRadius() {
    Contour between =
        SignedDistance.interpolate(
                TestShapes.circle(30, 30, 10), TestShapes.circle(30, 30, 20), 0.5)
            .orElseThrow();

    for (Point p : between.points()) {
      assertThat(p.distance(new Point(30, 30))).isCloseTo(15, within(0.05));
    }
  }

  @Test
  void interpolationEndsAtBothShapes() {
    Contour a = TestShapes.circle(30, 30, 10);
    Contour b = TestShapes.circle(34, 31, 14);

    assertThat(SignedDistance.interpolate(a, b, 0)).containsSame(a);
    assertThat(SignedDistance.interpolate(a, b, 1)).containsSame(b);
  }
}
