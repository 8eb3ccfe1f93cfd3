package ventricle.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.phantom.Organisation;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomWriter;
import ventricle.engine.task.Progress;

/** {@code ventricle phantom}: a synthetic study with its truth. */
@Command(
    name = "phantom",
    mixinStandardHelpOptions = true,
    description = "Writes a synthetic short-axis cine study with exactly known volumes.")
final class PhantomCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "DIR", description = "folder to write, empty or absent")
  private Path folder = Path.of("");

  @Option(names = "--seed", paramLabel = "N", description = "which heart (default: 1)")
  private long seed = 1;

  @Option(names = "--ef", paramLabel = "P", description = "LV ejection fraction in percent, 10-80")
  private @Nullable Double ef;

  @Option(names = "--slices", paramLabel = "N", description = "number of slices, 1-20")
  private @Nullable Integer slices;

  @Option(names = "--phases", paramLabel = "N", description = "number of phases, 8-60")
  private @Nullable Integer phases;

  @Option(names = "--matrix", paramLabel = "N", description = "rows and columns, 64-512")
  private @Nullable Integer matrix;

  @Option(
      names = "--organisation",
      paramLabel = "series-per-slice|one-series|enhanced",
      description = "how the files are organised (default: series-per-slice)")
  private String organisation = "series-per-slice";

  @Option(
      names = "--no-long-axis",
      description = "only the short axis, without two-, three- and four-chamber cines")
  private boolean shortAxisAlone;

  PhantomCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    PhantomOptions options;
    Organisation files;
    try {
      options = new PhantomOptions(seed, ef, slices, phases, matrix, !shortAxisAlone);
      files = Organisation.parse(organisation);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    AnalysisExport.check(folder, false);
    Progress progress = context.console().progress();
    PhantomStudy phantom = Phantom.generate(options, progress.part(0, 0.7), context.cancel());
    PhantomWriter.write(phantom, folder, files, progress.part(0.7, 1), context.cancel());
    context.console().result(folder.toString());
    return ExitCode.DONE;
  }
}
