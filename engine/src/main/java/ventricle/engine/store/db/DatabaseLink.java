package ventricle.engine.store.db;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StoreException.Kind;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.UserFolder;

/**
 * A database that may go away and come back: opened with the first question, opened anew after it
 * was lost. While it is gone, questions fail at once and rows for the audit wait in a file.
 * Thread-safe; one question at a time.
 */
public final class DatabaseLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLink.class);

  /** After a failure the database is left alone for so long, unless somebody asks for it. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final DatabaseAddress address;
  private final AuditHeads heads;
  private final PendingAudit waiting;
  private final String machine;
  private @Nullable Database database;
  private @Nullable StoreException failure;
  private Instant again = Instant.MIN;

  /** Something to ask a database. */
  public interface Question<T> {
    T ask(Database database) throws StoreException;
  }

  /**
   * @param machine name of this computer, for locks and audit
   */
  public DatabaseLink(
      DatabaseAddress address, AuditHeads heads, PendingAudit waiting, String machine) {
    this.address = address;
    this.heads = heads;
    this.waiting = waiting;
    this.machine = machine;
  }

  /** With heads and waiting rows of the audit where a user's folder keeps them. */
  public static DatabaseLink of(UserFolder user, DatabaseAddress address, String machine) {
    return new DatabaseLink(
        address, new AuditHeads(user.auditHeads()), new PendingAudit(user.auditWaiting()), machine);
  }

  public DatabaseAddress address() {
    return address;
  }

  public String machine() {
    return machine;
  }

  /** Why the database cannot be used, null when the last question was answered or none was yet. */
  public synchronized @Nullable StoreException failure() {
    return failure;
  }

  /** Lets the next question try, however lately the database was lost. */
  public synchronized void tryAgain() {
    again = Instant.MIN;
  }

  /**
   * @throws StoreException as the question does, and while the database is lost
   */
  public synchronized <T> T ask(Question<T> question) throws StoreException {
    StoreException lost = failure;
    if (lost != null && Instant.now().isBefore(again)) {
      throw new StoreException(lost.kind(), String.valueOf(lost.getMessage()), lost);
    }
    try {
      Database open = open();
      if (!waiting.isEmpty()) {
        hand(open);
      }
      T answer = question.ask(open);
      failure = null;
      return answer;
    } catch (StoreException e) {
      if (e.kind() != Kind.CONFLICT && e.kind() != Kind.CANNOT_READ) {
        lose(e);
      }
      throw e;
    }
  }

  private Database open() throws StoreException {
    Database open = database;
    if (open == null) {
      open = Database.open(address);
      database = open;
    }
    return open;
  }

  private void lose(StoreException e) {
    LOG.warn("the database cannot be used: {}", e.kind());
    failure = e;
    again = Instant.now().plus(PAUSE);
    if (database != null) {
      database.close();
      database = null;
    }
  }

  /** Adds to the audit, now or when the database is back; never fails. */
  public synchronized void audit(String reader, @Nullable StudyKey study, AuditEvent event) {
    PendingAudit.Entry entry = PendingAudit.Entry.of(reader, machine, study, event);
    try {
      AuditLog.Row row = ask(open -> new JdbcAuditLog(open, heads).append(entry));
      LOG.debug("audit row {}", row.seq());
    } catch (StoreException e) {
      waiting.add(entry);
    }
  }

  private void hand(Database open) throws StoreException {
    int rows = waiting.handTo(new JdbcAuditLog(open, heads)::appendLate);
    LOG.info("{} rows that had waited are in the audit", rows);
  }

  /** Rows for the audit that wait for the database. */
  public synchronized int waiting() {
    return waiting.size();
  }

  @Override
  public synchronized void close() {
    if (database != null) {
      database.close();
      database = null;
    }
  }
}
