package ventricle.engine.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ventricle.engine.inference.Device;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.InstalledModel;
import ventricle.engine.inference.ModelRepository;
import ventricle.engine.inference.ModelRole;
import ventricle.engine.inference.Network;
import ventricle.engine.inference.Tensor;

class DjlRuntimeTest {

  private static InstalledModel model() throws Exception {
    URL models = Objects.requireNonNull(DjlRuntimeTest.class.getResource("/models"));
    return ModelRepository.of(List.of(Path.of(models.toURI())))
        .select(ModelRole.SEGMENT, null)
        .orElseThrow();
  }

  private static Map<String, Tensor> images(int count, float grey) {
    float[] values = new float[count * 64 * 64];
    java.util.Arrays.fill(values, grey);
    return Map.of(
        "image", new Tensor(values, count, 1, 64, 64),
        "cam_class", new Tensor(new float[] {0, 0, 0, 1}, 4));
  }

  @Test
  void reportsTheProcessor() throws InferenceException {
    assertThat(DjlRuntime.start(new Device.Cpu(), 2).device().description())
        .isEqualTo("CPU, 2 threads");
    assertThat(DjlRuntime.start(new Device.Cpu(), 1).device().description())
        .isEqualTo("CPU, 1 thread");
  }

  @Test
  void aDeviceThatIsNotThereGivesWayToTheProcessor() throws InferenceException {
    DjlRuntime runtime = DjlRuntime.start(new Device.Cuda(9), 1);

    assertThat(runtime.device().name()).isEqualTo("cpu");
    assertThat(runtime.device().gpuNotUsed()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void anyNumberOfImagesGoesThroughByName() throws Exception {
    try (Network network = DjlRuntime.start(new Device.Cpu(), 1).open(model())) {
      for (int n : new int[] {1, 3, 7}) {
        Map<String, Tensor> out = network.run(images(n, 0.65f));

        assertThat(out.get("probabilities").shape()).containsExactly(n, 4, 64, 64);
        assertThat(out.get("probabilities").values()[3 * 64 * 64]).isGreaterThan(0.99f);
        assertThat(out.get("gradcam").shape()).containsExactly(n, 1, 16, 16);
      }
    }
  }

  @Test
  void runsFromSeveralThreads() throws Exception {
    try (Network network = DjlRuntime.start(new Device.Cpu(), 1).open(model());
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Float>> tasks =
          IntStream.range(0, 32)
              .<Callable<Float>>mapToObj(
                  i ->
                      () ->
                          network
                              .run(images(1 + i % 3, i % 2 == 0 ? 0.65f : 0f))
                              .get("probabilities")
                              .values()[3 * 64 * 64])
              .toList();
      List<Future<Float>> results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get() > 0.5f).isEqualTo(i % 2 == 0);
      }
    }
  }

  @Test
  void aWrongShapeIsOneClearLine() throws Exception {
    try (Network network = DjlRuntime.start(new Device.Cpu(), 1).open(model())) {
      Map<String, Tensor> wrong =
          Map.of(
              "image", new Tensor(new float[9], 1, 1, 3, 3),
              "cam_class", new Tensor(new float[4], 4));

      assertThatThrownBy(() -> network.run(wrong))
          .isInstanceOf(InferenceException.class)
          .hasMessageStartingWith("model test-segment cannot run on this input: ")
          .hasMessageNotContaining("\n");
      assertThatThrownBy(() -> network.run(Map.of("picture", new Tensor(new float[1], 1))))
          .isInstanceOf(InferenceException.class);
    }
  }

  @Test
  void aClosedNetworkSaysSo() throws Exception {
    Network network = DjlRuntime.start(new Device.Cpu(), 1).open(model());
    network.close();
    network.close();

    assertThatThrownBy(() -> network.run(images(1, 0)))
        .isInstanceOf(InferenceException.class)
        .hasMessage("model test-segment was closed");
  }
}
