package ventricle.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.exchange.ComparisonCsv;
import ventricle.engine.exchange.ObserverTables;
import ventricle.engine.exchange.ProtocolJson;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.review.Reading;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.Readings;
import ventricle.engine.store.StoreException;
import ventricle.engine.task.Progress;

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
    ObserverTables tables = new ObserverTables(protocol);
    Progress progress = context.console().progress();
    int missing = 0;
    for (int i = 0; i < protocol.cases().size(); i++) {
      context.cancel().throwIfCancelled();
      Protocol.Case each = protocol.cases().get(i);
      Progress part =
          progress.part((double) i / protocol.cases().size(), (i + 1.0) / protocol.cases().size());
      Study study = context.opening().study(List.of(each.path()), part, context.cancel());
      missing += add(tables, protocol, each, study, readings);
    }
    Observers observers = tables.observers();
    Files.createDirectories(out);
    write("inter.csv", ComparisonCsv.inter(observers));
    write("pairs.csv", ComparisonCsv.pairs(observers.pairs()));
    write("intra.csv", ComparisonCsv.pairs(observers.intra()));
    write("slices.csv", tables.slices());
    write("contours.csv", tables.contours());
    write("values.csv", tables.values());
    observers.inter().forEach(inter -> context.console().result(line(inter)));
    context.console().result("written to " + out);
    return missing == 0 ? ExitCode.DONE : ExitCode.MISSING_PARTS;
  }

  private int add(
      ObserverTables tables, Protocol protocol, Protocol.Case each, Study study, Readings readings)
      throws StoreException {
    int missing = 0;
    for (String reader : protocol.readers()) {
      for (int session = 1; session <= protocol.sessions(); session++) {
        Reading found = readings.of(study, protocol.reading(reader, session)).orElse(null);
        if (found == null) {
          missing++;
          context
              .console()
              .say("not read: " + each.name() + " by " + reader + ", session " + session);
        } else {
          tables.add(each.name(), study, found);
        }
      }
    }
    return missing;
  }

  private void write(String name, List<String> lines) throws IOException {
    Files.write(out.resolve(name), lines);
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
