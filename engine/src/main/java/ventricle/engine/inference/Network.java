package ventricle.engine.inference;

import java.util.Map;

/** An opened network. Thread-safe: {@link #run} may be called from several threads. */
public interface Network extends AutoCloseable {

  /**
   * @param inputs by tensor name; every input of the network
   * @return every output by name
   * @throws InferenceException when the network cannot run on these inputs, or was closed
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs) throws InferenceException;

  @Override
  void close();
}
