package ventricle.app.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Job;

/**
 * Runs jobs one after another beside the JavaFX thread and shows how far the running one is.
 * Starting a job and its results happen on the JavaFX thread.
 */
public final class FxJobs implements AutoCloseable {

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform()
              .daemon()
              .name("ventricle-job")
              .priority(Thread.MIN_PRIORITY)
              .factory());
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private @Nullable CancelToken current;
  private int pending;

  /** What becomes of a job; called on the JavaFX thread. */
  public interface Outcome<T> {
    void done(T result);

    void failed(Throwable cause);

    default void cancelled() {}
  }

  /** Queues a job. */
  public <T> CancelToken start(Job<T> job, Outcome<? super T> outcome) {
    CancelToken token = new CancelToken();
    pending++;
    running.set(true);
    var unused =
        worker.submit(
            () -> {
              Platform.runLater(() -> begin(token));
              Runnable end = run(job, token, outcome);
              Platform.runLater(
                  () -> {
                    finish(token);
                    end.run();
                  });
            });
    return token;
  }

  /** As {@link #start(Job, Outcome)} where only success and failure matter. */
  public <T> CancelToken start(Job<T> job, Consumer<? super T> done, Consumer<Throwable> failed) {
    return start(
        job,
        new Outcome<T>() {
          @Override
          public void done(T result) {
            done.accept(result);
          }

          @Override
          public void failed(Throwable cause) {
            failed.accept(cause);
          }
        });
  }

  private <T> Runnable run(Job<T> job, CancelToken token, Outcome<? super T> outcome) {
    try {
      token.throwIfCancelled();
      T result = job.run((f, m) -> report(token, f, m), token);
      token.throwIfCancelled();
      return () -> outcome.done(result);
    } catch (CancelledException e) {
      return outcome::cancelled;
    } catch (Throwable e) {
      return () -> outcome.failed(e);
    }
  }

  private void begin(CancelToken token) {
    current = token;
    progress.set(-1);
  }

  private void report(CancelToken token, double fraction, String text) {
    Platform.runLater(
        () -> {
          if (token.equals(current)) {
            progress.set(fraction < 0 ? -1 : Math.min(1, fraction));
            message.set(text);
          }
        });
  }

  private void finish(CancelToken token) {
    pending--;
    if (token.equals(current)) {
      current = null;
    }
    if (pending == 0) {
      running.set(false);
      message.set("");
      progress.set(-1);
    }
  }

  /** Asks the running job to stop. */
  public void cancelCurrent() {
    if (current != null) {
      current.cancel();
    }
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** 0..1, or −1 while unknown. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  @Override
  public void close() {
    cancelCurrent();
    worker.shutdownNow();
  }
}
