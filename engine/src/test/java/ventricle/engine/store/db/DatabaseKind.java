package ventricle.engine.store.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A place where tests keep a fresh database, and a back door to it. */
interface DatabaseKind {

  DatabaseAddress address();

  /** A connection that goes around the program, as an intruder's would. */
  Connection backDoor() throws SQLException;

  /** Switches the guards of append-only tables off on this connection, which an owner can. */
  void withoutGuards(Statement statement) throws SQLException;
}
