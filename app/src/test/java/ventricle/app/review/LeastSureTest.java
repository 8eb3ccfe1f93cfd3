package ventricle.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;
import ventricle.engine.review.EditResult;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

class LeastSureTest {

  private static final ModelRef MODEL = new ModelRef("segment", "m", "1", "00");
  private static final int ED = 0;
  private static final int ES = 2;
  private static final Contour SQUARE =
      Contour.of(new double[] {2, 8, 8, 2}, new double[] {2, 2, 8, 8});

  private static final ContourKey WORST = ContourKey.of(2, ES, Structure.RV_ENDO);
  private static final ContourKey SECOND = ContourKey.of(0, ED, Structure.LV_EPI);
  private static final ContourKey THIRD = ContourKey.of(1, ED, Structure.LV_ENDO);

  private static ReviewDocument document() {
    TreeMap<ContourKey, Tracing> contours = new TreeMap<>();
    for (int slice = 0; slice < 3; slice++) {
      for (int phase = 0; phase < 4; phase++) {
        for (Structure structure :
            List.of(Structure.LV_ENDO, Structure.LV_EPI, Structure.RV_ENDO)) {
          ContourKey key = ContourKey.of(slice, phase, structure);
          double confidence =
              Map.of(WORST, .3, SECOND, .5, THIRD, .7, ContourKey.of(1, 3, structure), .1)
                  .getOrDefault(key, .9);
          contours.put(key, new Tracing(SQUARE, new Provenance.Model(MODEL, confidence)));
        }
      }
    }
    List<Double> flat = List.of(.25, .25, .25, .25);
    return after(
        ReviewDocument.blank("1.2", 3, 4),
        new Edit.ModelRun(
            Set.of(0, 1, 2, 3),
            contours,
            new DetectedPhases(ED, ES, flat, flat, MODEL),
            Set.of(MODEL),
            "cpu"));
  }

  private static ReviewDocument after(ReviewDocument document, Edit edit) {
    return ((EditResult.Applied) Edits.apply(document, edit)).document();
  }

  private static ReviewDocument accepted(ReviewDocument document, FrameKey frame) {
    return after(document, ReviewProgress.acceptFrame(document, frame, "ada"));
  }

  private static ContourKey next(ReviewDocument document, FrameKey shown, FrameKey reached) {
    return LeastSure.next(document, shown, reached).orElseThrow().key();
  }

  @Test
  void aFrameIsAsSureAsItsLeastSureContour() {
    assertThat(LeastSure.of(document(), WORST.frame())).contains(new LeastSure(WORST, .3));
    assertThat(LeastSure.all(document(), WORST.frame()))
        .extracting(LeastSure::confidence)
        .containsExactly(.3, .9, .9);
  }

  @Test
  void onlyFramesInUseAreToBeReviewedTheLeastSureFirst() {
    assertThat(LeastSure.toReview(document()))
        .extracting(LeastSure::key)
        .hasSize(6)
        .startsWith(WORST, SECOND, THIRD);
  }

  @Test
  void theFirstStepLeadsToTheLeastSureFromAnywhere() {
    FrameKey anywhere = new FrameKey(1, 1);
    assertThat(next(document(), anywhere, null)).isEqualTo(WORST);
    assertThat(next(document(), anywhere, SECOND.frame())).isEqualTo(WORST);
    assertThat(next(document(), THIRD.frame(), null)).isEqualTo(WORST);
  }

  @Test
  void aFurtherStepLeadsToTheNextAndInTheEndToTheFirst() {
    ReviewDocument document = document();
    assertThat(next(document, WORST.frame(), WORST.frame())).isEqualTo(SECOND);
    assertThat(next(document, SECOND.frame(), SECOND.frame())).isEqualTo(THIRD);
    FrameKey last = LeastSure.toReview(document).getLast().key().frame();
    assertThat(next(document, last, last)).isEqualTo(WORST);
  }

  @Test
  void whoIsAtTheLeastSureAlreadyGoesOn() {
    assertThat(next(document(), WORST.frame(), null)).isEqualTo(SECOND);
  }

  @Test
  void acceptedFramesAreLeftOut() {
    ReviewDocument document = accepted(document(), WORST.frame());
    assertThat(next(document, WORST.frame(), WORST.frame())).isEqualTo(SECOND);
    for (FrameKey frame : ReviewProgress.framesInUse(document)) {
      document = accepted(document, frame);
    }
    assertThat(LeastSure.next(document, WORST.frame(), null)).isEmpty();
  }

  @Test
  void aReadersContourHasNoConfidence() {
    ReviewDocument document =
        after(
            document(),
            new Edit.SetContour(
                WORST,
                new Tracing(SQUARE, new Provenance.EditedModel(MODEL, "ada")),
                ventricle.engine.review.Gesture.NUDGE));
    assertThat(LeastSure.of(document, WORST.frame()).orElseThrow().confidence()).isEqualTo(.9);
    assertThat(next(document, new FrameKey(1, 1), null)).isEqualTo(SECOND);
  }
}
