package ventricle.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.PreviousStudies;
import ventricle.engine.report.PreviousStudy;
import ventricle.engine.task.Job;

/** The same person's earlier examination, for the report of the open one. */
final class Earlier {

  private final Parts parts;
  private final StudyPlace place;
  private final BooleanSupplier wanted;

  /**
   * @param wanted whether reports compare
   */
  Earlier(Parts parts, StudyPlace place, BooleanSupplier wanted) {
    this.parts = parts;
    this.place = place;
    this.wanted = wanted;
  }

  /**
   * What there is to compare with.
   *
   * @param study null when there is none
   * @param trouble why a known one is left out, empty where nothing is amiss
   */
  record Found(@Nullable PreviousStudy study, String trouble) {
    static final Found NONE = new Found(null, "");
  }

  /** Whether the reader wants reports to compare. */
  boolean wanted() {
    return wanted.getAsBoolean();
  }

  /**
   * Looks now where the earlier examination lies; the job reads it. A case of an observer study has
   * none.
   *
   * @param now the open study
   * @param compared false finds none
   */
  Job<Found> of(Study now, boolean compared) {
    Optional<List<Path>> known =
        compared && place.comparable().isPresent() ? place.previous() : Optional.empty();
    if (known.isEmpty()) {
      return (progress, cancel) -> Found.NONE;
    }
    List<Path> paths = known.get();
    Job<StudyOpener.Looked> reading =
        place.opener().lookAt((progress, cancel) -> parts.reading().look(paths, progress, cancel));
    return (progress, cancel) -> {
      try {
        StudyOpener.Looked before = reading.run(progress, cancel);
        return new Found(
            PreviousStudies.of(now, before.study(), before.document()).orElse(null), "");
      } catch (UnusableInputException e) {
        return new Found(null, parts.text().get("report.previous-unreadable"));
      }
    };
  }
}
