package ventricle.engine.inference;

/** A model or device cannot do what was asked; the message says in one line why. */
public final class InferenceException extends Exception {

  private static final long serialVersionUID = 1;

  public InferenceException(String message) {
    super(message);
  }

  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
