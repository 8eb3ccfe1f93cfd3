package ventricle.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ventricle.engine.exchange.ComparisonCsv;
import ventricle.engine.exchange.ProtocolJson;
import ventricle.engine.review.protocol.CaseOrder;
import ventricle.engine.review.protocol.Protocol;

/** {@code ventricle observers order}: who reads what when. */
@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    description = "Prints the order of cases of each reader and session as CSV.")
final class ObserversOrderCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "PROTOCOL", description = "protocol file")
  private Path file = Path.of("");

  ObserversOrderCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Protocol protocol = ProtocolJson.read(file);
    context.console().result("reader,session,position,case");
    for (String reader : protocol.readers()) {
      for (int session = 1; session <= protocol.sessions(); session++) {
        List<Protocol.Case> order = CaseOrder.of(protocol, reader, session);
        for (int i = 0; i < order.size(); i++) {
          context.console().result(ComparisonCsv.line(reader, session, i + 1, order.get(i).name()));
        }
      }
    }
    return ExitCode.DONE;
  }
}
