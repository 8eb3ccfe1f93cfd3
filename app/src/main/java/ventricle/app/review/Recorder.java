package ventricle.app.review;

import java.io.IOException;
import ventricle.engine.review.Edit;

/** Where every released step goes before it counts. */
public interface Recorder {

  /** Returns when the step is safe on disk. */
  void record(Step step) throws IOException;

  /** What can happen to a document. */
  sealed interface Step {
    record Made(Edit edit) implements Step {}

    record Undone() implements Step {}

    record Redone() implements Step {}
  }
}
