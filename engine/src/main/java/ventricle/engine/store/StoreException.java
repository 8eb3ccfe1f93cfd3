package ventricle.engine.store;

import java.io.Serial;

/** Something could not be kept or found again; the message is one sentence for people. */
public final class StoreException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  /** What went wrong, so that a caller can offer the fitting way on. */
  public enum Kind {
    /** Another window or program works on this study as this reader. */
    IN_USE,
    /** The disk is full, or the folder must not be written to. */
    CANNOT_WRITE,
    /** The file is there but cannot be read. */
    CANNOT_READ,
    /** A later version of the program wrote it. */
    NEWER_VERSION,
    /** Work is kept in memory, and other work of the same reader lies on disk. */
    OTHER_WORK,
    /** The database does not answer or is gone; trying again may help. */
    DATABASE_LOST,
    /** The database answers and says no: a login, a full disk, a file that is no database. */
    DATABASE_REFUSED,
    /** Somebody else has the study now. */
    CONFLICT
  }

  private final Kind kind;

  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
