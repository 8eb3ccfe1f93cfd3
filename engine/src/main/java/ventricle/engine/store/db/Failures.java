package ventricle.engine.store.db;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StoreException.Kind;

/**
 * What a database's error means to people. The database's own message is left out: it may repeat a
 * value.
 */
final class Failures {

  private Failures() {}

  static StoreException explain(SQLException e) {
    return e instanceof SQLiteException sqlite ? sqlite(sqlite) : postgresql(e);
  }

  private static StoreException sqlite(SQLiteException e) {
    SQLiteErrorCode code = e.getResultCode();
    String name = code.name();
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      return failure(Kind.DATABASE_LOST, "Another program keeps the database to itself.", e);
    }
    if (name.startsWith("SQLITE_FULL")) {
      return failure(Kind.DATABASE_REFUSED, "The disk with the database is full.", e);
    }
    if (name.startsWith("SQLITE_READONLY") || name.startsWith("SQLITE_PERM")) {
      return failure(Kind.DATABASE_REFUSED, "The database's file must not be written to.", e);
    }
    if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
      return failure(Kind.DATABASE_REFUSED, "The database's file is damaged.", e);
    }
    if (name.startsWith("SQLITE_CANTOPEN") || name.startsWith("SQLITE_IOERR")) {
      return failure(Kind.DATABASE_LOST, "The database's file cannot be read.", e);
    }
    return failure(Kind.DATABASE_REFUSED, "The database refused (" + name + ").", e);
  }

  private static StoreException postgresql(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.isEmpty() || state.startsWith("08") || state.startsWith("57P")) {
      return failure(Kind.DATABASE_LOST, "The database cannot be reached.", e);
    }
    if (state.startsWith("28")) {
      return failure(Kind.DATABASE_REFUSED, "The database does not accept this login.", e);
    }
    if (state.equals("3D000")) {
      return failure(Kind.DATABASE_REFUSED, "The server has no database of this name.", e);
    }
    if (state.startsWith("53")) {
      return failure(Kind.DATABASE_LOST, "The database's server has no room left.", e);
    }
    if (state.startsWith("42501")) {
      return failure(Kind.DATABASE_REFUSED, "The database does not allow this to this login.", e);
    }
    return failure(Kind.DATABASE_REFUSED, "The database refused (" + state + ").", e);
  }

  private static StoreException failure(Kind kind, String message, SQLException cause) {
    return new StoreException(kind, message, cause);
  }
}
