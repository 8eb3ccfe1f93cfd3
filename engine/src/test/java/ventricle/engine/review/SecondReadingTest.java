package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ModelRef;

class SecondReadingTest {

  private static final ModelRef MODEL = new ModelRef("volume", "m3", "1", "ef");

  private static SecondReading reading(int ed, int es) {
    return new SecondReading(
        MODEL,
        new SecondReading.Volume(ed, 160.0, -0.2, 0.2),
        new SecondReading.Volume(es, 60.0, -0.2, 0.2));
  }

  private static Edit.ModelRun run(SecondReading second, Double bound, Integer... phases) {
    Edit.ModelRun run = Documents.modelRun(12, phases);
    return new Edit.ModelRun(
        run.phases(),
        run.contours(),
        run.detected(),
        Set.of(Documents.SEGMENTER, Documents.DETECTOR, MODEL),
        run.device(),
        second,
        bound);
  }

  private static ReviewDocument after(ReviewDocument document, Edit edit) {
    return Edits.apply(document, edit).orThrow();
  }

  @Test
  void ejectionFractionFollowsFromBothVolumes() {
    assertThat(reading(0, 3).efPercent()).isCloseTo(62.5, within(1e-9));
    SecondReading unknown =
        new SecondReading(
            MODEL,
            new SecondReading.Volume(0, null, -0.2, 0.2),
            new SecondReading.Volume(3, 60.0, -0.2, 0.2));
    assertThat(unknown.efPercent()).isNull();
  }

  @Test
  void aRunPutsItIntoTheDocumentAndALaterRunWithoutOneKeepsIt() {
    ReviewDocument document = after(Documents.blank(), run(reading(0, 3), 0.8, 0, 3));
    assertThat(document.secondReading()).isEqualTo(reading(0, 3));
    assertThat(document.minMeanConfidence()).isEqualTo(0.8);

    ReviewDocument later = after(document, Documents.modelRun(12, 1, 2));

    assertThat(later.secondReading()).isEqualTo(reading(0, 3));
    assertThat(after(later, run(reading(1, 4), 0.8, 1)).secondReading()).isEqualTo(reading(1, 4));
  }

  @Test
  void theBoundOfConfidenceIsThatOfTheLastRunThatSegmented() {
    ReviewDocument document = after(Documents.blank(), run(reading(0, 3), 0.8, 0, 3));

    assertThat(after(document, Documents.modelRun(12, 0)).minMeanConfidence()).isNull();
    Edit.ModelRun none = run(reading(1, 4), null);
    assertThat(none.phases()).isEmpty();
    assertThat(after(document, none).minMeanConfidence()).isEqualTo(0.8);
  }

  @Test
  void editsUndoAndAFlippedStackLeaveItAlone() {
    History history = History.of(after(Documents.blank(), run(reading(0, 3), 0.8, 0, 3)));
    for (Edit edit :
        new Edit[] {
          new Edit.MoveMark(Mark.ES, 4, Documents.READER), new Edit.FlipStack(Documents.READER)
        }) {
      history = ((History.Result.Applied) history.apply(edit)).history();
      assertThat(history.document().secondReading()).isEqualTo(reading(0, 3));
    }
    assertThat(history.undo().undo().document().secondReading()).isEqualTo(reading(0, 3));
    Edit.ModelRun run = run(reading(0, 3), 0.8, 0, 3);
    assertThat(run.flipped(Documents.SLICES).secondReading()).isEqualTo(run.secondReading());
    assertThat(run.flipped(Documents.SLICES).minMeanConfidence()).isEqualTo(0.8);
  }

  @Test
  void phasesOutsideTheStackAreRefused() {
    assertThat(Edits.apply(Documents.blank(), run(reading(0, Documents.PHASES), 0.8, 0)))
        .isInstanceOfSatisfying(
            EditResult.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(EditResult.Reason.OUT_OF_RANGE));
    assertThat(Edits.apply(Documents.blank(), run(reading(-1, 0), 0.8, 0)))
        .isInstanceOf(EditResult.Refused.class);
  }
}
