package ventricle.engine.domain;

/**
 * Input that cannot be used: the message is one line that names the file and the cause, fit to be
 * shown to the person who chose the file. Not for logs: the name may identify a patient.
 */
public final class UnusableInputException extends Exception {

  private static final long serialVersionUID = 1;

  private final String why;

  public UnusableInputException(String file, String cause) {
    super(file + ": " + cause);
    this.why = cause;
  }

  public UnusableInputException(String file, String cause, Throwable reason) {
    super(file + ": " + cause, reason);
    this.why = cause;
  }

  /** The cause without the name of the file. */
  public String why() {
    return why;
  }
}
