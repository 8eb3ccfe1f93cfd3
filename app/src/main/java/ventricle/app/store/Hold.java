package ventricle.app.store;

import org.jspecify.annotations.Nullable;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.store.db.StudyLock;
import ventricle.engine.store.db.StudyLocks.Answer;

/**
 * Whether a study may be changed here. Not on the JavaFX thread.
 *
 * @param study null for a study that nobody shares, such as the demo
 * @param mine the lock; null when somebody else has it, or when the database cannot say
 * @param other who has it
 * @param trouble why nobody can say, one sentence
 */
public record Hold(
    @Nullable StudyKey study,
    @Nullable StudyLock mine,
    @Nullable StudyLock other,
    @Nullable String trouble) {

  /** Of a study that nobody shares. */
  public static final Hold UNSHARED = new Hold(null, null, null, null);

  /** Asks for a study. A database that does not answer keeps nobody from working. */
  public static Hold take(StoreDesk desk, StudyKey study) {
    try {
      return of(study, desk.await(db -> db.locks().acquire(study, desk.reader(), desk.machine())));
    } catch (StoreException e) {
      return new Hold(study, null, null, e.getMessage());
    }
  }

  /** Takes the study from who has it. */
  public static Hold takeOver(StoreDesk desk, StudyLock from) {
    try {
      Hold hold =
          of(
              from.study(),
              desk.await(db -> db.locks().takeOver(from, desk.reader(), desk.machine())));
      if (hold.mine() != null) {
        desk.audit(
            from.study(),
            new AuditEvent.TookOver(from.reader(), from.machine(), from.since().toString()));
      }
      return hold;
    } catch (StoreException e) {
      return new Hold(from.study(), null, from, e.getMessage());
    }
  }

  private static Hold of(StudyKey study, Answer answer) {
    return switch (answer) {
      case Answer.Held(StudyLock lock) -> new Hold(study, lock, null, null);
      case Answer.Taken(StudyLock by) -> new Hold(study, null, by, null);
    };
  }

  /** Whether this reader's own program on this machine has, or had, the study. */
  public boolean ownElsewhere(StoreDesk desk) {
    return other != null
        && other.reader().equals(desk.reader())
        && other.machine().equals(desk.machine());
  }

  /** Lets the study go at once. */
  public Hold dropped(StoreDesk desk) {
    StudyLock lock = mine;
    if (lock == null) {
      return this;
    }
    desk.tell("let go", db -> db.locks().release(lock)); // if not, it will be seen as abandoned
    return new Hold(study, null, other, trouble);
  }
}
