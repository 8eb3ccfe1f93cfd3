package ventricle.engine.store.db;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ventricle.engine.store.StudyKey;

/**
 * A row of the worklist as one reader sees it.
 *
 * @param stage the asking reader's, else that of whoever worked on it last
 * @param reader whose stage it is; null while nobody has begun
 * @param flags findings; null where they are another reader's
 * @param lvEfPercent null while unknown, and where it is another reader's
 * @param otherReaders readers beside the asking one who have begun
 * @param lock who has it open; null when nobody has
 * @param changed last change of the entry or of anybody's progress
 */
public record StudyRow(
    StudyEntry entry,
    Worklist.Stage stage,
    @Nullable String reader,
    @Nullable Integer flags,
    @Nullable Double lvEfPercent,
    int otherReaders,
    @Nullable StudyLock lock,
    Instant changed) {

  public StudyKey key() {
    return entry.key();
  }

  @Override
  public String toString() {
    return "StudyRow[" + entry.key() + ", " + stage + "]";
  }
}
