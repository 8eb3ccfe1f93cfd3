package ventricle.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;

class PolygonSetsTest {

  private static final Contour OUTER = TestShapes.circle(40, 40, 20);

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  @Test
  void partsOfADifferenceComeLargestFirst() {
    Contour bar = TestShapes.rectangle(0, 35, 80, 38);

    var parts = PolygonSets.difference(OUTER, bar);

    assertThat(parts).hasSize(2);
    assertThat(Polygons.area(parts.get(0))).isGreaterThan(Polygons.area(parts.get(1)));
  }

  @Property(tries = 60)
  void areasOfUnionAndIntersectionAddUp(@ForAll("blobs") Contour a, @ForAll("blobs") Contour b) {
    double union = PolygonSets.union(a, b).stream().mapToDouble(Polygons::area).sum();

    assertThat(union + PolygonSets.commonArea(a, b))
        .isCloseTo(Polygons.area(a) + Polygons.area(b), within(1e-3));
  }

  @Property(tries = 60)
  void anEndocardiumCutAtTheEpicardiumLiesInsideIt(
      @ForAll("blobs") Contour endo, @ForAll("blobs") Contour epi) {
    Containment.clipInside(endo, epi)
        .ifPresent(
            cut -> {
              assertThat(Containment.holds(cut, epi)).isTrue();
              assertThat(Polygons.isSimple(cut)).isTrue();
            });
  }

  @Test
  void anEndocardiumInsideComesBackAsItIs() {
    Contour endo = TestShapes.circle(40, 40, 12);

    assertThat(Containment.clipInside(endo, OUTER)).containsSame(endo);
    assertThat(Containment.holds(endo, OUTER)).isTrue();
  }

  @Test
  void anEndocardiumOutsideIsAConflict() {
    assertThat(Containment.holds(TestShapes.circle(60, 40, 12), OUTER)).isFalse();
    assertThat(Containment.clipInside(TestShapes.circle(90, 40, 12), OUTER)).isEmpty();
  }
}
