package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;

class PolygonsTest {

  private static final ImageSize IMAGE = new ImageSize(96, 96);
  private static final Contour BOW_TIE =
      Contour.of(new double[] {0, 10, 10, 0}, new double[] {0, 10, 0, 6});

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  @Test
  void areaCentroidAndPerimeterOfARectangleAreExact() {
    Contour c = TestShapes.rectangle(2, 3, 12, 8);

    assertThat(Polygons.area(c)).isEqualTo(50);
    assertThat(Polygons.perimeter(c)).isEqualTo(30);
    assertThat(Polygons.centroid(c)).isEqualTo(new Point(7, 5.5));
    assertThat(Polygons.areaMm2(c, new PixelSpacing(2, 1.5))).isEqualTo(150);
    assertThat(Polygons.bounds(c)).isEqualTo(new Bounds(2, 3, 12, 8));
  }

  @Test
  void signedAreaIsPositiveClockwiseOnScreen() {
    Contour c = TestShapes.rectangle(0, 0, 4, 4);

    assertThat(Polygons.signedArea(c)).isEqualTo(16);
    assertThat(Polygons.signedArea(Contour.of(c.points().reversed()))).isEqualTo(-16);
  }

  @Test
  void polygonThatCrossesItselfIsNotSimpleAndKeepsItsLargerLobe() {
    assertThat(Polygons.isSimple(BOW_TIE)).isFalse();

    Contour kept = Polygons.simplified(BOW_TIE).orElseThrow();

    assertThat(Polygons.isSimple(kept)).isTrue();
    assertThat(Polygons.bounds(kept).minX()).isGreaterThan(3);
  }

  @Test
  void polygonWithoutAreaHasNoSimplePart() {
    Contour flat = Contour.of(new double[] {0, 5, 10}, new double[] {1, 1, 1});

    assertThat(Polygons.simplified(flat)).isEmpty();
  }

  @Test
  void clippingClosesAlongTheImageEdgeHalfAPixelOutsideTheFirstCentre() {
    Contour c = TestShapes.rectangle(-20, 10, 9.5, 20);

    Contour clipped = Polygons.clip(c, IMAGE).orElseThrow();

    assertThat(Polygons.bounds(clipped)).isEqualTo(new Bounds(-0.5, 10, 9.5, 20));
    assertThat(Polygons.area(clipped)).isCloseTo(100, within(1e-9));
  }

  @Test
  void nothingIsLeftOfAPolygonOutsideTheImage() {
    assertThat(Polygons.clip(TestShapes.circle(-30, 5, 8), IMAGE)).isEmpty();
  }

  @Property(tries = 50)
  void resamplingSpacesVerticesEvenlyAndKeepsTheArea(@ForAll("blobs") Contour c) {
    Contour even = Polygons.resample(c, 200);

    double step = Polygons.perimeter(c) / 200;
    for (int i = 0; i < even.size(); i++) {
      assertThat(Polygons.edgeLength(even, i)).isBetween(step * 0.97, step * 1.0001);
    }
    assertThat(Polygons.area(even)).isCloseTo(Polygons.area(c), within(0.01 * Polygons.area(c)));
  }

  @Property(tries = 50)
  void raysFromTheCentreOfADiscHaveItsRadius(@ForAll("blobs") Contour c) {
    Point centre = Polygons.centroid(c);
    double[] radii = Polygons.rayFan(c, centre, 24, 0.3);

    for (int k = 0; k < radii.length; k++) {
      double angle = 0.3 + 2 * Math.PI * k / radii.length;
      Point end =
          new Point(
              centre.x() + radii[k] * Math.cos(angle), centre.y() + radii[k] * Math.sin(angle));
      assertThat(Polygons.distance(c, end)).isLessThan(1e-9);
    }
  }

  @Test
  void aPixelCentreOnASharedBorderBelongsToOneSideOnly() {
    Contour left = TestShapes.rectangle(0, 0, 5, 10);
    Contour right = TestShapes.rectangle(5, 0, 10, 10);
    Point between = new Point(5, 4);

    assertThat(Polygons.contains(left, between)).isFalse();
    assertThat(Polygons.contains(right, between)).isTrue();
  }

  @Test
  void nearestPlaceLiesOnTheBorder() {
    Polygons.Nearest nearest =
        Polygons.nearest(TestShapes.rectangle(0, 0, 10, 10), new Point(4, -3));

    assertThat(nearest).isEqualTo(new Polygons.Nearest(new Point(4, 0), 3, 0, 0.4));
  }
}
