package ventricle.engine.store.db;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;

/**
 * Who has which study open. One at a time may write; another may take over, and whoever is taken
 * over learns it from the next {@link #beat}.
 */
public interface StudyLocks {

  /** A holder shows that it is alive this often. */
  Duration BEAT = Duration.ofSeconds(2);

  /** After so long without a sign the holder is thought to be gone. */
  Duration STALE = Duration.ofSeconds(45);

  /** What became of asking for a study. */
  sealed interface Answer {

    /** It is held by the asker. */
    record Held(StudyLock lock) implements Answer {}

    /** Somebody else has it; nothing changed. */
    record Taken(StudyLock by) implements Answer {}
  }

  /** Takes a study that nobody has; one that seems abandoned has to be taken over. */
  Answer acquire(StudyKey study, String reader, String machine) throws StoreException;

  /**
   * Takes a study from who had it. Whoever got it meanwhile keeps it and is named.
   *
   * @param from the hold that the asker was told of
   */
  Answer takeOver(StudyLock from, String reader, String machine) throws StoreException;

  /**
   * Gives a sign of life.
   *
   * @return empty while the hold stands; else who has the study now
   */
  Optional<Loss> beat(StudyLock mine) throws StoreException;

  /**
   * A hold is over.
   *
   * @param now null when nobody has the study
   */
  record Loss(@Nullable StudyLock now) {}

  /** Lets a study go; nothing happens when it was lost before. */
  void release(StudyLock mine) throws StoreException;

  /** Who has the study. */
  Optional<StudyLock> holder(StudyKey study) throws StoreException;
}
