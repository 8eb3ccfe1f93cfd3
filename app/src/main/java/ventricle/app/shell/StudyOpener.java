package ventricle.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.Readings;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/** Reads a study and takes up the reader's work on it. */
final class StudyOpener {

  private static final Logger LOG = LoggerFactory.getLogger(StudyOpener.class);

  /** Where studies come from. */
  interface Source {
    Study read(Progress progress, CancelToken cancel) throws UnusableInputException;
  }

  /**
   * A study with the reader's work on it.
   *
   * @param paths what was opened; empty for the demo
   * @param session null when another window has it
   * @param messages what the reader should be told, one sentence each
   * @param assignment the case of an observer study it is, null for everyday work
   */
  record Opened(
      Study study,
      List<Path> paths,
      @Nullable ReviewSession session,
      List<String> messages,
      @Nullable Assignment assignment) {

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

  private final Path journals;
  private final String reader;

  StudyOpener(Path journals, String reader) {
    this.journals = journals;
    this.reader = reader;
  }

  /** Reads a study; its journal is let go of again at once. */
  Job<Looked> lookAt(Source source) {
    return (progress, cancel) -> {
      Study study = source.read(progress, cancel);
      try (ReviewSession session = ReviewSession.open(journals, JournalKey.of(study, reader))) {
        return new Looked(study, session.document());
      } catch (StoreException e) {
        LOG.info("the study beside is shown without contours: {}", e.kind());
        return new Looked(
            study,
            ReviewDocument.blank(
                study.studyInstanceUid(), study.stack().sliceCount(), study.stack().phases()));
      }
    };
  }

  Job<Opened> job(Source source, List<Path> paths) {
    return (progress, cancel) ->
        open(source.read(progress, cancel), paths, ReadingId.of(reader), null);
  }

  /** Another reading of a study that is at hand. */
  Job<Opened> job(Study study, ReadingId reading) {
    return (progress, cancel) -> open(study, List.of(), reading, null);
  }

  /** A case of an observer study: its identity stays hidden and the protocol's rules hold. */
  Job<Opened> job(Source source, Assignment assignment) {
    return (progress, cancel) -> {
      Study study = source.read(progress, cancel).anonymous();
      checkInterval(study, assignment);
      Opened opened = open(study, List.of(), assignment.reading(), assignment);
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
      Study study, List<Path> paths, ReadingId reading, @Nullable Assignment assignment) {
    List<String> messages = new ArrayList<>();
    JournalKey key = JournalKey.of(study, reading);
    @Nullable ReviewSession session = null;
    try {
      session = ReviewSession.open(journals, key);
      messages.addAll(session.notes());
    } catch (StoreException e) {
      messages.add(String.valueOf(e.getMessage()));
      if (e.kind() != StoreException.Kind.IN_USE) {
        session = ReviewSession.inMemory(journals, key);
      }
    }
    return new Opened(study, paths, session, messages, assignment);
  }
}
