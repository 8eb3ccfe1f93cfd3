package ventricle.engine.inference;

import java.util.Set;
import ventricle.engine.domain.CineStack;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.task.CancelToken;

/** Finds ED and ES in a cine stack. Thread-safe. */
public interface PhaseDetector extends AutoCloseable {

  /**
   * @param slices 0-based slices to look at; empty: the detector's own rule
   * @throws InferenceException when the model cannot run on this stack
   */
  DetectedPhases detect(CineStack stack, Set<Integer> slices, CancelToken cancel)
      throws InferenceException;

  @Override
  void close();
}
