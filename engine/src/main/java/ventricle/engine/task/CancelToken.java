package ventricle.engine.task;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says whether a job should stop. Thread-safe; once cancelled it stays so. */
public final class CancelToken {

  private final AtomicBoolean cancelled = new AtomicBoolean();

  public void cancel() {
    cancelled.set(true);
  }

  public boolean isCancelled() {
    return cancelled.get();
  }

  /**
   * @throws CancelledException when cancelled
   */
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancelledException();
    }
  }
}
