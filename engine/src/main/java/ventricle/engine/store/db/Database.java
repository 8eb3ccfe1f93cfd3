package ventricle.engine.store.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.store.StoreException;

/**
 * An open database with the tables of this program. Thread-safe; every call waits for the database,
 * so none belongs on the window's thread. A call that fails changes nothing.
 */
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final DatabaseAddress address;
  private final Dialect dialect;
  private final Presence presence;
  private final HikariDataSource pool;
  private final String id;

  /** Tells whether the database is still the one that was opened. */
  interface Presence {
    void check() throws StoreException;
  }

  /** Something to do on a connection. */
  interface Work<T> {
    T run(Statements sql) throws SQLException, StoreException;
  }

  Database(
      DatabaseAddress address,
      Dialect dialect,
      Presence presence,
      HikariDataSource pool,
      String id) {
    this.address = address;
    this.dialect = dialect;
    this.presence = presence;
    this.pool = pool;
    this.id = id;
  }

  /**
   * Opens the database, and makes or brings up to date what this program keeps in it. A file is
   * created for its owner alone.
   *
   * @throws StoreException DATABASE_LOST, DATABASE_REFUSED, CANNOT_WRITE or NEWER_VERSION
   */
  public static Database open(DatabaseAddress address) throws StoreException {
    return DatabaseOpener.open(address);
  }

  public DatabaseAddress address() {
    return address;
  }

  /** A UUID that stays with this database. */
  public String id() {
    return id;
  }

  public Worklist worklist() {
    return new JdbcWorklist(this);
  }

  public StudyLocks locks() {
    return new JdbcStudyLocks(this);
  }

  public CommittedDocuments documents() {
    return new JdbcCommittedDocuments(this);
  }

  /**
   * @param heads remembers how far the chain was seen to reach, apart from the database
   */
  public AuditLog audit(AuditHeads heads) {
    return new JdbcAuditLog(this, heads);
  }

  Dialect dialect() {
    return dialect;
  }

  /** Reads; what is read at once belongs together only within one statement. */
  <T> T read(Work<T> work) throws StoreException {
    presence.check();
    try (Connection connection = pool.getConnection()) {
      return work.run(new Statements(connection));
    } catch (SQLException e) {
      throw Failures.explain(e);
    }
  }

  /** Writes all or nothing. */
  <T> T write(Work<T> work) throws StoreException {
    presence.check();
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.run(new Statements(connection));
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          rollback(connection);
        }
        restore(connection);
      }
    } catch (SQLException e) {
      throw Failures.explain(e);
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.debug("a lost connection is not rolled back: {}", e.getSQLState());
    }
  }

  private static void restore(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.debug("a lost connection is not used again: {}", e.getSQLState());
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
