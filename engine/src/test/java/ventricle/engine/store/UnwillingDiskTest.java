package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Documents;
import ventricle.engine.review.History;
import ventricle.engine.store.StoreException.Kind;

/** A small disk of its own that becomes full or read-only; where none can be had, skipped. */
class UnwillingDiskTest {

  private static final JournalKey KEY =
      new JournalKey("0a1b2c3d4e5f", "1.2.3", Documents.SLICES, Documents.PHASES);
  private static final ContourKey ENDO = ContourKey.of(1, 0, Structure.LV_ENDO);

  @TempDir Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectories(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
    assumeTrue(mounted, "this user may not mount a disk in memory");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean remount(String how) throws Exception {
    return run("mount", "-o", "remount," + how, disk.toString());
  }

  /** Edits until the disk refuses; says why it did. */
  private static StoreException editUntilRefused(ReviewSession session) {
    for (int i = 0; i < 10_000; i++) {
      if (session.apply(Documents.draw(ENDO, 4 + i % 7))
          instanceof ReviewSession.Outcome.Unsaved(History history, StoreException cause)) {
        return cause;
      }
    }
    throw new AssertionError("the disk never filled");
  }

  @Test
  void aDiskThatFillsInMidEditLosesNothingAndTakesAllOnceThereIsRoom() throws Exception {
    Path journals = disk.resolve("journals");
    Path filler = disk.resolve("filler");
    History kept;
    Path copy;
    try (ReviewSession session = ReviewSession.open(journals, KEY)) {
      Files.write(filler, new byte[100 << 10]);
      StoreException cause = editUntilRefused(session);
      assertThat(cause.kind()).isEqualTo(Kind.CANNOT_WRITE);
      assertThat(cause)
          .hasMessage("Changes cannot be written to the disk: No space left on device");
      session.apply(Documents.draw(ENDO, 20));
      assertThat(session.unsaved()).isEqualTo(2);
      kept = session.history();

      assertThatThrownBy(() -> session.copyTo(disk)).isInstanceOf(StoreException.class);
      copy = session.copyTo(Files.createDirectories(folder.resolve("stick")));

      Files.delete(filler);
      assertThat(session.retry()).isInstanceOf(ReviewSession.Outcome.Saved.class);
      assertThat(session.unsaved()).isZero();
    }
    try (EditJournal journal = EditJournal.open(journals, KEY)) {
      assertThat(journal.notes()).isEmpty();
      assertThat(journal.restored()).isEqualTo(kept);
    }
    assertThat(JournalCopy.read(copy, KEY).history()).isEqualTo(kept);
  }

  @Test
  void whatWasOnAFullDiskIsThereAfterAKillAndTheRestIsInTheCopy() throws Exception {
    Path journals = disk.resolve("journals");
    History full;
    Path copy;
    try (ReviewSession session = ReviewSession.open(journals, KEY)) {
      editUntilRefused(session);
      full = session.history();
      copy = session.copyTo(Files.createDirectories(folder.resolve("stick")));
    }
    try (ReviewSession session = ReviewSession.open(journals, KEY)) {
      assertThat(session.history().past())
          .isEqualTo(full.past().subList(0, full.past().size() - 1));
      assertThat(session.takeUp(copy))
          .as("the disk is still full, the work is in memory")
          .isInstanceOf(ReviewSession.Outcome.Unsaved.class);
      assertThat(session.history()).isEqualTo(full);
    }
  }

  @Test
  void aReadOnlyFolderIsNamedAndTheWorkIsWrittenOnceItCanBe() throws Exception {
    Path journals = disk.resolve("journals");
    History first;
    try (ReviewSession session = ReviewSession.open(journals, KEY)) {
      session.apply(Documents.draw(ENDO, 3));
      first = session.history();
    }
    assertThat(remount("ro")).isTrue();
    assertThatThrownBy(() -> ReviewSession.open(journals, KEY))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANNOT_WRITE))
        .hasMessageContaining("Read-only file system");
    try (ReviewSession session = ReviewSession.inMemory(disk.resolve("others"), KEY)) {
      assertThat(session.apply(Documents.draw(ENDO, 9)))
          .isInstanceOf(ReviewSession.Outcome.Unsaved.class);
      assertThat(remount("rw")).isTrue();
      assertThat(session.retry()).isInstanceOf(ReviewSession.Outcome.Saved.class);
    }
    try (EditJournal journal = EditJournal.open(journals, KEY)) {
      assertThat(journal.restored()).isEqualTo(first);
    }
  }
}
