package ventricle.engine.exchange;

/** A folder that results may not be written to; the message is one line that names it. */
public final class OutputFolderException extends Exception {

  private static final long serialVersionUID = 1;

  public OutputFolderException(String message) {
    super(message);
  }
}
