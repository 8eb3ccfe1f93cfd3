package ventricle.engine.store.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Nested;

/** {@link StudyLocksTests} on both kinds of database. */
class StudyLocksTest {

  @Nested
  class InAFile extends StudyLocksTests {
    @Override
    DatabaseKind fresh() {
      return new Sqlite(folder.resolve("ventricle.db"));
    }
  }

  @Nested
  class OnAServer extends StudyLocksTests {
    @Override
    DatabaseKind fresh() throws Exception {
      assumeTrue(TemporaryPostgresql.programs().isPresent(), "PostgreSQL is not installed");
      return Postgresql.fresh(TemporaryPostgresql.running());
    }
  }
}
