package ventricle.app.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.review.Layers;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudySource;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/** The numbers of two layers over a set of studies. */
public final class PairedStudies implements Job<PairedStudies.Result> {

  private static final Logger LOG = LoggerFactory.getLogger(PairedStudies.class);

  private final StudySource source;
  private final KnownReadings readings;
  private final ReadingId own;
  private final List<List<Path>> studies;
  private final Side first;
  private final Side second;

  /**
   * One of the two.
   *
   * @param id null for the model's layer in the reader's own work
   */
  public record Side(String label, @Nullable ReadingId id) {
    public static Side of(Layer layer) {
      return new Side(layer.label(), layer.id());
    }
  }

  /**
   * What came of it.
   *
   * @param compared studies that both have read
   * @param leftOut studies that one of them has not, or that cannot be read
   */
  public record Result(int compared, int leftOut, Observers observers) {}

  /**
   * @param own whose work holds the model's layer
   * @param studies what to open for each
   */
  public PairedStudies(
      StudySource source,
      KnownReadings readings,
      ReadingId own,
      List<List<Path>> studies,
      Side first,
      Side second) {
    this.source = source;
    this.readings = readings;
    this.own = own;
    this.studies = List.copyOf(studies);
    this.first = first;
    this.second = second;
  }

  @Override
  public Result run(Progress progress, CancelToken cancel) {
    List<Observers.Value> values = new ArrayList<>();
    int compared = 0;
    for (int i = 0; i < studies.size(); i++) {
      cancel.throwIfCancelled();
      Progress part = progress.part((double) i / studies.size(), (i + 1.0) / studies.size());
      try {
        Study study = source.read(studies.get(i), part, cancel);
        Optional<ReviewDocument> a = document(study, first);
        Optional<ReviewDocument> b = document(study, second);
        if (a.isPresent() && b.isPresent()) {
          String name = "%04d".formatted(i + 1);
          values.addAll(values(name, first.label(), study, a.get()));
          values.addAll(values(name, second.label(), study, b.get()));
          compared++;
        }
      } catch (UnusableInputException | StoreException e) {
        LOG.warn("a study was left out of a comparison: {}", e.getClass().getSimpleName());
      }
    }
    return new Result(compared, studies.size() - compared, Observers.of(values));
  }

  private Optional<ReviewDocument> document(Study study, Side side) throws StoreException {
    if (side.id() != null) {
      return readings.of(study, side.id()).map(Reading::document);
    }
    return readings
        .of(study, own)
        .map(Reading::document)
        .filter(document -> !document.segmentedPhases().isEmpty())
        .map(Layers::modelOnly);
  }

  private static List<Observers.Value> values(
      String name, String label, Study study, ReviewDocument document) {
    Study shown = study.turned(document.flipped());
    Measurements measured = Measurer.measure(shown, document);
    List<Observers.Value> values = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      quantity
          .of(measured)
          .ifPresent(v -> values.add(new Observers.Value(name, label, 0, quantity, v)));
    }
    return values;
  }
}
