package ventricle.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.store.Hold;
import ventricle.app.store.StoreDesk;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.review.Mark;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.Readings;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.StudyLock;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/** Reads a study and takes up the reader's work on it. */
final class StudyOpener {

  private static final Logger LOG = LoggerFactory.getLogger(StudyOpener.class);

  /** Where studies come from. */
  interface Source {
    StudyReader.Found read(Progress progress, CancelToken cancel) throws UnusableInputException;
  }

  /**
   * A study with the reader's work on it.
   *
   * @param read with what lies beside its images
   * @param paths what was opened; empty for the demo
   * @param session null when somebody else has it
   * @param hold whether others may change it
   * @param messages what the reader should be told, one sentence each
   * @param assignment the case of an observer study it is, null for everyday work
   */
  record Opened(
      StudyReader.Found read,
      List<Path> paths,
      @Nullable ReviewSession session,
      Hold hold,
      List<String> messages,
      @Nullable Assignment assignment) {

    Study study() {
      return read.study();
    }

    /** Who has the study, when that is why it is open for reading only. */
    Optional<StudyLock> takenBy() {
      return session == null ? Optional.ofNullable(hold.other()) : Optional.empty();
    }

    /** The name that edits carry. */
    String reader(String usual) {
      return assignment == null ? usual : assignment.reader();
    }

    /** Whether models must not look at it: a protocol says so, or it is what readers agreed on. */
    boolean blank() {
      return consensus()
          || (assignment != null && assignment.protocol().start() == Protocol.Start.BLANK);
    }

    /** Whether it is the layer that readers agree on. */
    boolean consensus() {
      return session != null && session.reading().reader().equals(ReadingId.CONSENSUS);
    }
  }

  /** A study with what the reader has done on it, to look at only. */
  record Looked(Study study, ReviewDocument document) {}

  /** How often another program of this reader is asked for the journal when it is taken over. */
  private static final int TRIES = 40;

  private static final long PAUSE_MS = 250;

  private final Path journals;
  private final StoreDesk desk;

  StudyOpener(Path journals, StoreDesk desk) {
    this.journals = journals;
    this.desk = desk;
  }

  /** Reads a study and what this reader has done on it, without taking the journal. */
  Job<Looked> lookAt(Source source) {
    return (progress, cancel) -> {
      Study study = source.read(progress, cancel).study();
      return new Looked(study, readingOf(study).orElseGet(() -> blank(study)));
    };
  }

  private Optional<ReviewDocument> readingOf(Study study) {
    try {
      return new Readings(journals).of(study, ReadingId.of(desk.reader())).map(Reading::document);
    } catch (StoreException e) {
      LOG.info("the study beside is shown without contours: {}", e.kind());
      return Optional.empty();
    }
  }

  private static ReviewDocument blank(Study study) {
    return ReviewDocument.blank(
        study.studyInstanceUid(), study.stack().sliceCount(), study.stack().phases());
  }

  Job<Opened> job(Source source, List<Path> paths) {
    return (progress, cancel) -> {
      StudyReader.Found read = source.read(progress, cancel);
      if (paths.isEmpty()) {
        return open(read, paths, Hold.UNSHARED, 1);
      }
      Hold hold = Hold.take(desk, StudyKey.of(read.study()));
      StudyLock other = hold.other();
      if (other == null) {
        return open(read, paths, hold, 1);
      }
      if (!hold.ownElsewhere(desk)) {
        return new Opened(read, paths, null, hold, List.of(), null);
      }
      // where the journal is free, the program that had the study is gone
      Opened own = open(read, paths, hold, 1);
      return own.session() == null
          ? own
          : new Opened(
              read, paths, own.session(), Hold.takeOver(desk, other), own.messages(), null);
    };
  }

  /** Takes a study over from who has it. */
  Job<Opened> takeOver(Opened shown, StudyLock from) {
    return (progress, cancel) -> {
      Hold hold = Hold.takeOver(desk, from);
      return hold.other() == null
          ? open(shown.read(), shown.paths(), hold, TRIES)
          : new Opened(shown.read(), shown.paths(), null, hold, List.of(), null);
    };
  }

  private Opened open(StudyReader.Found read, List<Path> paths, Hold hold, int tries)
      throws InterruptedException {
    return open(read, paths, hold, tries, ReadingId.of(desk.reader()), null);
  }

  /** Another reading of a study that is at hand. */
  Job<Opened> job(Study study, ReadingId reading) {
    return (progress, cancel) ->
        open(StudyReader.Found.alone(study), List.of(), Hold.UNSHARED, 1, reading, null);
  }

  /** A case of an observer study: its identity stays hidden and the protocol's rules hold. */
  Job<Opened> job(Source source, Assignment assignment) {
    return (progress, cancel) -> {
      Study study = source.read(progress, cancel).study().anonymous();
      checkInterval(study, assignment);
      Opened opened =
          open(
              StudyReader.Found.alone(study),
              List.of(),
              Hold.UNSHARED,
              1,
              assignment.reading(),
              assignment);
      ReviewSession session = opened.session();
      for (Mark mark : Mark.values()) {
        Integer phase = assignment.what().fixed(mark);
        if (session != null && phase != null && phase < study.stack().phases()) {
          session.fix(mark, phase, assignment.protocol().key());
        }
      }
      return opened;
    };
  }

  private void checkInterval(Study study, Assignment assignment)
      throws UnusableInputException, StoreException {
    if (assignment.session() == 1) {
      return;
    }
    String name = assignment.what().name();
    Protocol protocol = assignment.protocol();
    Instant before =
        new Readings(journals)
            .lastChange(study, protocol.reading(assignment.reader(), assignment.session() - 1))
            .orElseThrow(
                () ->
                    new UnusableInputException(
                        name, "session " + (assignment.session() - 1) + " comes first"));
    Instant from = before.plus(Duration.ofDays(protocol.intervalDays()));
    if (Instant.now().isBefore(from)) {
      throw new UnusableInputException(
          name,
          "may be read again from "
              + LocalDate.ofInstant(from, ZoneId.systemDefault())
              + " on: the protocol wants "
              + protocol.intervalDays()
              + " days between sessions");
    }
  }

  private Opened open(
      StudyReader.Found read,
      List<Path> paths,
      Hold hold,
      int tries,
      ReadingId reading,
      @Nullable Assignment assignment)
      throws InterruptedException {
    List<String> messages = new ArrayList<>();
    if (hold.trouble() != null) {
      messages.add(hold.trouble());
    }
    JournalKey key = JournalKey.of(read.study(), reading);
    for (int left = tries; ; left--) {
      try {
        ReviewSession session = ReviewSession.open(journals, key);
        messages.addAll(session.notes());
        return new Opened(read, paths, session, hold, messages, assignment);
      } catch (StoreException e) {
        boolean inUse = e.kind() == StoreException.Kind.IN_USE;
        if (!inUse || left <= 1) {
          messages.add(String.valueOf(e.getMessage()));
          return inUse
              ? new Opened(read, paths, null, hold.dropped(desk), messages, assignment)
              : new Opened(
                  read, paths, ReviewSession.inMemory(journals, key), hold, messages, assignment);
        }
      }
      Thread.sleep(PAUSE_MS);
    }
  }
}
