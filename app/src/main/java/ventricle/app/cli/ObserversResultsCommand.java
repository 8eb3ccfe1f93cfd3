package ventricle.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.app.observers.ObserverResults;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.exchange.ProtocolJson;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.Readings;

/** {@code ventricle observers results}: inter- and intra-observer tables. */
@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the readings of an observer study and writes tables as CSV.",
      "inter.csv, pairs.csv and intra.csv hold ICC(2,1), within-subject CoV and limits of agreement"
          + " with their confidence intervals; slices.csv the agreement on which slices count;"
          + " contours.csv Dice, HD and APD; values.csv every number with its active time."
    })
final class ObserversResultsCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "PROTOCOL", description = "protocol file")
  private Path file = Path.of("");

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder to write")
  private Path out = Path.of("");

  @Option(
      names = "--journals",
      paramLabel = "DIR",
      description =
          "where the readings lie, such as a folder collected from several readers"
              + " (default: yours)")
  private @Nullable Path journals;

  ObserversResultsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Protocol protocol = ProtocolJson.read(file);
    AnalysisExport.check(out, false);
    Readings readings = new Readings(journals == null ? context.userFolder().journals() : journals);
    ObserverResults.Result found =
        new ObserverResults(context.opening()::study, readings, protocol)
            .run(context.console().progress(), context.cancel());
    found
        .missing()
        .forEach(
            m ->
                context
                    .console()
                    .say(
                        "not read: "
                            + m.name()
                            + " by "
                            + m.reader()
                            + ", session "
                            + m.session()));
    found.write(out);
    found.observers().inter().forEach(inter -> context.console().result(line(inter)));
    context.console().result("written to " + out);
    return found.missing().isEmpty() ? ExitCode.DONE : ExitCode.MISSING_PARTS;
  }

  private static String line(Observers.Inter inter) {
    Double icc = inter.icc() == null ? null : inter.icc().value();
    Interval interval = inter.icc() == null ? null : inter.icc().interval();
    return String.format(
        Locale.ROOT,
        "%-8s ICC(2,1) %s%s  within-subject CoV %s  (%d readers, %d cases)",
        inter.quantity(),
        icc == null ? "–" : String.format(Locale.ROOT, "%.3f", icc),
        interval == null
            ? ""
            : String.format(Locale.ROOT, " (%.3f … %.3f)", interval.low(), interval.high()),
        inter.variation() == null
            ? "–"
            : String.format(Locale.ROOT, "%.1f %%", 100 * inter.variation().coefficient()),
        inter.readers().size(),
        inter.studies());
  }
}
