package ventricle.app.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.ModelRepository;
import ventricle.engine.inference.ModelRole;
import ventricle.engine.inference.Models;

/** {@code ventricle diagnose}: what is installed and what it can use. */
@Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    description = "Says versions, models with hashes, devices and why one is not used, folders.")
final class DiagnoseCommand implements Callable<Integer> {

  private final Context context;
  @Mixin private final OpenCommand.InferenceOptions inference = new OpenCommand.InferenceOptions();

  DiagnoseCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<String> lines = new ArrayList<>();
    lines.add("Ventricle " + context.version() + " - research use only, not for diagnosis");
    lines.add(
        "Java       %s (%s), %s %s, %d processors, %d MiB heap at most"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20));
    lines.add("User data  " + context.userFolder().root());
    lines.add("Logs       " + context.userFolder().logs());
    ModelRepository repository = context.repository(inference.models());
    boolean complete = describeModels(repository, lines);
    complete &= describeDevice(repository, lines);
    lines.forEach(context.console()::result);
    return complete ? ExitCode.DONE : ExitCode.MISSING_PARTS;
  }

  private static boolean describeModels(ModelRepository repository, List<String> lines) {
    List<ModelRepository.Listing> models = repository.list();
    if (models.isEmpty()) {
      lines.add("Models     none installed");
      return false;
    }
    boolean good = true;
    Set<ModelRole> missing = EnumSet.complementOf(EnumSet.of(ModelRole.VELOCITY));
    for (ModelRepository.Listing listing : models) {
      switch (listing) {
        case ModelRepository.Listing.Usable(var model) -> {
          ModelDescription.of(model.card()).forEach(lines::add);
          missing.remove(model.card().role());
        }
        case ModelRepository.Listing.Refused(var folder, String cause) -> {
          lines.add("Model      " + folder.getFileName() + " not usable: " + cause);
          good = false;
        }
      }
    }
    missing.forEach(role -> lines.add("Model      %-8s none".formatted(role.text())));
    return good;
  }

  private boolean describeDevice(ModelRepository repository, List<String> lines) {
    try (Models opened =
        context.opening().models(repository, inference.device(), Map.of(), false)) {
      lines.add("Device     " + opened.device().description());
      String whyNot = opened.device().gpuNotUsed();
      if (whyNot != null) {
        lines.add("           GPU not used: " + whyNot);
      }
      opened.problems().forEach(problem -> lines.add("Problem    " + problem));
      return opened.problems().isEmpty();
    } catch (InferenceException e) {
      lines.add("Device     models cannot run: " + e.getMessage());
      return false;
    }
  }
}
