package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.review.EditResult.Reason;

class EditsTest {

  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);
  private static final ContourKey BASE = ContourKey.of(1, 3, Structure.RV_ENDO);

  private static ReviewDocument after(ReviewDocument document, Edit... edits) {
    ReviewDocument now = document;
    for (Edit edit : edits) {
      now = Edits.apply(now, edit).orThrow();
    }
    return now;
  }

  private static Reason reason(ReviewDocument document, Edit edit) {
    return switch (Edits.apply(document, edit)) {
      case EditResult.Refused(Reason reason, String message) -> reason;
      case EditResult.Applied applied -> throw new AssertionError("the edit was made");
    };
  }

  @Test
  void aReadersContourShowsOverTheModelsWhichStays() {
    ReviewDocument before = Documents.segmented();

    ReviewDocument document = after(before, Documents.draw(ENDO, 15));

    assertThat(document.shown(ENDO)).contains(Documents.manual(15));
    assertThat(document.modelLayer()).isEqualTo(before.modelLayer());
  }

  @Test
  void anEditedContourIsUnreviewedUntilItIsAcceptedAgain() {
    ReviewDocument document = after(Documents.accepted(), Documents.draw(ENDO, 15));

    assertThat(document.stateOf(ENDO)).isEqualTo(new ReviewState.Unreviewed());
  }

  @Test
  void anExclusionSurvivesAnEditOfItsContour() {
    ReviewState excluded = new ReviewState.Excluded(Documents.READER, "artefact");

    ReviewDocument document =
        after(Documents.segmented(), Documents.state(ENDO, excluded), Documents.draw(ENDO, 15));

    assertThat(document.stateOf(ENDO)).isEqualTo(excluded);
    assertThat(document.counted(ENDO)).isEmpty();
  }

  @Test
  void removingAModelContourHidesItAndRevertingBringsItBackUnreviewed() {
    ReviewDocument accepted = Documents.accepted();

    ReviewDocument removed = after(accepted, new Edit.RemoveContour(ENDO, Documents.READER));
    ReviewDocument reverted = after(removed, new Edit.RevertToModel(ENDO));

    assertThat(removed.shown(ENDO)).isEmpty();
    assertThat(reverted.shown(ENDO)).isEqualTo(accepted.shown(ENDO));
    assertThat(reverted.stateOf(ENDO).reviewed()).isFalse();
  }

  @Test
  void aDrawingTakenAwayBeforeAnyModelRanDoesNotHideALaterRun() {
    ReviewDocument document =
        after(
            Documents.blank(),
            Documents.draw(ENDO, 9),
            new Edit.RemoveContour(ENDO, Documents.READER),
            Documents.modelRun(12, 0));

    assertThat(document.shown(ENDO)).isPresent();
  }

  @Test
  void movingEsKeepsWhatTheReaderDrew() {
    ReviewDocument drawn = after(Documents.segmented(), Documents.draw(ENDO, 15));

    ReviewDocument moved = after(drawn, new Edit.MoveMark(Mark.ES, 2, Documents.READER));

    assertThat(moved.es()).isEqualTo(new PhaseMark(2, new Provenance.Manual(Documents.READER)));
    assertThat(moved.readerLayer()).isEqualTo(drawn.readerLayer());
  }

  @Test
  void aPhaseKnowsItsMarkAndEndDiastoleComesFirst() {
    ReviewDocument document = Documents.segmented();
    ReviewDocument both = after(document, new Edit.MoveMark(Mark.ES, 0, Documents.READER));

    assertThat(document.markAt(0)).contains(Mark.ED);
    assertThat(document.markAt(3)).contains(Mark.ES);
    assertThat(document.markAt(1)).isEmpty();
    assertThat(both.markAt(0)).contains(Mark.ED);
  }

  @Test
  void aMarkSetByAReaderStaysWhenTheModelsRunAgain() {
    ReviewDocument document =
        after(
            Documents.segmented(),
            new Edit.MoveMark(Mark.ES, 2, Documents.READER),
            Documents.modelRunDetecting(11, 1, 4, 0, 1));

    assertThat(document.mark(Mark.ES))
        .isEqualTo(new PhaseMark(2, new Provenance.Manual(Documents.READER)));
    assertThat(document.mark(Mark.ED))
        .isEqualTo(new PhaseMark(1, new Provenance.Model(Documents.DETECTOR)));
  }

  @Test
  void aModelRunReplacesItsPhasesAndUnreviewsWhatChanged() {
    ContourKey other = ContourKey.of(1, 3, Structure.LV_ENDO);
    ReviewDocument accepted = Documents.accepted();

    ReviewDocument document = after(accepted, Documents.modelRun(10, 0));

    assertThat(document.shown(ENDO)).isNotEqualTo(accepted.shown(ENDO));
    assertThat(document.stateOf(ENDO).reviewed()).isFalse();
    assertThat(document.shown(other)).isEqualTo(accepted.shown(other));
    assertThat(document.stateOf(other).reviewed()).isTrue();
  }

  @Test
  void aModelRunWithContoursOutsideItsPhasesIsRefused() {
    var run = Documents.modelRun(10, 0, 1);
    var wrong = new Edit.ModelRun(Set.of(0), run.contours(), null, run.models(), run.device());

    assertThat(reason(Documents.blank(), wrong)).isEqualTo(Reason.OUT_OF_RANGE);
  }

  /** A run at phases 0 and 3 whose model drew the RV in slice 1 at phase 3 and left it out. */
  private static Edit.ModelRun leavingOut() {
    Edit.ModelRun run = Documents.modelRun(12, 0, 3);
    TreeMap<ContourKey, Tracing> kept = new TreeMap<>(run.contours());
    TreeMap<ContourKey, Tracing> leftOut = new TreeMap<>();
    leftOut.put(BASE, kept.remove(BASE));
    return new Edit.ModelRun(
        run.phases(), kept, leftOut, run.detected(), run.models(), run.device(), null, null);
  }

  private static Edit back(ReviewDocument document) {
    return Reverting.at(document, BASE).orElseThrow();
  }

  @Test
  void whatAModelLeftOutIsOfferedAndCountsNowhereUntilItIsTakenBack() {
    ReviewDocument document = after(Documents.blank(), leavingOut());
    Tracing drawn = Documents.modelRun(12, 0, 3).contours().get(BASE);
    assertThat(document.offered(BASE)).contains(drawn);
    assertThat(document.counted(BASE)).isEmpty();

    ReviewDocument taken = after(document, back(document));

    assertThat(taken.counted(BASE)).contains(drawn);
    assertThat(taken.stateOf(BASE).reviewed()).isFalse();
    assertThat(taken.offered(BASE)).isEmpty();
    assertThat(after(taken, back(taken))).isEqualTo(document);
  }

  @Test
  void whatAModelLeftOutIsNoLongerOfferedOnceAReaderHasSaidThatNothingIsThere() {
    ReviewDocument document = after(Documents.blank(), leavingOut());

    ReviewDocument accepted =
        after(document, ReviewProgress.acceptFrame(document, BASE.frame(), Documents.READER));
    ReviewDocument absent = after(document, new Edit.ConfirmAbsent(Set.of(BASE), Documents.READER));

    assertThat(accepted.offered(BASE)).isEmpty();
    assertThat(absent.offered(BASE)).isEmpty();
    assertThat(after(absent, back(absent))).isEqualTo(document);
    assertThat(after(accepted, back(accepted)).counted(BASE)).isPresent();
  }

  @Test
  void aLaterRunReplacesWhatWasLeftOutInItsPhases() {
    ReviewDocument document = after(Documents.blank(), leavingOut());

    assertThat(after(document, Documents.modelRun(10, 0)).leftOut()).containsOnlyKeys(BASE);
    assertThat(after(document, Documents.modelRun(10, 3)).leftOut()).isEmpty();
  }

  @Test
  void whatWasLeftOutTurnsRoundWithTheStack() {
    ReviewDocument document = after(Documents.blank(), leavingOut());
    Edit flip = new Edit.FlipStack(Documents.READER);

    ReviewDocument once = after(document, flip);

    assertThat(once.leftOut()).containsOnlyKeys(ContourKey.of(2, 3, Structure.RV_ENDO));
    assertThat(after(once, flip)).isEqualTo(document);
    assertThat(leavingOut().flipped(Documents.SLICES).leftOut()).isEqualTo(once.leftOut());
  }

  @Test
  void flippingTwiceGivesTheSameDocument() {
    ReviewDocument document = after(Documents.accepted(), Documents.draw(ENDO, 15));
    Edit flip = new Edit.FlipStack(Documents.READER);

    ReviewDocument once = after(document, flip);

    assertThat(once.flipped()).isTrue();
    assertThat(once.shown(ContourKey.of(2, 0, Structure.LV_ENDO))).contains(Documents.manual(15));
    assertThat(after(once, flip)).isEqualTo(document);
  }

  @Test
  void aRunThatFinishesAfterTheStackWasTurnedRoundCanBeTurnedToo() {
    Edit.ModelRun run = Documents.modelRun(12, 0, 3);

    assertThat(run.flipped(Documents.SLICES).contours())
        .containsKey(ContourKey.of(2, 0, Structure.RV_ENDO));
    assertThat(run.flipped(Documents.SLICES).flipped(Documents.SLICES)).isEqualTo(run);
  }

  @Test
  void keysOutsideTheStackAreRefused() {
    assertThat(reason(Documents.blank(), Documents.draw(ContourKey.of(4, 0, Structure.LV_ENDO), 9)))
        .isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(reason(Documents.blank(), new Edit.MoveMark(Mark.ED, 6, Documents.READER)))
        .isEqualTo(Reason.OUT_OF_RANGE);
  }

  @Test
  void aStateThatContradictsTheScreenIsRefused() {
    ContourKey empty = ContourKey.of(0, 0, Structure.LV_ENDO);

    assertThat(
            reason(
                Documents.segmented(),
                Documents.state(empty, new ReviewState.Contoured(Documents.READER))))
        .isEqualTo(Reason.CONTRADICTION);
    assertThat(
            reason(
                Documents.segmented(),
                Documents.state(ENDO, new ReviewState.ConfirmedAbsent(Documents.READER))))
        .isEqualTo(Reason.CONTRADICTION);
  }

  @Test
  void aChangedModelContourSaysWhichModelAndWhoChangedIt() {
    Edit.SetContour nudged =
        ReaderTracings.edit(
            Documents.segmented(),
            ENDO,
            TestShapes.circle(30, 30, 13),
            Gesture.NUDGE,
            Documents.READER);

    assertThat(nudged.tracing().provenance())
        .isEqualTo(new Provenance.EditedModel(Documents.SEGMENTER, Documents.READER));
  }

  @Test
  void aContourDrawnAnewOrOverAManualOneIsManual() {
    ReviewDocument drawn = after(Documents.segmented(), Documents.draw(ENDO, 15));
    var circle = TestShapes.circle(30, 30, 13);

    assertThat(
            ReaderTracings.edit(Documents.segmented(), ENDO, circle, Gesture.DRAW, Documents.READER)
                .tracing()
                .provenance())
        .isEqualTo(new Provenance.Manual(Documents.READER));
    assertThat(
            ReaderTracings.edit(drawn, ENDO, circle, Gesture.NUDGE, "reader-b")
                .tracing()
                .provenance())
        .isEqualTo(new Provenance.Manual("reader-b"));
  }

  @Test
  void acceptingAFrameAcceptsWhatIsShownAndConfirmsWhatIsNot() {
    ReviewDocument document = Documents.segmented();

    var states = new TreeMap<>(ReviewProgress.acceptFrame(document, ENDO.frame(), "r").states());

    assertThat(states.get(ENDO)).isEqualTo(new ReviewState.Contoured("r"));
    assertThat(states.get(ContourKey.of(1, 0, Structure.RV_ENDO)))
        .isEqualTo(new ReviewState.Contoured("r"));
    assertThat(
            ReviewProgress.acceptFrame(
                    document, ContourKey.of(0, 0, Structure.LV_ENDO).frame(), "r")
                .states())
        .hasSize(3)
        .allSatisfy(
            (key, state) -> assertThat(state).isEqualTo(new ReviewState.ConfirmedAbsent("r")));
  }

  @Test
  void acceptingTheStudyLeavesFramesThatWereNotViewed() {
    ReviewDocument document = Documents.segmented();
    var viewed = new TreeSet<>(ReviewProgress.framesInUse(document));
    viewed.remove(ENDO.frame());

    var acceptance = ReviewProgress.acceptStudy(document, viewed, "r");
    ReviewProgress progress = ReviewProgress.of(after(document, acceptance.edit()));

    assertThat(acceptance.notViewed()).containsExactly(ENDO.frame());
    assertThat(progress.remaining()).containsExactly(ENDO.frame());
    assertThat(progress.reviewed()).hasSize(7);
    assertThat(progress.describeRemaining()).isEqualTo("1 frame in use is not reviewed yet.");
  }

  @Test
  void papillaryMusclesCountAsMuscleOnlyWhereOneIsDrawn() {
    ReviewDocument document = Documents.segmented();
    Edit asMuscle = new Edit.SetPapillary(Papillary.MASS, Documents.READER);
    assertThat(document.papillary()).isEqualTo(Papillary.CAVITY);
    assertThat(reason(document, asMuscle)).isEqualTo(Reason.CONTRADICTION);

    ReviewDocument drawn =
        after(document, Documents.draw(ContourKey.of(1, 0, Structure.LV_PAPILLARY), 3), asMuscle);

    assertThat(drawn.papillary()).isEqualTo(Papillary.MASS);
    assertThat(after(drawn, new Edit.SetPapillary(Papillary.CAVITY, Documents.READER)).papillary())
        .isEqualTo(Papillary.CAVITY);
  }

  @Test
  void whereTheyCountIsAStepThatIsUndone() {
    History drawn =
        History.of(
            after(
                Documents.segmented(),
                Documents.draw(ContourKey.of(1, 0, Structure.LV_PAPILLARY), 3)));

    History.Result result = drawn.apply(new Edit.SetPapillary(Papillary.MASS, Documents.READER));

    History asMuscle = ((History.Result.Applied) result).history();
    assertThat(asMuscle.document()).isNotEqualTo(drawn.document());
    assertThat(asMuscle.undo().document()).isEqualTo(drawn.document());
    assertThat(asMuscle.undo().redo().document()).isEqualTo(asMuscle.document());
  }
}
