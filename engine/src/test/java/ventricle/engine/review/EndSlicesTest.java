package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;

/** The document of the tests shows the LV in slices 1 and 2 and the RV in slice 1, at 0 and 3. */
class EndSlicesTest {

  private static final FrameKey BASE = new FrameKey(1, 0);
  private static final FrameKey APEX = new FrameKey(2, 0);

  @Test
  void areTheFirstAndLastContouredSlicesOfBothPhases() {
    assertThat(EndSlices.of(Documents.segmented()))
        .containsExactlyInAnyOrder(BASE, APEX, new FrameKey(1, 3), new FrameKey(2, 3));
  }

  @Test
  void anRvThatReachesHigherThanTheLvHasItsOwnEnd() {
    ReviewDocument document =
        Edits.apply(
                Documents.segmented(), Documents.draw(ContourKey.of(0, 0, Structure.RV_ENDO), 4))
            .orThrow();

    assertThat(EndSlices.of(document)).contains(new FrameKey(0, 0), BASE, APEX);
  }

  @Test
  void stayOpenUntilTheyWereLookedAtOrReviewed() {
    ReviewDocument document = Documents.segmented();
    assertThat(EndSlices.notLookedAt(document, Set.of(BASE)))
        .containsExactlyInAnyOrder(APEX, new FrameKey(1, 3), new FrameKey(2, 3));

    ReviewDocument judged =
        Edits.apply(document, ReviewProgress.acceptFrame(document, APEX, "r")).orThrow();
    assertThat(EndSlices.notLookedAt(judged, Set.of(BASE))).doesNotContain(APEX);
  }

  @Test
  void aSliceConfirmedAbsentHandsTheEndOnToItsNeighbour() {
    ReviewDocument document =
        Edits.apply(
                Documents.segmented(),
                new Edit.ConfirmAbsent(
                    Set.of(
                        ContourKey.of(2, 0, Structure.LV_ENDO),
                        ContourKey.of(2, 0, Structure.LV_EPI)),
                    "r"))
            .orThrow();

    assertThat(EndSlices.of(document)).contains(BASE).doesNotContain(APEX);
  }

  @Test
  void anExcludedSliceIsNoEnd() {
    ReviewDocument document =
        Edits.apply(Documents.segmented(), ReviewProgress.exclude(BASE, "r", "artefact")).orThrow();

    assertThat(EndSlices.of(document)).contains(APEX).doesNotContain(BASE);
  }

  @Test
  void thereAreNoneBeforeEdAndEsAreKnown() {
    assertThat(EndSlices.of(Documents.blank())).isEmpty();
  }
}
