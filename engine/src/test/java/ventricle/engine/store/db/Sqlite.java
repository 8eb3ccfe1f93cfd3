package ventricle.engine.store.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A file. */
record Sqlite(Path file) implements DatabaseKind {

  @Override
  public DatabaseAddress address() {
    return new DatabaseAddress.Sqlite(file);
  }

  @Override
  public Connection backDoor() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Override
  public void withoutGuards(Statement statement) throws SQLException {
    for (String guard :
        List.of(
            "audit_is_not_changed",
            "audit_is_not_deleted",
            "signed_is_not_changed",
            "signed_is_not_deleted")) {
      statement.execute("DROP TRIGGER " + guard);
    }
  }
}
