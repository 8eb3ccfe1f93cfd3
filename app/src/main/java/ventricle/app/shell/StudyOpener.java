package ventricle.app.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/** Reads a study and takes up the reader's work on it. */
final class StudyOpener {

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
   */
  record Opened(
      Study study, List<Path> paths, @Nullable ReviewSession session, List<String> messages) {}

  private final Path journals;
  private final String reader;

  StudyOpener(Path journals, String reader) {
    this.journals = journals;
    this.reader = reader;
  }

  Job<Opened> job(Source source, List<Path> paths) {
    return (progress, cancel) -> {
      Study study = source.read(progress, cancel);
      List<String> messages = new ArrayList<>();
      JournalKey key = JournalKey.of(study, reader);
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
      return new Opened(study, paths, session, messages);
    };
  }
}
