package ventricle.engine.store;

import java.util.Set;

/**
 * First line of a journal.
 *
 * @param schema "ventricle-journal/" and the version of the format
 * @param key the key's hash: a file that was renamed is noticed
 */
record JournalHeader(String schema, String key, int slices, int phases) {

  static final String FAMILY = "ventricle-journal/";

  /** Since 3 a journal knows who looked at which frame, and signed versions. */
  static final String CURRENT = FAMILY + "3";

  /**
   * Read, and written anew as {@link #CURRENT} before anything is added. Since 2 a model run may
   * hold a second reading and how sure the model was of a contour.
   */
  private static final Set<String> EARLIER = Set.of(FAMILY + "1", FAMILY + "2");

  static JournalHeader of(JournalKey key) {
    return new JournalHeader(CURRENT, key.hash(), key.slices(), key.phases());
  }

  /** Whether this program reads the file's version. */
  boolean known() {
    return schema.equals(CURRENT) || EARLIER.contains(schema);
  }

  boolean isOf(JournalKey journal) {
    return key.equals(journal.hash()) && slices == journal.slices() && phases == journal.phases();
  }
}
