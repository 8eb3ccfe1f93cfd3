package ventricle.engine.task;

/** A job stopped because it was asked to; not an error. */
public final class CancelledException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CancelledException() {
    super("cancelled");
  }
}
