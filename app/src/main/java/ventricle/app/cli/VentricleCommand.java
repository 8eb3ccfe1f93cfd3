package ventricle.app.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ventricle.engine.dicom.web.PacsException;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.OutputFolderException;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.store.StoreException;
import ventricle.engine.task.CancelledException;

/** The program's command line: without a command it opens the workstation. */
@Command(
    name = "ventricle",
    mixinStandardHelpOptions = true,
    description = {
      "A workstation for short-axis cardiac cine MRI.",
      "Research use only. Not for diagnosis."
    },
    synopsisSubcommandLabel = "[COMMAND]")
public final class VentricleCommand implements Callable<Integer> {

  private final Context context;
  @Mixin private final OpenCommand.Options open = new OpenCommand.Options();

  VentricleCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    return context.window().show(open.request(context));
  }

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public static int run(Context context, String... arguments) {
    CommandLine line =
        new CommandLine(new VentricleCommand(context))
            .addSubcommand("open", new OpenCommand(context))
            .addSubcommand("analyze", new AnalyzeCommand(context))
            .addSubcommand("audit", AuditCommand.line(context))
            .addSubcommand("dataset", DatasetCommand.line(context))
            .addSubcommand("evaluate", new EvaluateCommand(context))
            .addSubcommand("import", new ImportCommand(context))
            .addSubcommand("deidentify", new DeidentifyCommand(context))
            .addSubcommand("observers", ObserversCommand.line(context))
            .addSubcommand("pacs", PacsCommand.line(context))
            .addSubcommand("phantom", new PhantomCommand(context))
            .addSubcommand("diagnose", new DiagnoseCommand(context));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().version("Ventricle " + context.version());
    line.setOut(writer(context.console().out()));
    line.setErr(writer(context.console().err()));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> Failures.explain(failure, context));
    return line.execute(arguments);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /** Turns what went wrong into one line and an exit code. */
  static final class Failures {

    private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static int explain(Exception failure, Context context) {
      return switch (failure) {
        case UnusableInputException e -> {
          context.console().say("ventricle: " + e.getMessage());
          yield ExitCode.INPUT_UNUSABLE;
        }
        case CancelledException e -> {
          context.console().say("ventricle: cancelled");
          yield ExitCode.CANCELLED;
        }
        case UsageException e -> {
          context.console().say("ventricle: " + e.getMessage());
          yield ExitCode.USAGE;
        }
        case OutputFolderException e -> {
          context.console().say("ventricle: " + e.getMessage());
          yield ExitCode.USAGE;
        }
        case PacsException e -> {
          context.console().say("ventricle: " + e.getMessage());
          yield e.kind() == PacsException.Kind.SETTINGS ? ExitCode.USAGE : ExitCode.INPUT_UNUSABLE;
        }
        case StoreException e -> {
          context.console().say("ventricle: " + e.getMessage());
          yield ExitCode.UNEXPECTED;
        }
        case InferenceException e -> {
          context.console().say("ventricle: " + e.getMessage());
          yield ExitCode.UNEXPECTED;
        }
        default -> {
          LOG.error("unexpected", failure);
          context
              .console()
              .say(
                  "ventricle: unexpected error ("
                      + failure.getClass().getSimpleName()
                      + "); details are in "
                      + context.userFolder().logs());
          yield ExitCode.UNEXPECTED;
        }
      };
    }
  }
}
