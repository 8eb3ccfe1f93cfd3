package ventricle.engine.exchange.incoming;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Filling;
import ventricle.engine.review.ReaderEntry;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.db.AuditEvent;

/**
 * What importing would do to a document: one step that can be undone.
 *
 * @param taken contours that go in, as imported and unreviewed
 * @param overModel places among them where a model's contour is covered
 * @param overReader places among them where a reader's unreviewed contour is replaced
 * @param kept places that a reader has reviewed: what is there stays
 */
public record IncomingPlan(
    SortedMap<ContourKey, Tracing> taken,
    SortedSet<ContourKey> overModel,
    SortedSet<ContourKey> overReader,
    SortedSet<ContourKey> kept) {

  public IncomingPlan {
    taken = Collections.unmodifiableSortedMap(new TreeMap<>(taken));
    overModel = Collections.unmodifiableSortedSet(new TreeSet<>(overModel));
    overReader = Collections.unmodifiableSortedSet(new TreeSet<>(overReader));
    kept = Collections.unmodifiableSortedSet(new TreeSet<>(kept));
  }

  public static IncomingPlan of(Incoming incoming, ReviewDocument document) {
    TreeMap<ContourKey, Tracing> taken = new TreeMap<>();
    TreeSet<ContourKey> overModel = new TreeSet<>();
    TreeSet<ContourKey> overReader = new TreeSet<>();
    TreeSet<ContourKey> kept = new TreeSet<>();
    Provenance from = new Provenance.Imported(incoming.format().source());
    incoming
        .contours()
        .forEach(
            (key, contour) -> {
              if (document.stateOf(key).reviewed()) {
                kept.add(key);
                return;
              }
              taken.put(key, new Tracing(contour, from));
              if (document.readerLayer().get(key) instanceof ReaderEntry.Drawn) {
                overReader.add(key);
              } else if (document.modelLayer().containsKey(key)) {
                overModel.add(key);
              }
            });
    return new IncomingPlan(taken, overModel, overReader, kept);
  }

  /** The step that takes them; {@link #taken} must not be empty. */
  public Edit.FillContours edit() {
    return new Edit.FillContours(taken, Filling.IMPORTED);
  }

  /**
   * What the audit is told when the step is done.
   *
   * @param file SHA-256 of the file
   */
  public AuditEvent.Imported event(Incoming.Format format, String file) {
    return new AuditEvent.Imported(format.source(), taken.size(), kept.size(), file);
  }
}
