package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.EditResult.Reason;

class StudyLifeTest {

  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);
  private static final Edit DRAFT = new Edit.SetStudyState(StudyState.DRAFT, Documents.READER);

  private static ReviewDocument after(ReviewDocument document, Edit... edits) {
    ReviewDocument now = document;
    for (Edit edit : edits) {
      now = Edits.apply(now, edit).orThrow();
    }
    return now;
  }

  private static ReviewDocument signed() {
    return after(Documents.accepted(), Documents.READY, Documents.sign(1));
  }

  private static Reason reason(ReviewDocument document, Edit edit) {
    return refused(document, edit).reason();
  }

  private static EditResult.Refused refused(ReviewDocument document, Edit edit) {
    return switch (Edits.apply(document, edit)) {
      case EditResult.Refused refused -> refused;
      case EditResult.Applied applied -> throw new AssertionError("the edit was made");
    };
  }

  @Test
  void aStudyIsReadyOnlyWhenEveryFrameInUseIsReviewed() {
    assertThat(reason(Documents.segmented(), Documents.READY)).isEqualTo(Reason.NOT_REVIEWED);
    assertThat(StudyLife.of(after(Documents.accepted(), Documents.READY)))
        .isEqualTo(new StudyLife.Ready());
  }

  @Test
  void changingAReadyStudyMakesItADraftAgain() {
    ReviewDocument ready = after(Documents.accepted(), Documents.READY);

    assertThat(after(ready, Documents.draw(ENDO, 15)).state()).isEqualTo(StudyState.DRAFT);
    assertThat(after(ready, DRAFT).state()).isEqualTo(StudyState.DRAFT);
  }

  @Test
  void aDraftCannotBeSigned() {
    assertThat(reason(Documents.accepted(), Documents.sign(1))).isEqualTo(Reason.STUDY_STATE);
    assertThat(reason(Documents.segmented(), Documents.sign(1))).isEqualTo(Reason.NOT_REVIEWED);
    assertThatThrownBy(() -> after(Documents.accepted(), Documents.sign(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSignedStudyChangesOnlyAfterItIsOpenedForAmendment() {
    assertThat(StudyLife.of(signed())).isEqualTo(new StudyLife.Signed(Documents.sign(1).version()));
    assertThat(reason(signed(), Documents.draw(ENDO, 15))).isEqualTo(Reason.SIGNED);
    assertThat(reason(signed(), Documents.modelRun(9, 0))).isEqualTo(Reason.SIGNED);
    assertThat(reason(signed(), DRAFT)).isEqualTo(Reason.SIGNED);

    ReviewDocument amended =
        after(signed(), Documents.amend("basal slice"), Documents.draw(ENDO, 15));

    assertThat(StudyLife.of(amended))
        .isEqualTo(
            new StudyLife.Amended(
                Documents.sign(1).version(), Documents.amend("basal slice").amendment()));
    assertThat(amended.shown(ENDO)).contains(Documents.manual(15));
  }

  @Test
  void anAmendmentNeedsAReasonAndSomethingThatIsSigned() {
    assertThat(reason(signed(), Documents.amend(" "))).isEqualTo(Reason.CONTRADICTION);
    assertThat(reason(Documents.accepted(), Documents.amend("why not")))
        .isEqualTo(Reason.STUDY_STATE);
  }

  @Test
  void whatWasChangedInAnAmendmentIsReviewedBeforeItIsSignedAgain() {
    ReviewDocument amended =
        after(signed(), Documents.amend("basal slice"), Documents.draw(ENDO, 15));

    assertThat(refused(amended, Documents.sign(2)).message())
        .isEqualTo("1 frame in use is not reviewed yet.");
    ReviewDocument again =
        after(
            amended,
            ReviewProgress.acceptFrame(amended, ENDO.frame(), Documents.READER),
            Documents.sign(2));

    assertThat(again.signatures().versions())
        .containsExactly(Documents.sign(1).version(), Documents.sign(2).version());
    assertThat(again.signatures().amendments()).hasSize(1);
  }

  @Test
  void aSignatureIsOfTheNextVersionAndOfAReaderAndIntact() {
    ReviewDocument ready = after(Documents.accepted(), Documents.READY);
    SignedVersion first = Documents.sign(1).version();

    assertThat(reason(ready, Documents.sign(2))).isEqualTo(Reason.CONTRADICTION);
    assertThat(
            reason(
                ready, new Edit.Sign(SignedVersion.of(1, "", "Dr A", Documents.MORNING, "text"))))
        .isEqualTo(Reason.CONTRADICTION);
    assertThat(
            reason(
                ready,
                new Edit.Sign(
                    new SignedVersion(
                        1, "r", "Dr A", Documents.MORNING, first.sha256(), "another"))))
        .isEqualTo(Reason.CONTRADICTION);
  }

  @Test
  void aSecondSignatureNeedsAnAmendmentInBetween() {
    assertThat(reason(signed(), Documents.sign(2))).isEqualTo(Reason.STUDY_STATE);
  }

  @Provide
  Arbitrary<List<Edit>> steps() {
    Arbitrary<Edit> step =
        Arbitraries.of(
            DRAFT,
            Documents.READY,
            new Edit.SetStudyState(StudyState.SIGNED, Documents.READER),
            new Edit.SetStudyState(StudyState.AMENDED, Documents.READER),
            Documents.sign(1),
            Documents.sign(2),
            Documents.sign(3),
            Documents.amend("late image"),
            Documents.draw(ENDO, 15),
            ReviewProgress.acceptFrame(Documents.segmented(), ENDO.frame(), Documents.READER));
    return step.list().ofMinSize(5).ofMaxSize(40);
  }

  @Property(tries = 300)
  void noOrderOfStepsLosesASignedVersionOrSignsWhatIsNotReviewed(
      @ForAll("steps") List<Edit> steps) {
    ReviewDocument document = Documents.accepted();
    for (Edit step : steps) {
      List<SignedVersion> before = document.signatures().versions();
      StudyState from = document.state();
      switch (Edits.apply(document, step)) {
        case EditResult.Applied(ReviewDocument next) -> document = next;
        case EditResult.Refused(Reason reason, String message) -> assertThat(message).endsWith(".");
      }
      assertThat(document.signatures().versions().subList(0, before.size())).isEqualTo(before);
      assertThat(allowed(from)).contains(document.state());
      if (document.state() == StudyState.SIGNED || document.state() == StudyState.READY) {
        assertThat(ReviewProgress.of(document).complete()).isTrue();
      }
    }
  }

  private static Set<StudyState> allowed(StudyState from) {
    return switch (from) {
      case DRAFT -> Set.of(StudyState.DRAFT, StudyState.READY);
      case READY -> Set.of(StudyState.READY, StudyState.DRAFT, StudyState.SIGNED);
      case SIGNED -> Set.of(StudyState.SIGNED, StudyState.AMENDED);
      case AMENDED -> Set.of(StudyState.AMENDED, StudyState.SIGNED);
    };
  }

  @Test
  void aFrameIsSeenWithTheContoursItHadThenAndNoOthers() {
    ReviewDocument segmented = Documents.segmented();
    ReviewDocument looked = after(segmented, Documents.lookAt(segmented, ENDO.frame()));
    assertThat(segmented.seen(ENDO.frame())).isFalse();
    assertThat(looked.seen(ENDO.frame())).isTrue();

    assertThat(after(looked, Documents.draw(ENDO, 15)).seen(ENDO.frame())).isFalse();
    assertThat(after(looked, Documents.modelRun(9, 0)).seen(ENDO.frame())).isFalse();
    assertThat(
            after(looked, Documents.draw(ENDO, 15), new Edit.RevertToModel(ENDO))
                .seen(ENDO.frame()))
        .isTrue();
  }

  @Test
  void whatWasSeenGoesWithItsFrameWhenTheStackIsTurnedRound() {
    ReviewDocument segmented = Documents.segmented();
    ReviewDocument turned =
        after(
            segmented,
            Documents.lookAt(segmented, ENDO.frame()),
            new Edit.FlipStack(Documents.READER));

    assertThat(turned.seen(ENDO.frame())).isFalse();
    assertThat(turned.seen(ContourKey.of(2, 0, Structure.LV_ENDO).frame())).isTrue();
  }
}
