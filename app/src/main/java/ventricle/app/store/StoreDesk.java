package ventricle.app.store;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.store.db.DatabaseLink;
import ventricle.engine.store.db.DatabaseLink.Question;

/** The database at this desk: everything asked of it is done in order, on a thread of its own. */
public final class StoreDesk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreDesk.class);
  private static final long LONGEST_GOODBYE_S = 5;

  private final DatabaseLink link;
  private final String reader;
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ventricle-store").factory());

  public StoreDesk(DatabaseLink link, String reader) {
    this.link = link;
    this.reader = reader;
  }

  public static StoreDesk of(UserFolder user, DatabaseAddress address, String reader) {
    return new StoreDesk(DatabaseLink.of(user, address, Machine.name()), reader);
  }

  public String reader() {
    return reader;
  }

  public String machine() {
    return link.machine();
  }

  public DatabaseAddress address() {
    return link.address();
  }

  /** Why the database cannot be used, one sentence; empty while it can. JavaFX thread. */
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Asks, and calls back on the JavaFX thread. */
  public <T> void ask(Question<T> question, Consumer<T> answer, Consumer<StoreException> failed) {
    run(
        () -> {
          try {
            T result = link.ask(question);
            Platform.runLater(() -> answer.accept(result));
          } catch (StoreException e) {
            Platform.runLater(() -> failed.accept(e));
          }
        });
  }

  /** Asks after all that was asked before, and waits; not for the JavaFX thread. */
  public <T> T await(Question<T> question) throws StoreException {
    Future<T> answer = worker.submit(() -> askHere(question));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Kind.DATABASE_LOST, "Interrupted.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException store) {
        throw store;
      }
      throw new IllegalStateException("a question to the database failed", e.getCause());
    }
  }

  /** Adds to the audit, now or when the database is back. */
  public void audit(@Nullable StudyKey study, AuditEvent event) {
    run(() -> link.audit(reader, study, event));
  }

  /** Takes a study off the list, which the audit keeps, and calls back on the JavaFX thread. */
  public void remove(StudyKey study, Runnable then, Consumer<StoreException> failed) {
    run(
        () -> {
          try {
            told(db -> db.worklist().remove(study));
            link.audit(reader, study, new AuditEvent.Removed());
            Platform.runLater(then);
          } catch (StoreException e) {
            Platform.runLater(() -> failed.accept(e));
          }
        });
  }

  /** Tries at once to reach a database that was lost. */
  public void tryAgain(Runnable then) {
    run(
        () -> {
          link.tryAgain();
          Platform.runLater(then);
        });
  }

  /** Does something again and again on the desk's thread, until the future is cancelled. */
  Future<?> every(Duration pause, Runnable work) {
    return worker.scheduleWithFixedDelay(
        work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Something told to a database, which has no answer. */
  interface News {
    void tell(Database database) throws StoreException;
  }

  /**
   * Tells after what was asked before.
   *
   * @param what happened to a study, for the log should the database be lost
   */
  void tell(String what, News news) {
    run(
        () -> {
          try {
            told(news);
          } catch (StoreException e) {
            LOG.warn("the database was not told that a study was {}: {}", what, e.kind());
          }
        });
  }

  private void told(News news) throws StoreException {
    var unused =
        link.ask(
            db -> {
              news.tell(db);
              return true;
            });
  }

  /** A question from the desk's own thread. */
  <T> T askHere(Question<T> question) throws StoreException {
    try {
      return link.ask(question);
    } finally {
      showTrouble();
    }
  }

  /** Does something on the desk's thread, after what was asked before. */
  void run(Runnable work) {
    if (worker.isShutdown()) {
      LOG.debug("asked after the desk was closed");
      return;
    }
    var unused =
        worker.submit(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.error("the database's thread failed", e);
              }
              showTrouble();
            });
  }

  private void showTrouble() {
    StoreException failure = link.failure();
    String words = failure == null ? "" : String.valueOf(failure.getMessage());
    Platform.runLater(
        () -> {
          if (!trouble.get().equals(words)) {
            trouble.set(words);
          }
        });
  }

  /** Waits a little for what was asked, then lets the database go. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(LONGEST_GOODBYE_S, TimeUnit.SECONDS)) {
        LOG.warn("the database did not answer before the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.close();
  }
}
