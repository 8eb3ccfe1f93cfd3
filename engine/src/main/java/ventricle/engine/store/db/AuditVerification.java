package ventricle.engine.store.db;

import java.util.List;

/**
 * What a look at the whole audit found.
 *
 * @param rows rows looked at
 * @param head hash of the last row, 64 zeros when there is none
 * @param remembered how far this machine had seen the audit reach, 0 when never
 * @param problems empty when the chain is whole
 */
public record AuditVerification(long rows, String head, long remembered, List<Problem> problems) {

  public AuditVerification {
    problems = List.copyOf(problems);
  }

  /** What is wrong with a row. */
  public enum Kind {
    /** Its content is not what was sealed. */
    CHANGED,
    /** One or more before it are not there. */
    MISSING,
    /** It stands in another place than it was written. */
    REORDERED,
    /** The end of the audit, as this machine has seen it, is not there. */
    TRUNCATED,
    /** The whole was written anew since this machine saw it last. */
    REWRITTEN
  }

  /**
   * @param seq the row's place; for TRUNCATED the first that is not there
   */
  public record Problem(long seq, Kind kind, String message) {}

  public boolean whole() {
    return problems.isEmpty();
  }
}
