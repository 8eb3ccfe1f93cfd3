package ventricle.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ventricle observers}: studies of how far readers agree. */
@Command(
    name = "observers",
    mixinStandardHelpOptions = true,
    description = "Observer studies: the order of cases, and what readers agree on.",
    synopsisSubcommandLabel = "COMMAND")
final class ObserversCommand implements Callable<Integer> {

  /** With its commands. */
  static CommandLine line(Context context) {
    return new CommandLine(new ObserversCommand())
        .addSubcommand("order", new ObserversOrderCommand(context))
        .addSubcommand("read", new ObserversReadCommand(context))
        .addSubcommand("results", new ObserversResultsCommand(context));
  }

  @Override
  public Integer call() throws UsageException {
    throw new UsageException("observers order, observers read or observers results");
  }
}
