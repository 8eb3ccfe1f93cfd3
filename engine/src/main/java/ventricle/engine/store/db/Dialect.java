package ventricle.engine.store.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where SQLite and PostgreSQL differ. */
enum Dialect {
  SQLITE(
      "sqlite",
      "BLOB",
      "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
      "COLLATE BINARY",
      null), // a transaction that writes has the whole file from its beginning
  POSTGRESQL(
      "postgresql",
      "BYTEA",
      "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')",
      "COLLATE \"C\"",
      "SELECT pg_advisory_xact_lock(7311820251128001)");

  private final String folder;
  private final String bytes;
  private final String now;
  private final String plainOrder;
  private final @Nullable String alone;

  Dialect(String folder, String bytes, String now, String plainOrder, @Nullable String alone) {
    this.folder = folder;
    this.bytes = bytes;
    this.now = now;
    this.plainOrder = plainOrder;
    this.alone = alone;
  }

  /** The folder with migrations of this vendor. */
  String folder() {
    return folder;
  }

  /** The type of a column of bytes. */
  String bytes() {
    return bytes;
  }

  /** An expression for the database's own time, so that one clock judges all machines. */
  String now() {
    return now;
  }

  /** After a column: compares by code points. */
  String plainOrder() {
    return plainOrder;
  }

  /** Waits until this transaction is the only one that appends. */
  void beAlone(Statements sql) throws SQLException {
    if (alone != null) {
      sql.query(alone, row -> true);
    }
  }
}
