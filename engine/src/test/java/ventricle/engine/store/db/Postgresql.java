package ventricle.engine.store.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of the temporary server. */
record Postgresql(TemporaryPostgresql server, String name) implements DatabaseKind {

  private static final String TABLES =
      "audit, committed_document, study_lock, reading, study, reader, store";

  /** The same database each time, emptied: making one takes longer than a test. */
  static Postgresql fresh(TemporaryPostgresql server) throws SQLException {
    Postgresql place = new Postgresql(server, server.sharedDatabase());
    try (Connection door = place.backDoor();
        Statement statement = door.createStatement();
        ResultSet made = statement.executeQuery("SELECT to_regclass('audit')")) {
      if (made.next() && made.getString(1) != null) {
        place.withoutGuards(statement);
        statement.execute("TRUNCATE " + TABLES);
      }
    }
    return place;
  }

  @Override
  public DatabaseAddress address() {
    return server.address(name);
  }

  @Override
  public Connection backDoor() throws SQLException {
    return server.connect(name);
  }

  @Override
  public void withoutGuards(Statement statement) throws SQLException {
    statement.execute("SET session_replication_role = replica");
  }
}
