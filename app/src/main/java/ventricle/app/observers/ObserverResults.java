package ventricle.app.observers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.ComparisonCsv;
import ventricle.engine.exchange.ObserverTables;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.review.Reading;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.Readings;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudySource;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/** Everything that the readings of an observer study say of how far readers agree. */
public final class ObserverResults implements Job<ObserverResults.Result> {

  private final StudySource source;
  private final Readings readings;
  private final Protocol protocol;

  public ObserverResults(StudySource source, Readings readings, Protocol protocol) {
    this.source = source;
    this.readings = readings;
    this.protocol = protocol;
  }

  /** A reading that the protocol asks for and nobody has made. */
  public record Missing(String name, String reader, int session) {}

  /**
   * What came of it.
   *
   * @param readings that were found
   */
  public record Result(
      ObserverTables tables, Observers observers, int readings, List<Missing> missing) {

    /** Writes all tables as CSV into a folder, which is made where it is not there. */
    public void write(Path folder) throws IOException {
      Files.createDirectories(folder);
      Files.write(folder.resolve("inter.csv"), ComparisonCsv.inter(observers));
      Files.write(folder.resolve("pairs.csv"), ComparisonCsv.pairs(observers.pairs()));
      Files.write(folder.resolve("intra.csv"), ComparisonCsv.pairs(observers.intra()));
      Files.write(folder.resolve("slices.csv"), tables.slices());
      Files.write(folder.resolve("contours.csv"), tables.contours());
      Files.write(folder.resolve("values.csv"), tables.values());
    }
  }

  @Override
  public Result run(Progress progress, CancelToken cancel)
      throws UnusableInputException, StoreException {
    ObserverTables tables = new ObserverTables(protocol);
    List<Missing> missing = new ArrayList<>();
    int found = 0;
    int cases = protocol.cases().size();
    for (int i = 0; i < cases; i++) {
      cancel.throwIfCancelled();
      Protocol.Case each = protocol.cases().get(i);
      Progress part = progress.part((double) i / cases, (i + 1.0) / cases);
      Study study = source.read(List.of(each.path()), part, cancel);
      for (String reader : protocol.readers()) {
        for (int session = 1; session <= protocol.sessions(); session++) {
          Reading reading = readings.of(study, protocol.reading(reader, session)).orElse(null);
          if (reading == null) {
            missing.add(new Missing(each.name(), reader, session));
          } else {
            tables.add(each.name(), study, reading);
            found++;
          }
        }
      }
    }
    return new Result(tables, tables.observers(), found, List.copyOf(missing));
  }
}
