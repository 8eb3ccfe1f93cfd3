package ventricle.engine.store.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Nested;

/** {@link AuditTests} on both kinds of database. */
class AuditTest {

  @Nested
  class InAFile extends AuditTests {
    @Override
    DatabaseKind fresh() {
      return new Sqlite(folder.resolve("ventricle.db"));
    }
  }

  @Nested
  class OnAServer extends AuditTests {
    @Override
    DatabaseKind fresh() throws Exception {
      assumeTrue(TemporaryPostgresql.programs().isPresent(), "PostgreSQL is not installed");
      return Postgresql.fresh(TemporaryPostgresql.running());
    }
  }
}
