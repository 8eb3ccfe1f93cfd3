package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.EditResult.Reason;

/** Edits that concern several places at once. */
class ManyPlacesTest {

  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);

  private static ReviewDocument after(ReviewDocument document, Edit... edits) {
    ReviewDocument now = document;
    for (Edit edit : edits) {
      now = Edits.apply(now, edit).orThrow();
    }
    return now;
  }

  @Test
  void confirmingAbsenceTakesTheContourAwayForGood() {
    ReviewDocument document =
        after(
            Documents.segmented(),
            new Edit.ConfirmAbsent(Set.of(ENDO), Documents.READER),
            Documents.modelRun(9, 0));

    assertThat(document.shown(ENDO)).isEmpty();
    assertThat(document.stateOf(ENDO)).isEqualTo(new ReviewState.ConfirmedAbsent(Documents.READER));
  }

  @Test
  void anExcludedPlaceIsNotConfirmedAbsent() {
    ReviewDocument document =
        after(Documents.segmented(), ReviewProgress.exclude(ENDO.frame(), "r", "artefact"));

    assertThat(Edits.apply(document, new Edit.ConfirmAbsent(Set.of(ENDO), "r")))
        .isInstanceOfSatisfying(
            EditResult.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.CONTRADICTION));
  }

  @Test
  void aFrameIsExcludedAndIncludedAsAWhole() {
    ReviewDocument out =
        after(Documents.segmented(), ReviewProgress.exclude(ENDO.frame(), "r", "artefact"));
    assertThat(ReviewProgress.isExcluded(out, ENDO.frame())).isTrue();
    assertThat(out.counted(ENDO)).isEmpty();

    assertThat(after(out, ReviewProgress.include(ENDO.frame()))).isEqualTo(Documents.segmented());
  }

  @Test
  void contoursOfAWholeFrameGoAndComeBackInOneStep() {
    Set<ContourKey> both = Set.of(ENDO, ContourKey.of(1, 0, Structure.LV_EPI));
    ReviewDocument without =
        after(Documents.segmented(), new Edit.RemoveContours(both, Documents.READER));
    assertThat(both).allSatisfy(key -> assertThat(without.shown(key)).isEmpty());

    assertThat(after(without, new Edit.RestoreModel(both))).isEqualTo(Documents.segmented());
  }
}
