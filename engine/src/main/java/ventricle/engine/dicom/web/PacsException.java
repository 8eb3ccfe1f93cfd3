package ventricle.engine.dicom.web;

import org.jspecify.annotations.Nullable;

/**
 * Something an archive was asked for did not come about. The message is one line that names the
 * host and the cause; it holds no patient, no password and no token.
 */
public final class PacsException extends Exception {

  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Kind {
    /** The address, the login or the file of certificates cannot be right. */
    SETTINGS,
    /** Nobody answers at the address. */
    UNREACHABLE,
    /** The host's certificate is not trusted, or it does not speak TLS. */
    NOT_TRUSTED,
    /** Login refused, or not allowed to do this. */
    LOGIN,
    /** There is nothing where it was looked for. */
    NOT_FOUND,
    /** The host has trouble of its own. */
    SERVER,
    /** The connection was lost, or nothing came any more. */
    DROPPED,
    /** The answer is not what DICOMweb says. */
    GARBAGE,
    /** The host understood and said no. */
    REFUSED,
    /** What came cannot be kept here. */
    DISK
  }

  private final Kind kind;

  PacsException(Kind kind, String host, String cause) {
    this(kind, host, cause, null);
  }

  PacsException(Kind kind, String host, String cause, @Nullable Throwable why) {
    super(host + ": " + cause, why);
    this.kind = kind;
  }

  /** Something the user set up cannot be right. */
  public static PacsException settings(String what, String cause) {
    return new PacsException(Kind.SETTINGS, what, cause);
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same may go well a moment later. */
  boolean passing() {
    return kind == Kind.DROPPED;
  }
}
