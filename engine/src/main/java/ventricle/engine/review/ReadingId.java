package ventricle.engine.review;

import org.jspecify.annotations.Nullable;

/**
 * Whose reading of a study it is. Readings with different ids lie apart and know nothing of each
 * other.
 *
 * @param reader the name edits carry; for a reading that nobody made alone, what it is: {@link
 *     #CONSENSUS}, or the name of a program
 * @param protocol id of the observer study it belongs to; null for everyday work
 * @param session which time the reader reads the case under that protocol, from 1; 0 otherwise
 */
public record ReadingId(String reader, @Nullable String protocol, int session) {

  /** Name of the layer that readers agreed on. */
  public static final String CONSENSUS = "consensus";

  public ReadingId {
    if (session < 0 || (protocol == null && session != 0)) {
      throw new IllegalArgumentException("only a protocol has sessions: " + session);
    }
  }

  /** Everyday work of a reader. */
  public static ReadingId of(String reader) {
    return new ReadingId(reader, null, 0);
  }

  /** The layer agreed on, of everyday work or of an observer study. */
  public static ReadingId consensus(@Nullable String protocol) {
    return new ReadingId(CONSENSUS, protocol, 0);
  }
}
