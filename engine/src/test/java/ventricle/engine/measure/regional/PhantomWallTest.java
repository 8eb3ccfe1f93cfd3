package ventricle.engine.measure.regional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.CineStack;
import ventricle.engine.measure.PhantomReading;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomTruth;

/** Thickness from the contours of phantoms against the formulas of their shapes. */
class PhantomWallTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everySegmentIsWithinHalfAMillimetreOfTheKnownShape(long seed) {
    PhantomStudy phantom = Phantom.generate(PhantomOptions.small(seed));
    PhantomTruth truth = phantom.truth();
    CineStack stack = phantom.study().stack();
    Regional regional = WallThickness.of(stack, PhantomReading.document(phantom), new Rings());

    for (SegmentWall wall : regional.segments()) {
      Double ed = truth.wallEdMm().get(wall.segment().number() - 1);
      Double es = truth.wallEsMm().get(wall.segment().number() - 1);
      assertThat(wall.reason()).isNull();
      assertThat(wall.edMm()).as(wall.segment().key()).isCloseTo(ed, within(.5));
      assertThat(wall.esMm()).as(wall.segment().key()).isCloseTo(es, within(.5));
    }
  }
}
