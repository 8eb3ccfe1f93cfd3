package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.History;
import ventricle.engine.review.Mark;
import ventricle.engine.review.Reverting;
import ventricle.engine.review.ReviewState;
import ventricle.engine.review.SecondReading;
import ventricle.engine.review.Signatures;
import ventricle.engine.review.StudyEntries;

/**
 * A journal that version 0.1 of the program wrote, {@code journals/version-1.journal}, and one of
 * each version of the format after it, in which the first became a snapshot and more edits were
 * made and taken back.
 */
class OldJournalTest {

  private static final JournalKey KEY =
      new JournalKey("0a1b2c3d4e5f", "1.2.3", Documents.SLICES, Documents.PHASES);
  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);

  @TempDir Path folder;

  @BeforeEach
  void put() throws IOException {
    put("version-1");
  }

  private void put(String name) throws IOException {
    try (InputStream old =
        Objects.requireNonNull(
            OldJournalTest.class.getResourceAsStream("/journals/" + name + ".journal"))) {
      Files.copy(old, file(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path file() {
    return folder.resolve(KEY.hash() + ".journal");
  }

  private static Edit.ModelRun run() {
    TreeMap<ContourKey, Tracing> drawn = new TreeMap<>();
    for (int phase : List.of(0, 3)) {
      for (int slice : List.of(1, 2)) {
        drawn.put(
            ContourKey.of(slice, phase, Structure.LV_ENDO),
            new Tracing(
                TestShapes.rectangle(20.125, 21.3, 39 + slice, 41.7 - phase),
                new Provenance.Model(Documents.SEGMENTER)));
      }
    }
    return new Edit.ModelRun(
        Set.of(0, 3),
        drawn,
        new DetectedPhases(
            0,
            3,
            List.of(.9, .0, .0, .0, .1, .5),
            List.of(.0, .0, .2, .8, .1, .0),
            Documents.DETECTOR),
        Set.of(Documents.SEGMENTER, Documents.DETECTOR),
        "cpu");
  }

  /** What was done when the file was written: four edits, two taken back, one made again. */
  private static History work() {
    History history = History.of(KEY.blank());
    for (Edit edit :
        List.of(
            run(),
            new Edit.SetContour(
                ENDO,
                new Tracing(
                    TestShapes.rectangle(22, 22.2, 38.1, 40),
                    new Provenance.EditedModel(Documents.SEGMENTER, Documents.READER)),
                Gesture.NUDGE),
            new Edit.MoveMark(Mark.ES, 4, Documents.READER),
            new Edit.SetState(Map.of(ENDO, new ReviewState.Contoured(Documents.READER))))) {
      history = ((History.Result.Applied) history.apply(edit)).history();
    }
    return history.undo().undo().redo();
  }

  @Test
  void isReadWithEveryStepAndSaysNothingOfWhatItCannotKnow() throws StoreException {
    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.notes()).isEmpty();
      assertThat(journal.restored()).isEqualTo(work());
      assertThat(journal.restored().document().secondReading()).isNull();
      assertThat(journal.restored().document().minMeanConfidence()).isNull();
      assertThat(journal.restored().document().looks()).isEmpty();
      assertThat(journal.restored().document().signatures()).isEqualTo(Signatures.NONE);
      assertThat(journal.restored().document().modelLayer().values())
          .allSatisfy(t -> assertThat(t.confidence()).isEmpty());
    }
  }

  @Test
  void isWrittenAnewBeforeAnythingIsAddedSoThatAnEarlierProgramRefusesIt()
      throws StoreException, IOException {
    EditJournal.open(folder, KEY).close();

    assertThat(Files.readString(file())).startsWith("{\"schema\":\"ventricle-journal/5\"");
    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.restored()).isEqualTo(work());
    }
  }

  @Test
  void workGoesOnWithASecondReadingAndConfidences() throws StoreException {
    Edit.ModelRun old = run();
    TreeMap<ContourKey, Tracing> sure = new TreeMap<>();
    old.contours()
        .forEach(
            (key, t) ->
                sure.put(
                    key,
                    new Tracing(t.contour(), new Provenance.Model(Documents.SEGMENTER, 0.875))));
    SecondReading second =
        new SecondReading(
            new ModelRef("volume", "m3", "1", "ef"),
            new SecondReading.Volume(0, 150.25, -0.2, 0.25),
            new SecondReading.Volume(3, null, null, null));
    Edit.ModelRun run =
        new Edit.ModelRun(old.phases(), sure, old.detected(), old.models(), "cpu", second, 0.8);
    History before;
    try (ReviewSession session = ReviewSession.open(folder, KEY)) {
      assertThat(session.apply(run)).isInstanceOf(ReviewSession.Outcome.Saved.class);
      before = session.history();
    }
    assertThat(before.document().secondReading()).isEqualTo(second);
    assertThat(before.document().modelLayer().get(ENDO).confidence()).contains(0.875);
    assertThatItIsReadBackAlsoAsASnapshot(before);
  }

  private void assertThatItIsReadBackAlsoAsASnapshot(History work) throws StoreException {
    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.restored()).isEqualTo(work);
      journal.compact(journal.restored());
    }
    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.restored()).isEqualTo(work);
    }
  }

  @Test
  void aSnapshotOfTheSecondVersionIsReadWithPapillaryMusclesInTheCavity()
      throws StoreException, IOException {
    put("version-2");

    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.notes()).isEmpty();
      History restored = journal.restored();
      assertThat(restored.document()).isEqualTo(work().document());
      assertThat(restored.past()).isEqualTo(work().past());
      assertThat(restored.redoStep())
          .contains(
              new Edit.RemoveContour(ContourKey.of(2, 3, Structure.LV_ENDO), Documents.READER));
      assertThat(restored.document().papillary()).isEqualTo(Papillary.CAVITY);
    }
  }

  @Test
  void aSnapshotOfTheThirdVersionIsReadWithItsStepsAndNothingEntered()
      throws StoreException, IOException {
    put("version-3");

    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.notes()).isEmpty();
      History restored = journal.restored();
      assertThat(restored.document().insertions())
          .containsExactly(Map.entry(ENDO.frame(), new Point(12.5, 30.25)));
      assertThat(restored.document().entries()).isEqualTo(StudyEntries.NONE);
      assertThat(restored.undo().document()).isEqualTo(work().document());
      assertThat(restored.redoStep()).contains(new Edit.MoveMark(Mark.ED, 1, Documents.READER));
    }
  }

  @Test
  void aSnapshotOfTheFourthVersionIsReadWithWhatWasEnteredAndNothingLeftOut()
      throws StoreException, IOException {
    put("version-4");

    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.notes()).isEmpty();
      History restored = journal.restored();
      assertThat(restored.document().entries().person().heartRateBpm()).isEqualTo(62.5);
      assertThat(restored.document().leftOut()).isEmpty();
      assertThat(restored.undo().undo().document()).isEqualTo(work().document());
      assertThat(restored.redoStep()).contains(new Edit.MoveMark(Mark.ED, 1, Documents.READER));
    }
  }

  @Test
  void workGoesOnWithWhatAModelLeftOut() throws StoreException {
    ContourKey base = ContourKey.of(0, 3, Structure.RV_ENDO);
    TreeMap<ContourKey, Tracing> leftOut = new TreeMap<>();
    leftOut.put(
        base,
        new Tracing(
            TestShapes.rectangle(3.1, 4, 9, 12.7), new Provenance.Model(Documents.SEGMENTER, 0.4)));
    Edit.ModelRun old = run();
    Edit.ModelRun run =
        new Edit.ModelRun(
            old.phases(), old.contours(), leftOut, null, old.models(), "cpu", null, null);
    History before;
    try (ReviewSession session = ReviewSession.open(folder, KEY)) {
      assertThat(session.apply(run)).isInstanceOf(ReviewSession.Outcome.Saved.class);
      Edit back = Reverting.at(session.history().document(), base).orElseThrow();
      assertThat(session.apply(back)).isInstanceOf(ReviewSession.Outcome.Saved.class);
      before = session.history();
    }
    assertThat(before.document().shown(base)).isEqualTo(Optional.of(leftOut.get(base)));
    assertThatItIsReadBackAlsoAsASnapshot(before);
  }

  @Test
  void aLaterVersionIsStillRefused() throws IOException {
    Files.writeString(
        file(),
        Files.readString(file()).replaceFirst("ventricle-journal/1", "ventricle-journal/9"));

    assertThatThrownBy(() -> EditJournal.open(folder, KEY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("later version");
  }
}
