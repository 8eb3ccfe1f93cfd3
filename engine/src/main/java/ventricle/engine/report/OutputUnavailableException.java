package ventricle.engine.report;

/**
 * One output of a study cannot be made from what is known; the others may. The message is one
 * sentence for people, without patient data.
 */
public final class OutputUnavailableException extends Exception {

  private static final long serialVersionUID = 1;

  public OutputUnavailableException(String message) {
    super(message);
  }
}
