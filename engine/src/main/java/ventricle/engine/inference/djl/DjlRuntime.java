package ventricle.engine.inference.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.inference.Device;
import ventricle.engine.inference.DeviceReport;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.InstalledModel;
import ventricle.engine.inference.Network;
import ventricle.engine.inference.NetworkRuntime;

/**
 * ONNX Runtime through DJL. Nothing is downloaded and nothing is reported to anybody.
 *
 * <p>Sessions get their options from here rather than from DJL's own keys, because those cannot
 * switch off the busy waiting of idle worker threads, which would take a core from the window.
 */
public final class DjlRuntime implements NetworkRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(DjlRuntime.class);
  private static final String ENGINE = "OnnxRuntime";

  /** Index of the CUDA device in use, negative for the CPU. */
  private final int cuda;

  private final int threads;
  private final DeviceReport report;

  private DjlRuntime(int cuda, int threads, @Nullable String gpuNotUsed) {
    this.cuda = cuda;
    this.threads = threads;
    this.report =
        cuda >= 0
            ? new DeviceReport("cuda:" + cuda, "GPU (CUDA device " + cuda + ")", null)
            : new DeviceReport(
                "cpu",
                "CPU, %d %s".formatted(threads, threads == 1 ? "thread" : "threads"),
                gpuNotUsed);
  }

  /**
   * Finds the device to use by running a tiny network on it; one that cannot be used gives way to
   * the CPU and the report says why.
   *
   * @param threads processor threads per network, at least 1
   * @throws InferenceException when the runtime does not work on this computer at all
   */
  public static DjlRuntime start(Device wanted, int threads) throws InferenceException {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread, not " + threads);
    }
    keepToOurselves();
    probe(-1);
    return switch (wanted) {
      case Device.Cpu() -> new DjlRuntime(-1, threads, null);
      case Device.Auto() -> onCuda(0, threads);
      case Device.Cuda(int index) -> onCuda(index, threads);
    };
  }

  /** Processor threads that leave one core to an interactive window. */
  public static int interactiveThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  /** Processor threads for a program without a window. */
  public static int batchThreads() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static void keepToOurselves() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
    System.setProperty("ai.djl.onnxruntime.num_threads", "1");
    System.setProperty("ai.djl.onnxruntime.num_interop_threads", "1");
  }

  private static DjlRuntime onCuda(int index, int threads) {
    try {
      probe(index);
      return new DjlRuntime(index, threads, null);
    } catch (InferenceException e) {
      String why = CudaFailure.explain(e);
      LOG.info("CUDA device {} is not used: {}", index, why);
      return new DjlRuntime(-1, threads, why);
    }
  }

  /** Runs y = x + 1 on a device. */
  private static void probe(int cuda) throws InferenceException {
    try (InputStream in = DjlRuntime.class.getResourceAsStream("probe.onnx");
        SessionOptions options = options(cuda, 1);
        Model model = Model.newInstance("probe", device(cuda), ENGINE)) {
      OrtEnvironment.getEnvironment().setTelemetry(false);
      model.load(in, Map.of("sessionOptions", options));
      DjlNetwork.check(model);
    } catch (IOException
        | MalformedModelException
        | OrtException
        | RuntimeException
        | UnsatisfiedLinkError e) {
      throw new InferenceException("ONNX Runtime cannot start: " + CudaFailure.rootMessage(e), e);
    }
  }

  private static ai.djl.Device device(int cuda) {
    return cuda >= 0 ? ai.djl.Device.gpu(cuda) : ai.djl.Device.cpu();
  }

  private static SessionOptions options(int cuda, int threads) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    if (cuda >= 0) {
      options.addCUDA(cuda);
    }
    return options;
  }

  @Override
  public DeviceReport device() {
    return report;
  }

  @Override
  public Network open(InstalledModel model) throws InferenceException {
    Model network = Model.newInstance(model.card().id(), device(cuda), ENGINE);
    try (SessionOptions options = options(cuda, threads)) {
      String file = model.card().file();
      network.load(
          model.folder(),
          file.substring(0, file.length() - ".onnx".length()),
          Map.of("sessionOptions", options));
      return new DjlNetwork(model.card().id(), network);
    } catch (IOException | MalformedModelException | OrtException | RuntimeException e) {
      network.close();
      throw new InferenceException(
          model.network() + ": cannot be opened: " + CudaFailure.rootMessage(e), e);
    }
  }
}
