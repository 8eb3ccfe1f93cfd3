package ventricle.engine.dicom.web;

import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;

/** Does a thing again, after a pause, when the connection is lost or the archive is busy. */
final class Tries {

  private static final int MOST = 3;
  private static final long PAUSE_MS = 500;

  private Tries() {}

  /** What is done; it must do no harm when it is done twice. */
  interface Attempt<T, X extends Exception> {
    T run() throws PacsException, X;
  }

  /**
   * @throws PacsException as the attempt does, where another would not help or none is left
   * @throws CancelledException when cancelled in a pause
   */
  static <T, X extends Exception> T of(Attempt<T, X> attempt, CancelToken cancel)
      throws PacsException, X {
    for (int left = MOST; ; left--) {
      try {
        return attempt.run();
      } catch (PacsException e) {
        if (!e.passing() || left <= 1) {
          throw e;
        }
      }
      pause(cancel);
    }
  }

  private static void pause(CancelToken cancel) {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
    cancel.throwIfCancelled();
  }
}
