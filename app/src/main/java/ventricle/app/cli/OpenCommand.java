package ventricle.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.app.prefs.Preferences;
import ventricle.engine.inference.Device;

/** {@code ventricle open}: the workstation. */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = "Opens the workstation, on a study where one is named.")
final class OpenCommand implements Callable<Integer> {

  private final Context context;
  @Mixin private final Options options = new Options();

  OpenCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    return context.window().show(options.request(context));
  }

  /** Options shared with the program called without a command. */
  static final class Options {

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "files or folders of a study")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--demo", description = "open the synthetic demo study")
    private boolean demo;

    @Option(
        names = "--snapshot",
        paramLabel = "FILE",
        description = "write the finished window as PNG and leave")
    private @Nullable Path snapshot;

    @Option(
        names = "--theme",
        paramLabel = "dark|light|system",
        description = "colours of the window")
    private Preferences.@Nullable Theme theme;

    @Option(names = "--heatmap", description = "start with the heatmap shown")
    private boolean heatmap;

    @Option(
        names = "--heatmap-source",
        paramLabel = "NAME",
        description =
            "with the heatmap of a model or layer, such as m2, m4, m4-lv-unet/gradcam_final or m3")
    private @Nullable String heatmapSource;

    @Option(
        names = "--scale",
        paramLabel = "FACTOR",
        description = "pixels of a snapshot for each unit of the window (default: 1)")
    private double scale = 1;

    @Mixin private final InferenceOptions inference = new InferenceOptions();

    @Mixin private final DatabaseOption database = new DatabaseOption();

    Context.OpenRequest request(Context context) throws UsageException {
      return new Context.OpenRequest(
          paths,
          demo,
          snapshot,
          theme,
          heatmap || heatmapSource != null,
          heatmapSource,
          scale,
          inference.device(),
          inference.models(),
          null,
          database.address(context));
    }
  }

  /** Where and with what models run. */
  static final class InferenceOptions {

    @Option(
        names = "--device",
        paramLabel = "auto|cpu|cuda:0",
        converter = DeviceConverter.class,
        description = "where models run (default: auto)")
    private Device device = new Device.Auto();

    @Option(
        names = "--models",
        paramLabel = "DIR",
        description = "folder of models, looked at before the user's and the installed ones")
    private @Nullable Path models;

    Device device() {
      return device;
    }

    @Nullable Path models() {
      return models;
    }
  }

  /** Reads a device. */
  static final class DeviceConverter implements picocli.CommandLine.ITypeConverter<Device> {
    @Override
    public Device convert(String value) {
      return Device.parse(value)
          .orElseThrow(
              () ->
                  new picocli.CommandLine.TypeConversionException(
                      "'" + value + "' is not a device: auto, cpu or cuda:0"));
    }
  }
}
