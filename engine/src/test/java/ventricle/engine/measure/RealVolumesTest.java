package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.measure.RealReadings.Case;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;

/** Expert readings of real hearts, where the data folder is there. */
class RealVolumesTest {

  private static List<Case> cases;

  @BeforeAll
  static void read() throws IOException {
    cases = RealReadings.all();
  }

  @Test
  void theBasalEndIsRightInEveryRealStackEitherWayRound() {
    assertThat(cases).hasSize(80);
    assertThat(cases)
        .allSatisfy(
            c -> {
              assertThat(BasalEnd.check(c.stack(), c.document()))
                  .as(c.name())
                  .isEqualTo(new BasalEnd.Verdict.Agrees());
              ReviewDocument flipped = Edits.apply(c.document(), new Edit.FlipStack("r")).orThrow();
              assertThat(BasalEnd.check(c.stack().flipped(), flipped))
                  .as(c.name())
                  .isEqualTo(new BasalEnd.Verdict.ProposesFlip());
            });
  }

  @Test
  void polygonVolumesOfExpertMasksAreNearTheirPixelCounts() {
    for (Case c : cases) {
      Measurements m =
          Measurer.measure(c.stack(), c.document(), null, Patient.UNKNOWN, MeasureSettings.DEFAULT);
      ImageSize size = ImageSize.of(c.stack().slice(0));
      double counted = 0;
      for (int slice = 0; slice < c.stack().sliceCount(); slice++) {
        counted +=
            c.document()
                    .shown(ContourKey.of(slice, 0, Structure.LV_ENDO))
                    .map(t -> Rasteriser.count(Rasteriser.mask(t.contour(), size)))
                    .orElse(0)
                * c.pixelMl();
      }
      assertThat(m.lv().edvMl()).as(c.name()).isCloseTo(counted, within(0.02 * counted));
    }
  }
}
