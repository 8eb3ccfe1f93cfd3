package ventricle.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ventricle dataset}: ground truth out, predictions in. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    description = "Exports reviewed studies as an nnU-Net dataset and takes predictions back.",
    synopsisSubcommandLabel = "COMMAND")
final class DatasetCommand implements Callable<Integer> {

  /** With its two commands. */
  static CommandLine line(Context context) {
    return new CommandLine(new DatasetCommand())
        .addSubcommand("export", new DatasetExportCommand(context))
        .addSubcommand("import", new DatasetImportCommand(context));
  }

  @Override
  public Integer call() throws UsageException {
    throw new UsageException("dataset export or dataset import");
  }
}
