package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.exchange.dataset.Truth;

/** From readings to the one that counts. */
class AdjudicationTest {

  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);
  private static final ContourKey APEX = ContourKey.of(3, 0, Structure.LV_ENDO);

  private static ReviewDocument take(ReviewDocument consensus, ContourKey key, ReviewDocument of) {
    ReviewDocument now = consensus;
    for (Edit edit : Adjudication.take(consensus, key, of, "chair")) {
      now = Edits.apply(now, edit).orThrow();
    }
    return now;
  }

  @Test
  void aChosenContourKeepsWhoDrewItAndSaysWhoChoseIt() {
    ReviewDocument reading = Edits.apply(Documents.blank(), Documents.draw(ENDO, 9)).orThrow();

    ReviewDocument consensus = take(Documents.blank(), ENDO, reading);

    assertThat(consensus.shown(ENDO)).isEqualTo(reading.shown(ENDO));
    assertThat(consensus.stateOf(ENDO)).isEqualTo(new ReviewState.Contoured("chair"));
  }

  @Test
  void theModelsContourCanBeChosenAndStaysTheModels() {
    ReviewDocument model = Layers.modelOnly(Documents.segmented());

    ReviewDocument consensus = take(Documents.blank(), ENDO, model);

    assertThat(consensus.shown(ENDO)).isEqualTo(model.shown(ENDO));
    assertThat(consensus.ed().phase()).isEqualTo(model.ed().phase());
    assertThat(consensus.segmentedPhases()).isEmpty();
  }

  @Test
  void whoSaysThatNothingIsThereCanBeRightToo() {
    ReviewDocument one = Edits.apply(Documents.blank(), Documents.draw(APEX, 4)).orThrow();

    ReviewDocument consensus = take(take(Documents.blank(), APEX, one), APEX, Documents.blank());

    assertThat(consensus.shown(APEX)).isEmpty();
    assertThat(consensus.stateOf(APEX)).isEqualTo(new ReviewState.ConfirmedAbsent("chair"));
  }

  @Test
  void whatAReadingLeavesOutIsLeftOutOfTheConsensusForTheSameReasonAndIsNoAbsence() {
    ReviewDocument one = Edits.apply(Documents.blank(), Documents.draw(ENDO, 9)).orThrow();
    ReviewDocument other =
        Edits.apply(
                Edits.apply(Documents.blank(), Documents.draw(ENDO, 7)).orThrow(),
                Documents.state(ENDO, new ReviewState.Excluded("ben", "wrap")))
            .orThrow();

    ReviewDocument consensus = take(take(nothingBut(ENDO), ENDO, one), ENDO, other);

    assertThat(consensus.stateOf(ENDO)).isEqualTo(new ReviewState.Excluded("chair", "wrap"));
    assertThat(consensus.counted(ENDO)).isEmpty();
    assertThat(consensus.shown(ENDO)).isEqualTo(other.shown(ENDO));
    assertThat(Truth.of(new Reading(ReadingId.of("chair"), consensus, Duration.ZERO), 0))
        .isInstanceOfSatisfying(
            Truth.NotReady.class, left -> assertThat(left.cause()).contains("is excluded"));
  }

  /** Everything else of the phase is confirmed absent. */
  private static ReviewDocument nothingBut(ContourKey open) {
    Set<ContourKey> absent = new TreeSet<>();
    for (int slice = 0; slice < Documents.SLICES; slice++) {
      for (Structure structure : Truth.STRUCTURES) {
        absent.add(ContourKey.of(slice, open.frame().phase(), structure));
      }
    }
    absent.remove(open);
    return Edits.apply(Documents.blank(), new Edit.ConfirmAbsent(absent, "chair")).orThrow();
  }

  @Test
  void marksOfTheFirstReadingStay() {
    ReviewDocument one =
        Edits.apply(Documents.blank(), new Edit.MoveMark(Mark.ED, 0, "ada")).orThrow();
    ReviewDocument other =
        Edits.apply(Documents.blank(), new Edit.MoveMark(Mark.ED, 5, "ben")).orThrow();

    ReviewDocument consensus = take(take(Documents.blank(), ENDO, one), APEX, other);

    assertThat(consensus.ed().phase()).isZero();
  }
}
