package ventricle.app.cli;

import java.io.PrintStream;
import ventricle.engine.task.Progress;

/**
 * Where the command line speaks: results on {@code out}, everything else on {@code err}.
 *
 * @param interactive whether {@code err} is a terminal, so that a line may be overwritten
 */
public record Console(PrintStream out, PrintStream err, boolean interactive) {

  /** The process's own streams. */
  public static Console system() {
    return new Console(System.out, System.err, System.console() != null);
  }

  public void result(String line) {
    out.println(line);
  }

  public void say(String line) {
    err.println(line);
  }

  /** Progress as one line that is rewritten on a terminal, and a line per quarter elsewhere. */
  public Progress progress() {
    return new Progress() {
      private String message = "";
      private int quarter = -1;

      @Override
      public synchronized void report(double fraction, String now) {
        int percent = (int) Math.round(Math.clamp(fraction, 0, 1) * 100);
        if (interactive) {
          err.printf("\r\u001b[K%s %s", now, fraction < 0 ? "…" : percent + " %");
          if (fraction >= 1) {
            err.println();
          }
          err.flush();
        } else if (!now.equals(message) || percent / 25 != quarter) {
          err.println(fraction < 0 ? now : now + " " + percent + " %");
        }
        message = now;
        quarter = percent / 25;
      }
    };
  }
}
