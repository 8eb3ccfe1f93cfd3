package ventricle.app.cli;

/** Exit codes of the program; part of its contract. */
public final class ExitCode {

  public static final int DONE = 0;
  public static final int UNEXPECTED = 1;
  public static final int USAGE = 2;
  public static final int INPUT_UNUSABLE = 3;
  public static final int MISSING_PARTS = 4;
  public static final int CANCELLED = 130;

  private ExitCode() {}
}
