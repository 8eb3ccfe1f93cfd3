package ventricle.app.cli;

/** The command line asks for something that cannot be; the message is one line. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
