package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Entered;
import ventricle.engine.review.Filling;
import ventricle.engine.review.History;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.ReviewState;
import ventricle.engine.review.SignedVersion;

class EditJournalTest {

  private static final JournalKey KEY =
      new JournalKey("0a1b2c3d4e5f", "1.2.3", Documents.SLICES, Documents.PHASES);
  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve(KEY.hash() + ".journal");
  }

  /** One edit of every kind. */
  private static List<Edit> everyEdit() {
    return List.of(
        Documents.modelRun(12.123456789, 0, 3),
        Documents.draw(ENDO, Math.PI * 4),
        new Edit.RemoveContour(ContourKey.of(2, 3, Structure.LV_EPI), Documents.READER),
        new Edit.RevertToModel(ContourKey.of(2, 3, Structure.LV_EPI)),
        new Edit.MoveMark(Mark.ES, 4, Documents.READER),
        ReviewProgress.acceptFrame(Documents.segmented(), ENDO.frame(), Documents.READER),
        Documents.state(
            ContourKey.of(0, 0, Structure.RV_ENDO),
            new ReviewState.Excluded(Documents.READER, "wrap \"artefact\"\n")),
        Documents.lookAt(Documents.segmented(), ENDO.frame()),
        new Edit.FillContours(
            new TreeMap<>(
                Map.of(
                    ContourKey.of(0, 0, Structure.LV_ENDO), computed(),
                    ContourKey.of(3, 0, Structure.LV_ENDO), Documents.manual(6))),
            Filling.PROPAGATED),
        new Edit.RemoveContours(
            Set.of(ContourKey.of(2, 0, Structure.LV_ENDO), ContourKey.of(2, 0, Structure.LV_EPI)),
            Documents.READER),
        new Edit.PlaceInsertion(ENDO.frame(), new Point(12.1, 1 / 3.0), Documents.READER),
        new Edit.PlaceInsertion(new FrameKey(2, 3), new Point(1, 2), Documents.READER),
        new Edit.PlaceInsertion(new FrameKey(2, 3), null, Documents.READER),
        new Edit.RestoreModel(Set.of(ContourKey.of(2, 0, Structure.LV_EPI))),
        new Edit.ConfirmAbsent(Set.of(ContourKey.of(3, 3, Structure.RV_ENDO)), Documents.READER),
        Documents.draw(ContourKey.of(1, 3, Structure.LV_PAPILLARY), 2),
        new Edit.SetPapillary(Papillary.MASS, Documents.READER),
        new Edit.SetEntries(Documents.ENTRIES, Entered.PERSON, Documents.READER),
        new Edit.SetEntries(Documents.ENTRIES, Entered.WALL_MOTION, Documents.READER),
        new Edit.SetEntries(Documents.ENTRIES, Entered.REPORT, Documents.READER),
        new Edit.FlipStack(Documents.READER));
  }

  private static Tracing computed() {
    return new Tracing(
        TestShapes.circle(30, 30, 5), new Provenance.Propagated(Documents.READER, "flow"));
  }

  private History workThroughEverything() throws StoreException {
    try (ReviewSession session = ReviewSession.open(folder, KEY)) {
      for (Edit edit : everyEdit()) {
        assertThat(session.apply(edit)).isInstanceOf(ReviewSession.Outcome.Saved.class);
      }
      session.undo();
      session.undo();
      session.redo();
      return session.history();
    }
  }

  private History reopened() throws StoreException {
    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      return journal.restored();
    }
  }

  @Test
  void reopeningRestoresDocumentAndUndoStepsExactly() throws StoreException {
    History before = workThroughEverything();

    History after = reopened();

    assertThat(after.document()).isEqualTo(before.document());
    assertThat(after.past()).isEqualTo(before.past());
    assertThat(after.future()).isEqualTo(before.future()).hasSize(1);
  }

  @Test
  void everySignedVersionAndTheReasonOfAnAmendmentOutliveTheProgram() throws StoreException {
    History before;
    try (ReviewSession session = ReviewSession.open(folder, KEY)) {
      session.apply(Documents.modelRun(12, 0, 3));
      session.apply(
          ReviewProgress.acceptStudy(
                  session.document(),
                  ReviewProgress.framesInUse(session.document()),
                  Documents.READER)
              .edit());
      for (Edit step :
          List.of(
              Documents.READY,
              Documents.sign(1),
              Documents.amend("apex \"too large\""),
              Documents.sign(2))) {
        assertThat(session.apply(step)).isInstanceOf(ReviewSession.Outcome.Saved.class);
      }
      before = session.history();
    }

    assertThat(reopened()).isEqualTo(before);
    assertThat(before.document().signatures().versions())
        .extracting(SignedVersion::content)
        .containsExactly("version 1", "version 2");
    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      journal.compact(journal.restored());
    }
    assertThat(reopened()).isEqualTo(before);
  }

  @Test
  void aSnapshotRestoresTheSameAsTheLinesItReplaces() throws StoreException {
    History before = workThroughEverything();
    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      journal.compact(journal.restored());
      journal.append(new JournalEvent.Redone());
    }

    assertThat(reopened()).isEqualTo(before.redo());
  }

  @Test
  void aTornLastLineIsDroppedWithANoteAndWorkGoesOn() throws StoreException, IOException {
    History before = workThroughEverything();
    Files.writeString(file(), "{\"sum\":\"00", StandardCharsets.UTF_8, StandardOpenOption.APPEND);

    try (ReviewSession session = ReviewSession.open(folder, KEY)) {
      assertThat(session.history()).isEqualTo(before);
      assertThat(session.notes()).hasSize(1);
      session.apply(Documents.draw(ENDO, 3));
    }
    assertThat(reopened().document().shown(ENDO)).contains(Documents.manual(3));
  }

  @Test
  void everyCutOfTheFileRestoresAPrefixOfTheWork() throws StoreException, IOException {
    workThroughEverything();
    byte[] whole = Files.readAllBytes(file());
    int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    int last = -1;
    for (int cut = header; cut <= whole.length; cut += Math.max(1, (whole.length - header) / 40)) {
      Files.write(file(), java.util.Arrays.copyOf(whole, cut));
      History restored = reopened();
      int steps = restored.past().size() + restored.future().size();
      assertThat(steps).isGreaterThanOrEqualTo(last);
      last = steps;
    }
  }

  @Test
  void aChangedByteInTheMiddleIsFoundAndTheFileKeptAside() throws StoreException, IOException {
    workThroughEverything();
    byte[] bytes = Files.readAllBytes(file());
    int at = new String(bytes, StandardCharsets.UTF_8).indexOf("move-mark");
    bytes[at] = 'M';
    Files.write(file(), bytes);

    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.notes()).hasSize(1);
      assertThat(journal.restored().document().es().phase()).isEqualTo(3);
    }
    assertThat(folder.resolve(KEY.hash() + ".journal.damaged-1")).hasBinaryContent(bytes);
  }

  @Test
  void aSecondOpenerIsToldThatTheStudyIsInUse() throws StoreException {
    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThatThrownBy(() -> EditJournal.open(folder, KEY))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.IN_USE));
      assertThat(journal.notes()).isEmpty();
    }
    assertThat(reopened().past()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":\"ventricle-journal/9\",\"key\":\"x\",\"slices\":4,\"phases\":6}\n",
        "{\"schema\":\"ventricle-journal/9\",\"key\":\"x\",\"slices\":4,\"phases\":6,\"room\":{\"a\":[1]}}\n",
        "{\"made\":\"2031\",\"schema\":\"ventricle-journal/9\"}\n"
      })
  void aJournalOfALaterVersionIsLeftAlone(String later) throws IOException {
    Files.writeString(file(), later);

    assertThatThrownBy(() -> EditJournal.open(folder, KEY))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NEWER_VERSION));
    assertThat(file()).hasContent(later.strip());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .extracting(f -> f.getFileName().toString())
          .noneMatch(n -> n.contains("damaged"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}\n", "[]\n", "{\"schema\":null}\n", "{\"schema\":\"ventricle-journal/3\"}\n"})
  void aFileThatIsNoJournalIsKeptAsideAndWorkBeginsAnew(String other) throws Exception {
    Files.writeString(file(), other);

    try (EditJournal journal = EditJournal.open(folder, KEY)) {
      assertThat(journal.notes()).hasSize(1);
      assertThat(journal.restored()).isEqualTo(History.of(KEY.blank()));
    }
    assertThat(folder.resolve(KEY.hash() + ".journal.damaged-1")).hasContent(other.strip());
  }

  @Test
  void filesAreTheirOwnersAloneAndDoNotNameTheStudy() throws StoreException, IOException {
    Assumptions.assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"), "needs POSIX permissions");
    Path journals = folder.resolve("home").resolve("journals");
    try (ReviewSession session = ReviewSession.open(journals, KEY)) {
      session.apply(Documents.draw(ENDO, 3));
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journals)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(journals)) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(
              f -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                    .isEqualTo("rw-------");
                assertThat(Files.readString(f)).doesNotContain(KEY.studyInstanceUid());
              });
    }
  }

  @Test
  void workBegunInMemoryIsWrittenOnceTheFolderCanBeUsed() throws StoreException, IOException {
    Path blocked = folder.resolve("blocked");
    Files.writeString(blocked, "a file where the folder should be");
    assertThatThrownBy(() -> ReviewSession.open(blocked, KEY))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CANNOT_WRITE));

    History kept;
    try (ReviewSession session = ReviewSession.inMemory(blocked, KEY)) {
      assertThat(session.apply(Documents.draw(ENDO, 3)))
          .isInstanceOf(ReviewSession.Outcome.Unsaved.class);
      assertThat(session.unsaved()).isEqualTo(1);

      Files.delete(blocked);
      assertThat(session.retry()).isInstanceOf(ReviewSession.Outcome.Saved.class);
      assertThat(session.unsaved()).isZero();
      kept = session.history();
    }
    try (EditJournal journal = EditJournal.open(blocked, KEY)) {
      assertThat(journal.restored()).isEqualTo(kept);
    }
  }

  @Test
  void workInMemoryIsSavedElsewhereAndTakenUpAgain() throws StoreException, IOException {
    Path blocked = folder.resolve("blocked");
    Files.writeString(blocked, "a file where the folder should be");
    Path elsewhere = Files.createDirectories(folder.resolve("stick"));
    History kept;
    Path copy;
    try (ReviewSession session = ReviewSession.inMemory(blocked, KEY)) {
      for (Edit edit : everyEdit()) {
        session.apply(edit);
      }
      session.undo();
      kept = session.history();
      copy = session.copyTo(elsewhere);
    }

    assertThat(Files.readString(copy)).doesNotContain(KEY.studyInstanceUid());
    Files.delete(blocked);
    try (ReviewSession session = ReviewSession.open(blocked, KEY)) {
      session.apply(Documents.draw(ENDO, 3));
      assertThat(session.takeUp(copy)).isInstanceOf(ReviewSession.Outcome.Saved.class);
      assertThat(session.history()).isEqualTo(kept);
      session.redo();
    }
    try (EditJournal journal = EditJournal.open(blocked, KEY)) {
      assertThat(journal.restored()).isEqualTo(kept.redo());
    }
  }

  @Test
  void aCopyOfAnotherStudyOrReaderOrADamagedOneIsNotTakenUp() throws StoreException, IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("stick"));
    Path copy;
    try (ReviewSession session =
        ReviewSession.open(
            folder, new JournalKey("ffff0000ffff", "1.9", Documents.SLICES, Documents.PHASES))) {
      session.apply(Documents.draw(ENDO, 3));
      copy = session.copyTo(elsewhere);
    }
    try (ReviewSession session = ReviewSession.open(folder, KEY)) {
      assertThatThrownBy(() -> session.takeUp(copy)).isInstanceOf(StoreException.class);
      Path own = session.copyTo(elsewhere);
      Files.writeString(own, "{\"sum\"", StandardOpenOption.APPEND);
      assertThatThrownBy(() -> session.takeUp(own)).isInstanceOf(StoreException.class);
      assertThat(session.history()).isEqualTo(History.of(KEY.blank()));
    }
  }

  @Test
  void workInMemoryNeverOverwritesWorkOnDisk() throws StoreException {
    History before = workThroughEverything();

    try (ReviewSession session = ReviewSession.inMemory(folder, KEY)) {
      assertThat(session.apply(Documents.draw(ENDO, 3)))
          .isInstanceOfSatisfying(
              ReviewSession.Outcome.Unsaved.class,
              o -> assertThat(o.cause().kind()).isEqualTo(StoreException.Kind.OTHER_WORK));
    }
    assertThat(reopened()).isEqualTo(before);
  }

  @Test
  void aRefusedEditIsNotWritten() throws StoreException, IOException {
    try (ReviewSession session = ReviewSession.open(folder, KEY)) {
      long before = Files.size(file());

      assertThat(session.apply(new Edit.MoveMark(Mark.ED, 77, "r")))
          .isInstanceOf(ReviewSession.Outcome.Refused.class);
      session.undo();

      assertThat(Files.size(file())).isEqualTo(before);
    }
  }
}
