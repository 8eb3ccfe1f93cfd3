package ventricle.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.app.observers.CaseList;
import ventricle.app.observers.CaseRow;
import ventricle.engine.exchange.ProtocolJson;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.Readings;
import ventricle.engine.store.StoreException;
import ventricle.engine.task.Progress;

/** {@code ventricle observers read}: opens the window on a case, its patient hidden. */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = {
      "Opens the next case of yours that is not read, or the one named.",
      "Names are hidden, and ED, ES and what the AI drew are as the protocol says."
    })
final class ObserversReadCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "PROTOCOL", description = "protocol file")
  private Path file = Path.of("");

  @Option(names = "--reader", paramLabel = "NAME", description = "who reads (default: you)")
  private String reader = System.getProperty("user.name");

  @Option(names = "--session", paramLabel = "N", description = "which session (default: 1)")
  private int session = 1;

  @Option(names = "--case", paramLabel = "NAME", description = "this case, whatever the order")
  private @Nullable String name;

  @Mixin private final OpenCommand.InferenceOptions inference = new OpenCommand.InferenceOptions();

  ObserversReadCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Protocol protocol = ProtocolJson.read(file);
    Assignment found;
    try {
      found = name == null ? next(protocol) : named(protocol, name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    if (found == null) {
      context.console().result("every case of session " + session + " is read");
      return ExitCode.DONE;
    }
    return context
        .window()
        .show(
            Context.OpenRequest.read(
                found,
                inference.device(),
                inference.models(),
                new DatabaseOption().address(context)));
  }

  private Assignment named(Protocol protocol, String wanted) {
    return Assignment.of(protocol, reader, session, wanted)
        .orElseThrow(() -> new IllegalArgumentException("no case is named '" + wanted + "'"));
  }

  private @Nullable Assignment next(Protocol protocol) throws StoreException {
    CaseList cases =
        new CaseList(
            context.opening()::study,
            new Readings(context.userFolder().journals()),
            protocol,
            reader,
            session);
    for (CaseRow row : cases.run(Progress.NONE, context.cancel())) {
      if (row.unreadable() != null) {
        context.console().say("ventricle: passed over: " + row.unreadable());
      } else if (row.state() != CaseRow.State.READ) {
        return row.assignment();
      }
    }
    return null;
  }
}
