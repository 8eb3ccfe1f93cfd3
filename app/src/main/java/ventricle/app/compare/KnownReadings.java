package ventricle.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.store.StoreDesk;
import ventricle.engine.domain.Study;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.store.Readings;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.db.CommittedReadings;

/**
 * The readings of a study that can be had at this desk: those in the user's journals, and what
 * others have handed in to the database. Not for the JavaFX thread.
 */
public final class KnownReadings {

  private static final Logger LOG = LoggerFactory.getLogger(KnownReadings.class);

  private final Readings journals;
  private final StoreDesk desk;

  public KnownReadings(Readings journals, StoreDesk desk) {
    this.journals = journals;
    this.desk = desk;
  }

  /**
   * All, journals first; of a reading that is in both places the journal's counts, which is newer.
   * Without the database only those of the journals.
   *
   * @param study with the stack in the order of its files
   */
  public List<Reading> of(Study study) throws StoreException {
    List<Reading> found = new ArrayList<>(journals.of(study));
    List<ReadingId> here = found.stream().map(Reading::id).toList();
    handedIn(study).stream().filter(each -> !here.contains(each.id())).forEach(found::add);
    return List.copyOf(found);
  }

  /** One of them. */
  public Optional<Reading> of(Study study, ReadingId id) throws StoreException {
    Optional<Reading> here = journals.of(study, id);
    return here.isPresent()
        ? here
        : handedIn(study).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private List<Reading> handedIn(Study study) {
    try {
      return desk.await(db -> CommittedReadings.of(db, study));
    } catch (StoreException e) {
      LOG.info("readings in the database are not shown: {}", e.kind());
      return List.of();
    }
  }
}
