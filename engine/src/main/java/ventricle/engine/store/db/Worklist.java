package ventricle.engine.store.db;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;

/**
 * The studies known to everybody who works with this database. Readers are blind to each other's
 * numbers: a row shows those of the reader who asks, and of others only how far they are.
 */
public interface Worklist {

  /** How far a study is, for the list. */
  enum Stage {
    /** Nobody has begun. */
    NEW,
    DRAFT,
    READY,
    SIGNED,
    AMENDED;

    public static Stage of(StudyState state) {
      return valueOf(state.name());
    }
  }

  /** What rows are ordered by; equal ones by their last change. */
  enum Sort {
    PATIENT,
    PATIENT_ID,
    DATE,
    STAGE,
    READER,
    EF,
    FLAGS,
    CHANGED
  }

  /**
   * Which rows, in which order.
   *
   * @param reader who asks
   * @param words all must occur in a row's patient, number, date, scanner or reader, whatever the
   *     case and accents; blank for every row
   * @param stages empty for all
   * @param offset rows left out at the beginning
   * @param limit most rows to answer with
   */
  record Query(
      String reader,
      String words,
      Set<Stage> stages,
      Sort sort,
      boolean descending,
      int offset,
      int limit) {
    public Query {
      stages = Set.copyOf(stages);
    }

    /** All rows, latest change first. */
    public static Query latest(String reader, int limit) {
      return new Query(reader, "", Set.of(), Sort.CHANGED, true, 0, limit);
    }

    public Query page(int from, int most) {
      return new Query(reader, words, stages, sort, descending, from, most);
    }
  }

  /**
   * A part of the rows.
   *
   * @param total rows that the query would give without its limits
   */
  record Page(List<StudyRow> rows, int total) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /** Adds a study, or brings what is known of it up to date. */
  void enter(StudyEntry entry) throws StoreException;

  /** Adds many at once, all or none. */
  void enter(List<StudyEntry> entries) throws StoreException;

  /**
   * Says how far a reader is with a study of the list; a study that is not on it is left out.
   *
   * @param flags findings about numbers and images
   * @param lvEfPercent null while unknown
   */
  void progress(
      StudyKey study, String reader, StudyState state, int flags, @Nullable Double lvEfPercent)
      throws StoreException;

  Page find(Query query) throws StoreException;

  /** Rows in each stage that the query's words fit, whatever stages it asks for. */
  Map<Stage, Integer> count(Query query) throws StoreException;

  Optional<StudyRow> find(StudyKey study, String reader) throws StoreException;

  /** Takes a study off the list; documents and audit stay. */
  void remove(StudyKey study) throws StoreException;
}
