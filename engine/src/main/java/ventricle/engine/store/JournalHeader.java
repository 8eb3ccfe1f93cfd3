package ventricle.engine.store;

/**
 * First line of a journal.
 *
 * @param schema "ventricle-journal/" and the version of the format
 * @param key the key's hash: a file that was renamed is noticed
 */
record JournalHeader(String schema, String key, int slices, int phases) {

  static final String FAMILY = "ventricle-journal/";

  static final String CURRENT = FAMILY + "1";

  static JournalHeader of(JournalKey key) {
    return new JournalHeader(CURRENT, key.hash(), key.slices(), key.phases());
  }
}
