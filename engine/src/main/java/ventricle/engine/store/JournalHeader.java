package ventricle.engine.store;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.ReadingId;

/**
 * First line of a journal.
 *
 * @param schema "ventricle-journal/" and the version of the format
 * @param key the key's hash: a file that was renamed is noticed
 * @param reader whose work it is; null in files of before version 3
 * @param protocol id of the observer study it belongs to; null for everyday work
 * @param session which time the reader reads it under the protocol; null likewise
 */
record JournalHeader(
    String schema,
    String key,
    int slices,
    int phases,
    @Nullable String reader,
    @Nullable String protocol,
    @Nullable Integer session) {

  static final String FAMILY = "ventricle-journal/";

  /** Since 5 a model run keeps the contours that a rule of the model left out. */
  static final String CURRENT = FAMILY + "5";

  /**
   * Read, and written anew as {@link #CURRENT} before anything is added. Since 2 a model run may
   * hold a second reading and how sure the model was of a contour. Since 3 a journal knows who
   * looked at which frame, signed versions, whose it is, the time at work, where papillary muscles
   * are counted, and more tools, and one edit may concern several places. Since 4 it knows what a
   * reader entered about person, wall motion and report.
   */
  private static final Set<String> EARLIER =
      Set.of(FAMILY + "1", FAMILY + "2", FAMILY + "3", FAMILY + "4");

  JournalHeader {
    Objects.requireNonNull(schema);
  }

  static JournalHeader of(JournalKey key) {
    ReadingId reading = key.reading();
    return new JournalHeader(
        CURRENT,
        key.hash(),
        key.slices(),
        key.phases(),
        reading.reader(),
        reading.protocol(),
        reading.protocol() == null ? null : (Integer) reading.session());
  }

  /** Whether this program reads the file's version. */
  boolean known() {
    return schema.equals(CURRENT) || EARLIER.contains(schema);
  }

  boolean isOf(JournalKey journal) {
    return journal.hash().equals(key) && slices == journal.slices() && phases == journal.phases();
  }

  /** Whose reading it is; null when the file does not say. */
  @Nullable ReadingId reading() {
    return reader == null || reader.isEmpty()
        ? null
        : new ReadingId(reader, protocol, session == null ? 0 : session);
  }
}
