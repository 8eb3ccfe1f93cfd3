package ventricle.engine.report.layout;

/** A template or its style cannot be used; the message says where, and holds no patient data. */
public final class TemplateException extends Exception {

  private static final long serialVersionUID = 1;

  public TemplateException(String message) {
    super(message);
  }
}
