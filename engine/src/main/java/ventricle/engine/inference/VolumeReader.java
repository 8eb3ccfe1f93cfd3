package ventricle.engine.inference;

import java.util.Optional;
import ventricle.engine.domain.CineStack;
import ventricle.engine.task.CancelToken;

/** Reads the volume of the left ventricle off a whole phase, without contours. Thread-safe. */
public interface VolumeReader extends AutoCloseable {

  /** The card of the model that reads. */
  ModelCard card();

  /**
   * LV blood volume of a phase, in ml; empty where pixel spacing or distance of slices are unknown.
   *
   * @param phase 0-based
   * @throws InferenceException when the model cannot run on this stack
   */
  Optional<Double> lvMl(CineStack stack, int phase, CancelToken cancel) throws InferenceException;

  @Override
  void close();
}
