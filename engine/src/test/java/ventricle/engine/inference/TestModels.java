package ventricle.engine.inference;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import ventricle.engine.inference.djl.DjlRuntime;

/** The formula networks of the test resources, and the shipped ones, through the real runtime. */
final class TestModels {

  /** Of the repository. */
  static final Path ROOT = Path.of(System.getProperty("ventricle.root", ".."));

  private TestModels() {}

  static Path folder() {
    URL url = Objects.requireNonNull(TestModels.class.getResource("/models"));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static DjlRuntime runtime() throws InferenceException {
    return DjlRuntime.start(new Device.Cpu(), 1);
  }

  static Models open() throws InferenceException {
    return Models.open(ModelRepository.of(List.of(folder())), runtime(), Models.Options.DEFAULT);
  }

  /** The segmenter in {@code models/}. */
  static Models shippedSegmenter() throws InferenceException {
    return Models.open(
        ModelRepository.of(List.of(ROOT.resolve("models"))),
        DjlRuntime.start(new Device.Cpu(), 2),
        new Models.Options(Map.of(ModelRole.SEGMENT, "m2-pspunet"), false));
  }

  static InstalledModel model(ModelRole role) throws InferenceException {
    return ModelRepository.of(List.of(folder())).select(role, null).orElseThrow();
  }

  static SliceNetwork sliceNetwork() throws InferenceException {
    InstalledModel model = model(ModelRole.SEGMENT);
    return new SliceNetwork(model.card(), runtime().open(model), false);
  }

  /** Copies a model folder into a place under a name. */
  static Path install(String id, Path place) throws IOException {
    Path to = Files.createDirectories(place.resolve(id));
    try (Stream<Path> files = Files.list(folder().resolve(id))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
    return to;
  }
}
