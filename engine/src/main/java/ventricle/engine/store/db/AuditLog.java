package ventricle.engine.store.db;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;

/** Who did what when: rows are only ever added, and each seals all before it. */
public interface AuditLog {

  /**
   * A row.
   *
   * @param seq counts from 1 without gaps
   * @param id a UUID
   * @param at UTC, ISO 8601, by the database's clock
   * @param action {@link AuditEvent#action}
   * @param study digest that names the study; null where it is about none
   * @param facts {@link AuditEvent#facts} as JSON
   * @param previous hash of the row before, 64 zeros for the first
   * @param hash over all of the above
   */
  record Row(
      long seq,
      String id,
      String at,
      String reader,
      String machine,
      String action,
      @Nullable String study,
      String facts,
      String previous,
      String hash) {

    Row sealed(String by) {
      return new Row(seq, id, at, reader, machine, action, study, facts, previous, by);
    }
  }

  /** Adds a row; at once with those of others, in some order. */
  Row append(String reader, String machine, @Nullable StudyKey study, AuditEvent event)
      throws StoreException;

  /** Rows about a study, oldest first. */
  List<Row> of(StudyKey study) throws StoreException;

  /** Looks at every row. */
  AuditVerification verify() throws StoreException;
}
