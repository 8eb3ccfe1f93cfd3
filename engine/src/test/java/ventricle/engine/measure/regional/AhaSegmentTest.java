package ventricle.engine.measure.regional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import ventricle.engine.measure.regional.AhaSegment.Level;

class AhaSegmentTest {

  @Test
  void segmentsFollowFromTheAnteriorInsertionOverTheSeptumToTheInferiorWall() {
    Map.of(
            0.0, AhaSegment.BASAL_ANTEROSEPTAL,
            59.9, AhaSegment.BASAL_ANTEROSEPTAL,
            60.0, AhaSegment.BASAL_INFEROSEPTAL,
            150.0, AhaSegment.BASAL_INFERIOR,
            200.0, AhaSegment.BASAL_INFEROLATERAL,
            270.0, AhaSegment.BASAL_ANTEROLATERAL,
            -0.1, AhaSegment.BASAL_ANTERIOR)
        .forEach(
            (degrees, segment) -> {
              assertThat(AhaSegment.at(Level.BASAL, degrees)).isEqualTo(segment);
              assertThat(AhaSegment.at(Level.MID, degrees).number())
                  .isEqualTo(segment.number() + 6);
            });
  }

  @Test
  void theApicalSeptumHasTheSameMiddleAsTheSeptum() {
    assertThat(AhaSegment.at(Level.APICAL, 15)).isEqualTo(AhaSegment.APICAL_SEPTAL);
    assertThat(AhaSegment.at(Level.APICAL, 104.9)).isEqualTo(AhaSegment.APICAL_SEPTAL);
    assertThat(AhaSegment.at(Level.APICAL, 105)).isEqualTo(AhaSegment.APICAL_INFERIOR);
    assertThat(AhaSegment.at(Level.APICAL, 240)).isEqualTo(AhaSegment.APICAL_LATERAL);
    assertThat(AhaSegment.at(Level.APICAL, 14.9)).isEqualTo(AhaSegment.APICAL_ANTERIOR);
    assertThat(AhaSegment.at(Level.APICAL, -74)).isEqualTo(AhaSegment.APICAL_ANTERIOR);
  }

  @Property(tries = 200)
  void aTurnMoreOrLessIsTheSameSegmentOfTheLevelAskedFor(
      @ForAll Level level, @ForAll @DoubleRange(min = -720, max = 720) double degrees) {
    AhaSegment segment = AhaSegment.at(level, degrees);

    assertThat(segment.level()).isEqualTo(level);
    assertThat(AhaSegment.at(level, Math.floor(degrees) + 360.5))
        .isEqualTo(AhaSegment.at(level, Math.floor(degrees) + 0.5));
    assertThat(AhaSegment.at(level)).contains(segment);
    assertThat(AhaSegment.of(segment.number())).isEqualTo(segment);
  }
}
