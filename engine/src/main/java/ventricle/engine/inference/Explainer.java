package ventricle.engine.inference;

import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.task.CancelToken;

/** Says where a model looked. Thread-safe. */
public interface Explainer extends AutoCloseable {

  /** What the maps are and of what. */
  ExplanationSource source();

  /**
   * The map of one structure on one frame.
   *
   * @throws InferenceException when the model cannot run on this frame, or does not know the
   *     structure
   */
  Heatmap explain(CineStack stack, FrameKey frame, Structure structure, CancelToken cancel)
      throws InferenceException;

  @Override
  void close();
}
