package ventricle.engine.inference.djl;

import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.Network;
import ventricle.engine.inference.Tensor;

/** One ONNX session. Runs share a read lock, so that closing waits for them. */
final class DjlNetwork implements Network {

  private final String id;
  private final Model model;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  DjlNetwork(String id, Model model) {
    this.id = id;
    this.model = model;
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) throws InferenceException {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new InferenceException("model " + id + " was closed");
      }
      return forward(model, inputs);
    } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
      throw new InferenceException(
          "model %s cannot run on this input: %s".formatted(id, CudaFailure.rootMessage(e)), e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Runs a network of one input "x" and one output, to see whether the device works. */
  static void check(Model probe) {
    Map<String, Tensor> out = forward(probe, Map.of("x", new Tensor(new float[] {1}, 1)));
    float y = out.values().iterator().next().values()[0];
    if (y != 2) {
      throw new IllegalStateException("1 + 1 came out as " + y);
    }
  }

  private static Map<String, Tensor> forward(Model model, Map<String, Tensor> inputs) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList in = new NDList();
      inputs.forEach(
          (name, tensor) -> {
            NDArray array = manager.create(tensor.values(), new Shape(tensor.shape()));
            array.setName(name);
            in.add(array);
          });
      Map<String, Tensor> out = new LinkedHashMap<>();
      for (NDArray array :
          model.getBlock().forward(new ParameterStore(manager, false), in, false)) {
        out.put(array.getName(), new Tensor(array.toFloatArray(), array.getShape().getShape()));
      }
      return out;
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        model.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
