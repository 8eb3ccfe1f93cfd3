package ventricle.engine.store.db;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that hold on every kind of database; a subclass says on which. */
abstract class DatabaseTests {

  @TempDir Path folder;
  DatabaseKind kind;
  Database database;

  abstract DatabaseKind fresh() throws Exception;

  @BeforeEach
  void openDatabase() throws Exception {
    kind = fresh();
    database = Database.open(kind.address());
  }

  @AfterEach
  void closeDatabase() {
    if (database != null) {
      database.close();
    }
  }

  AuditLog audit() {
    return database.audit(new AuditHeads(folder.resolve("audit-heads.json")));
  }
}
