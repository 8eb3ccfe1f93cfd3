package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

class IsoContourTest {

  private static final ImageSize IMAGE = new ImageSize(96, 90);

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  /** A probability map as a model makes it: a soft step across the border of a disc. */
  private static float[] disc(double x, double y, double radius) {
    float[] map = new float[96 * 90];
    for (int row = 0; row < 96; row++) {
      for (int column = 0; column < 90; column++) {
        double d = radius - Math.hypot(column - x, row - y);
        map[row * 90 + column] = (float) (1 / (1 + Math.exp(-2 * d)));
      }
    }
    return map;
  }

  @Property(tries = 60)
  void everyVertexLiesWithinATwentiethOfAPixelOfTheTrueCircle(
      @ForAll @DoubleRange(min = 35, max = 50) double x,
      @ForAll @DoubleRange(min = 35, max = 50) double y,
      @ForAll @DoubleRange(min = 5, max = 30) double radius) {
    Contour c = IsoContour.largest(disc(x, y, radius), IMAGE, 0.5).orElseThrow();

    for (Point p : c.points()) {
      assertThat(Math.hypot(p.x() - x, p.y() - y)).isCloseTo(radius, within(0.05));
    }
    assertThat(Polygons.isSimple(c)).isTrue();
    assertThat(Polygons.centroid(c).distance(new Point(x, y))).isLessThan(0.02);
  }

  @Test
  void aSinglePixelGivesADiamondAroundItsCentre() {
    boolean[] mask = new boolean[96 * 90];
    mask[20 * 90 + 30] = true;

    Contour c = IsoContour.ofMask(mask, IMAGE).getFirst();

    assertThat(Polygons.centroid(c).distance(new Point(30, 20))).isLessThan(1e-9);
    assertThat(Polygons.bounds(c)).isEqualTo(new Bounds(29.5, 19.5, 30.5, 20.5));
  }

  @Test
  void aStructureCutByTheImageIsClosedAlongItsEdge() {
    Contour c = IsoContour.largest(disc(0, 40, 10), IMAGE, 0.5).orElseThrow();

    assertThat(Polygons.bounds(c).minX()).isEqualTo(-0.5);
    // half the disc and the half pixel between the first centres and the edge
    assertThat(Polygons.area(c)).isCloseTo(Math.PI * 50 + 10, within(0.5));
    assertThat(Polygons.isSimple(c)).isTrue();
  }

  @Test
  void aMapFullOfOneGivesTheWholeImage() {
    float[] map = new float[96 * 90];
    java.util.Arrays.fill(map, 1);

    Contour c = IsoContour.largest(map, IMAGE, 0.5).orElseThrow();

    assertThat(Polygons.area(c)).isEqualTo(96 * 90);
    assertThat(Polygons.bounds(c)).isEqualTo(IMAGE.span());
  }

  @Test
  void nothingReachingTheLevelGivesNoContour() {
    assertThat(IsoContour.all(new float[96 * 90], IMAGE, 0.5)).isEmpty();
  }

  @Test
  void theLargestRegionComesFirstAndHolesAreIgnored() {
    float[] map = disc(30, 30, 8);
    float[] large = disc(60, 60, 15);
    float[] hole = disc(60, 60, 5);
    for (int i = 0; i < map.length; i++) {
      map[i] = Math.max(map[i], large[i] - hole[i]);
    }

    List<Contour> all = IsoContour.all(map, IMAGE, 0.5);

    assertThat(all).hasSize(2);
    assertThat(Polygons.area(all.getFirst())).isCloseTo(Math.PI * 225, within(2.0));
    assertThat(Polygons.area(all.getLast())).isCloseTo(Math.PI * 64, within(1.0));
  }

  @Property(tries = 40)
  void aMaskAndTheContourOfItHoldTheSamePixels(@ForAll("blobs") Contour blob) {
    boolean[] mask = Rasteriser.mask(blob, IMAGE);

    Contour c = IsoContour.ofMask(mask, IMAGE).getFirst();

    assertThat(Rasteriser.mask(c, IMAGE)).isEqualTo(mask);
  }

  @Property(tries = 40)
  void smoothingTakesTheStepsOutAndKeepsTheArea(@ForAll("blobs") Contour blob) {
    Contour stepped = IsoContour.ofMask(Rasteriser.mask(blob, IMAGE), IMAGE).getFirst();

    Contour smooth = Smoothing.smooth(stepped, 1.5);

    assertThat(Polygons.area(smooth)).isCloseTo(Polygons.area(stepped), within(1e-6));
    assertThat(Polygons.isSimple(smooth)).isTrue();
    assertThat(Polygons.perimeter(smooth)).isLessThan(Polygons.perimeter(stepped));
    for (Point p : smooth.points()) {
      assertThat(Polygons.distance(stepped, p)).isLessThan(1);
    }
  }
}
