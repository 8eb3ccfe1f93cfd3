package ventricle.engine.inference;

import java.util.Set;
import java.util.SortedMap;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Draws the ventricles. Thread-safe. */
public interface Segmenter extends AutoCloseable {

  /** The card of the model that draws. */
  ModelCard card();

  /**
   * Contours of every slice in the phases asked for: at most one per structure and frame, LV endo
   * inside LV epi, in pixels of the source image.
   *
   * @param phases 0-based
   * @throws InferenceException when the model cannot run on this stack
   */
  SortedMap<ContourKey, Tracing> segment(
      CineStack stack, Set<Integer> phases, Progress progress, CancelToken cancel)
      throws InferenceException;

  @Override
  void close();
}
