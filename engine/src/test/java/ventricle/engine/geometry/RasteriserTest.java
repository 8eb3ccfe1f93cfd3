package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

class RasteriserTest {

  private static final ImageSize IMAGE = new ImageSize(96, 90);

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  @Test
  void thePixelWhoseCentreIsInsideBelongsAndItsNeighbourDoesNot() {
    boolean[] mask = Rasteriser.mask(TestShapes.rectangle(2.6, 3.6, 5.4, 4.4), IMAGE);

    assertThat(Rasteriser.count(mask)).isEqualTo(3);
    assertThat(mask[4 * 90 + 3]).isTrue();
    assertThat(mask[4 * 90 + 5]).isTrue();
    assertThat(mask[4 * 90 + 2]).isFalse();
    assertThat(mask[4 * 90 + 6]).isFalse();
  }

  @Test
  void theSpanOfTheImageFillsExactlyTheImage() {
    boolean[] mask = Rasteriser.mask(TestShapes.rectangle(-0.5, -0.5, 89.5, 95.5), IMAGE);

    assertThat(Rasteriser.count(mask)).isEqualTo(96 * 90);
  }

  @Property(tries = 60)
  void everyPixelFollowsTheRuleOfContains(@ForAll("blobs") Contour c) {
    boolean[] mask = Rasteriser.mask(c, IMAGE);

    for (int row = 0; row < 96; row++) {
      for (int column = 0; column < 90; column++) {
        assertThat(mask[row * 90 + column]).isEqualTo(Polygons.contains(c, new Point(column, row)));
      }
    }
  }

  @Property(tries = 60)
  void filledAreaIsNearThePolygonArea(@ForAll("blobs") Contour c) {
    assertThat((double) Rasteriser.count(Rasteriser.mask(c, IMAGE)))
        .isCloseTo(Polygons.area(c), within(0.5 * Polygons.perimeter(c)));
  }

  @Test
  void endocardiumIsPaintedOverEpicardiumOverRightVentricle() {
    byte[] labels =
        Rasteriser.labels(
            IMAGE,
            TestShapes.rectangle(0.5, 0.5, 30.5, 30.5),
            TestShapes.rectangle(20.5, 0.5, 60.5, 30.5),
            TestShapes.rectangle(30.5, 10.5, 50.5, 20.5));

    assertThat(labels[15 * 90 + 10]).isEqualTo(Rasteriser.RV_CAVITY);
    assertThat(labels[15 * 90 + 25]).isEqualTo(Rasteriser.LV_MYOCARDIUM);
    assertThat(labels[15 * 90 + 40]).isEqualTo(Rasteriser.LV_CAVITY);
    assertThat(labels[40 * 90 + 40]).isZero();
    assertThat(Rasteriser.count(Rasteriser.where(labels, Rasteriser.LV_CAVITY))).isEqualTo(200);
  }
}
