package ventricle.app.observers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.protocol.Assignment;

/**
 * How far a reader is with a case.
 *
 * @param reviewed frames in use that are done
 * @param frames frames in use
 * @param active time at work on it
 * @param unreadable why its files cannot be read, one sentence that names them; null when they can
 */
public record CaseRow(
    Assignment assignment,
    State state,
    int reviewed,
    int frames,
    Duration active,
    @Nullable String unreadable) {

  /** How far, in one word. */
  public enum State {
    NEW,
    BEGUN,
    READ
  }

  static CaseRow unreadable(Assignment assignment, String why) {
    return new CaseRow(assignment, State.NEW, 0, 0, Duration.ZERO, why);
  }

  static CaseRow of(Assignment assignment, @Nullable Reading reading) {
    if (reading == null) {
      return new CaseRow(assignment, State.NEW, 0, 0, Duration.ZERO, null);
    }
    ReviewProgress progress = ReviewProgress.of(reading.document());
    int reviewed = progress.reviewed().size();
    return new CaseRow(
        assignment,
        progress.complete() ? State.READ : State.BEGUN,
        reviewed,
        reviewed + progress.remaining().size(),
        reading.active(),
        null);
  }
}
