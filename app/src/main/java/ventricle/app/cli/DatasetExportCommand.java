package ventricle.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.exchange.dataset.DatasetWriter;
import ventricle.engine.review.Reading;
import ventricle.engine.store.Readings;
import ventricle.engine.store.RecentStudies;
import ventricle.engine.store.StoreException;
import ventricle.engine.task.Progress;

/** {@code ventricle dataset export}: reviewed volumes as an nnU-Net dataset. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes reviewed volumes as an nnU-Net v2 dataset.",
      "Only a volume goes out of which a reader has contoured every slice or confirmed that"
          + " nothing is there; beside each lies a JSON file that says where it comes from."
    })
final class DatasetExportCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "each a folder with one study")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--recent", description = "also every study you worked on lately")
  private boolean recent;

  @Mixin private final WorklistOption worklist = new WorklistOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "where the dataset's folder is made, as nnUNet_raw")
  private Path out = Path.of("");

  @Option(names = "--id", paramLabel = "N", description = "number of the dataset (default: 500)")
  private int id = 500;

  @Option(names = "--name", paramLabel = "NAME", description = "its name (default: Cine)")
  private String name = "Cine";

  @Option(
      names = "--phases",
      paramLabel = "edes|all",
      description = "ED and ES, or every phase that is ready (default: edes)")
  private String phases = "edes";

  @Option(
      names = "--ai-only",
      description = "also volumes that only a model has looked at; their names begin with AI_")
  private boolean aiOnly;

  @Mixin private final ReadingOptions reading = new ReadingOptions();

  DatasetExportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = folder();
    AnalysisExport.check(folder, false);
    try (WorklistOption.Rows rows = worklist.open(context, reading.id())) {
      return export(studies(rows), rows, folder);
    }
  }

  private int export(List<List<Path>> studies, WorklistOption.Rows rows, Path folder)
      throws UsageException, UnusableInputException, StoreException, IOException {
    if (studies.isEmpty()) {
      throw new UsageException(
          rows.asked()
              ? "no study of the worklist fits"
              : "name the folders of studies, or use --recent or --worklist");
    }
    DatasetWriter writer =
        new DatasetWriter(
            folder,
            new DatasetWriter.Options(name, allPhases(), aiOnly, "Ventricle " + context.version()));
    boolean whole = true;
    Progress progress = context.console().progress();
    for (int i = 0; i < studies.size(); i++) {
      context.cancel().throwIfCancelled();
      Progress part = progress.part((double) i / studies.size(), (i + 1.0) / studies.size());
      whole &= add(writer, rows, studies.get(i), part);
    }
    writer.finish();
    context.console().result(writer.size() + " volumes in " + folder);
    return whole && writer.size() > 0 ? ExitCode.DONE : ExitCode.MISSING_PARTS;
  }

  private boolean add(
      DatasetWriter writer, WorklistOption.Rows rows, List<Path> paths, Progress progress)
      throws UnusableInputException, StoreException, IOException {
    Study study = context.opening().study(paths, progress, context.cancel());
    Optional<Reading> here = new Readings(context.userFolder().journals()).of(study, reading.id());
    Reading found = here.isPresent() ? here.get() : rows.handedIn(study).orElse(null);
    if (found == null) {
      context.console().say("left out: " + paths.getFirst() + ": not read by this reader");
      return false;
    }
    DatasetWriter.Outcome outcome = writer.add(study, found);
    outcome.written().forEach(context.console()::result);
    outcome
        .leftOut()
        .forEach(l -> context.console().say("left out: " + l.volume() + ": " + l.cause()));
    return outcome.leftOut().isEmpty();
  }

  private List<List<Path>> studies(WorklistOption.Rows rows) {
    Set<List<Path>> studies = new LinkedHashSet<>();
    paths.forEach(path -> studies.add(List.of(path.toAbsolutePath().normalize())));
    if (recent) {
      new RecentStudies(context.userFolder().recentStudies())
          .list()
          .forEach(entry -> studies.add(entry.paths().stream().map(Path::of).toList()));
    }
    studies.addAll(rows.studies());
    return List.copyOf(studies);
  }

  private Path folder() throws UsageException {
    if (id < 1 || id > 999) {
      throw new UsageException("--id is a number from 1 to 999");
    }
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new UsageException("--name is made of letters, digits, _ and -");
    }
    return out.resolve("Dataset%03d_%s".formatted(id, name));
  }

  private boolean allPhases() throws UsageException {
    return switch (phases) {
      case "edes" -> false;
      case "all" -> true;
      default -> throw new UsageException("--phases is edes or all, not '" + phases + "'");
    };
  }
}
