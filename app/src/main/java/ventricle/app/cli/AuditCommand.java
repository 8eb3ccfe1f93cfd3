package ventricle.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.AuditVerification;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.DatabaseAddress;

/** {@code ventricle audit}: the record of who did what. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Looks at the record of who did what when.",
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand implements Callable<Integer> {

  private static final int SHOWN = 20;

  static CommandLine line(Context context) {
    return new CommandLine(new AuditCommand()).addSubcommand("verify", new Verify(context));
  }

  @Override
  public Integer call() throws UsageException {
    throw new UsageException("audit verify");
  }

  /** {@code ventricle audit verify}. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Finds rows that were changed, taken out or moved, and an end that was cut off.",
        "Ends with 0 when the audit is whole and with 3 when it is not."
      })
  static final class Verify implements Callable<Integer> {

    private final Context context;
    @Mixin private final DatabaseOption database = new DatabaseOption();

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    Verify(Context context) {
      this.context = context;
    }

    @Override
    public Integer call() throws UsageException, StoreException {
      DatabaseAddress address = database.address(context);
      if (address instanceof DatabaseAddress.Sqlite(Path file) && !Files.exists(file)) {
        context.console().say("ventricle: there is no database at " + file);
        return ExitCode.INPUT_UNUSABLE;
      }
      AuditVerification found;
      try (Database open = Database.open(address)) {
        found = open.audit(new AuditHeads(context.userFolder().auditHeads())).verify();
      }
      if (json) {
        context.console().result(AuditJson.line(address, found));
      } else {
        tell(address, found);
      }
      if (!found.whole()) {
        context.console().say("ventricle: the audit in " + address.shown() + " is not whole");
      }
      return found.whole() ? ExitCode.DONE : ExitCode.INPUT_UNUSABLE;
    }

    private void tell(DatabaseAddress address, AuditVerification found) {
      List<AuditVerification.Problem> problems = found.problems();
      problems.stream().limit(SHOWN).forEach(p -> context.console().result(p.message()));
      if (problems.size() > SHOWN) {
        context.console().result((problems.size() - SHOWN) + " more");
      }
      if (found.whole()) {
        context
            .console()
            .result(
                "%d rows in %s, each as it was written; the last is %s…"
                    .formatted(found.rows(), address.shown(), found.head().substring(0, 12)));
        context
            .console()
            .result(
                found.remembered() == 0
                    ? "this machine had not seen it before, and cannot tell whether its end is"
                        + " missing"
                    : "this machine had seen row " + found.remembered() + " before");
      }
    }
  }
}
