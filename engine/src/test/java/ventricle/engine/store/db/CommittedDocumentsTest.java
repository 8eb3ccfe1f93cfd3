package ventricle.engine.store.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Nested;

/** {@link CommittedDocumentsTests} on both kinds of database. */
class CommittedDocumentsTest {

  @Nested
  class InAFile extends CommittedDocumentsTests {
    @Override
    DatabaseKind fresh() {
      return new Sqlite(folder.resolve("ventricle.db"));
    }
  }

  @Nested
  class OnAServer extends CommittedDocumentsTests {
    @Override
    DatabaseKind fresh() throws Exception {
      assumeTrue(TemporaryPostgresql.programs().isPresent(), "PostgreSQL is not installed");
      return Postgresql.fresh(TemporaryPostgresql.running());
    }
  }
}
