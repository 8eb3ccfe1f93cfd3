package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;

class HistoryTest {

  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);

  private static History apply(History history, Edit edit) {
    return switch (history.apply(edit)) {
      case History.Result.Applied(History after) -> after;
      case History.Result.Refused refused -> history;
    };
  }

  private static History after(Edit... edits) {
    History history = History.of(Documents.segmented());
    for (Edit edit : edits) {
      history = apply(history, edit);
    }
    return history;
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    Arbitrary<ContourKey> key =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 5),
                Arbitraries.of(Structure.values()))
            .as(ContourKey::of);
    Arbitrary<Edit> edit =
        Arbitraries.oneOf(
            Combinators.combine(key, Arbitraries.integers().between(5, 20))
                .as((k, r) -> (Edit) Documents.draw(k, r)),
            key.map(k -> new Edit.RemoveContour(k, Documents.READER)),
            key.map(Edit.RevertToModel::new),
            key.set().map(keys -> new Edit.RemoveContours(keys, Documents.READER)),
            key.set().map(Edit.RestoreModel::new),
            key.map(k -> new Edit.PlaceInsertion(k.frame(), new Point(3, 4), "r")),
            key.set().map(keys -> new Edit.ConfirmAbsent(keys, Documents.READER)),
            key.set().ofMinSize(1).map(HistoryTest::filling),
            key.map(k -> ReviewProgress.acceptFrame(Documents.segmented(), k.frame(), "r")),
            key.map(k -> Documents.state(k, new ReviewState.Excluded("r", "artefact"))),
            Combinators.combine(Arbitraries.of(Mark.values()), Arbitraries.integers().between(0, 5))
                .as((mark, phase) -> new Edit.MoveMark(mark, phase, Documents.READER)),
            Arbitraries.of(Entered.values())
                .map(what -> new Edit.SetEntries(Documents.ENTRIES, what, Documents.READER)),
            Arbitraries.just(new Edit.FlipStack(Documents.READER)),
            Arbitraries.just(new Edit.SetStudyState(StudyState.READY, Documents.READER)));
    return edit.list().ofMinSize(1).ofMaxSize(25);
  }

  private static Edit filling(Set<ContourKey> keys) {
    TreeMap<ContourKey, Tracing> contours = new TreeMap<>();
    keys.forEach(key -> contours.put(key, Documents.manual(7)));
    return new Edit.FillContours(contours, Filling.BETWEEN_SLICES);
  }

  @Property(tries = 100)
  void undoingEverythingReturnsToTheExactStartAndRedoToTheExactEnd(
      @ForAll("edits") List<Edit> edits) {
    History start = History.of(Documents.accepted());
    History end = start;
    for (Edit edit : edits) {
      end = apply(end, edit);
    }

    History back = end;
    while (back.undoStep().isPresent()) {
      back = back.undo();
    }
    assertThat(back.document()).isEqualTo(start.document());
    while (back.redoStep().isPresent()) {
      back = back.redo();
    }
    assertThat(back.document()).isEqualTo(end.document());
    assertThat(back.past()).isEqualTo(end.past());
  }

  @Test
  void undoAndRedoNameTheirStep() {
    Edit draw = Documents.draw(ENDO, 15);
    History history = after(draw);

    assertThat(history.undoStep()).contains(draw);
    assertThat(history.redoStep()).isEmpty();
    assertThat(history.undo().redoStep()).contains(draw);
    assertThat(history.undo().undoStep()).isEmpty();
  }

  @Test
  void aNewEditEndsTheWayForth() {
    History history = apply(after(Documents.draw(ENDO, 15)).undo(), Documents.draw(ENDO, 9));

    assertThat(history.redoStep()).isEmpty();
  }

  @Test
  void anEditThatChangesNothingIsNoStep() {
    assertThat(after(new Edit.RevertToModel(ENDO)).undoStep()).isEmpty();
  }

  @Test
  void aRefusedEditLeavesTheHistoryAlone() {
    History history = History.of(Documents.segmented());

    assertThat(history.apply(new Edit.MoveMark(Mark.ED, 99, "r")))
        .isInstanceOf(History.Result.Refused.class);
  }

  @Test
  void onlyTheLatestFiveHundredStepsAreKept() {
    History history = History.of(Documents.blank());
    for (int i = 0; i < History.LIMIT + 20; i++) {
      history = apply(history, new Edit.MoveMark(Mark.ED, i % 6, Documents.READER));
    }

    assertThat(history.past()).hasSize(History.LIMIT);
  }

  @Test
  void aModelRunIsNotUndone() {
    Edit draw = Documents.draw(ContourKey.of(0, 0, Structure.LV_ENDO), 15);
    History history = after(draw, Documents.modelRun(9, 0));

    assertThat(history.undoStep()).contains(draw);
    assertThat(history.undo().document().modelLayer()).isEqualTo(history.document().modelLayer());
    assertThat(history.undo().document().readerLayer()).isEmpty();
  }

  @Test
  void undoNeverAcceptsAContourThatAModelRunHasReplaced() {
    Edit accept = Documents.state(ENDO, new ReviewState.Contoured("r"));
    History history = after(accept, Documents.draw(ENDO, 15), Documents.modelRun(9, 0)).undo();

    assertThat(history.document().shown(ENDO).orElseThrow().provenance())
        .isEqualTo(new Provenance.Model(Documents.SEGMENTER));
    assertThat(history.document().stateOf(ENDO).reviewed()).isFalse();
  }

  @Test
  void thatHoldsAcrossAStackTurnedRoundInBetween() {
    Edit accept = Documents.state(ENDO, new ReviewState.Contoured("r"));
    Edit flip = new Edit.FlipStack("r");
    History history =
        after(
                accept,
                Documents.draw(ENDO, 15),
                flip,
                Documents.modelRun(9, 0).flipped(Documents.SLICES))
            .undo()
            .undo();

    assertThat(history.document().flipped()).isFalse();
    assertThat(history.document().shown(ENDO).orElseThrow().provenance())
        .isEqualTo(new Provenance.Model(Documents.SEGMENTER));
    assertThat(history.document().stateOf(ENDO).reviewed()).isFalse();
  }

  @Test
  void undoingAMovedMarkGivesTheDetectorsLatestWord() {
    History history =
        after(
                new Edit.MoveMark(Mark.ES, 5, Documents.READER),
                Documents.modelRunDetecting(12, 1, 2, 0, 1, 2))
            .undo();

    assertThat(history.document().es())
        .isEqualTo(new PhaseMark(2, new Provenance.Model(Documents.DETECTOR)));
  }

  @Test
  void aSignatureCannotBeUndone() {
    History history = History.of(Documents.accepted());
    for (Edit step : List.of(Documents.READY, Documents.sign(1))) {
      history = apply(history, step);
    }

    assertThat(history.undoStep()).isEmpty();
    assertThat(history.undo()).isSameAs(history);
  }

  @Test
  void anAmendmentIsUndoneBackToWhatWasSignedAndNoFurther() {
    History history = History.of(Documents.accepted());
    for (Edit step :
        List.of(
            Documents.READY,
            Documents.sign(1),
            Documents.amend("basal slice"),
            Documents.draw(ENDO, 15))) {
      history = apply(history, step);
    }

    History back = history.undo();
    assertThat(back.document().state()).isEqualTo(StudyState.AMENDED);
    assertThat(back.document().readerLayer()).isEmpty();
    assertThat(back.undoStep()).isEmpty();
  }

  @Test
  void lookingIsNoStepAndKeepsTheWayForth() {
    History undone = after(Documents.draw(ENDO, 15)).undo();
    History looked = apply(undone, Documents.lookAt(undone.document(), ENDO.frame()));

    assertThat(looked.document().seen(ENDO.frame())).isTrue();
    assertThat(looked.past()).isEqualTo(undone.past());
    assertThat(looked.redo().document().shown(ENDO)).contains(Documents.manual(15));
  }
}
