package ventricle.support;

import java.util.List;
import java.util.Map;
import ventricle.engine.inference.Device;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.ModelRepository;
import ventricle.engine.inference.Models;
import ventricle.engine.inference.djl.DjlRuntime;

/** The models of this repository on the real runtime, on the CPU. */
public final class RealModels {

  private RealModels() {}

  public static Models open() throws InferenceException {
    return open(ModelRepository.of(List.of(Repository.root().resolve("models"))));
  }

  /** An installation that has none. */
  public static Models none() throws InferenceException {
    return open(ModelRepository.of(List.of()));
  }

  private static Models open(ModelRepository repository) throws InferenceException {
    return Models.open(
        repository,
        DjlRuntime.start(new Device.Cpu(), DjlRuntime.interactiveThreads()),
        new Models.Options(Map.of(), false));
  }
}
