package ventricle.engine.store.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;

/** Locks as rows of a table. */
final class JdbcStudyLocks implements StudyLocks {

  private final Database database;
  private final String now;

  JdbcStudyLocks(Database database) {
    this.database = database;
    this.now = database.dialect().now();
  }

  @Override
  public Answer acquire(StudyKey study, String reader, String machine) throws StoreException {
    return database.write(sql -> acquire(sql, study, reader, machine));
  }

  private Answer acquire(Statements sql, StudyKey study, String reader, String machine)
      throws SQLException {
    String token = UUID.randomUUID().toString();
    sql.update(
        "INSERT INTO study_lock (study_key, token, reader, machine, since, heartbeat)"
            + (" VALUES (?, ?, ?, ?, " + now + ", " + now + ")")
            + " ON CONFLICT (study_key) DO NOTHING",
        study.hash(),
        token,
        reader,
        machine);
    // where it let go between the two statements, the next try has it
    return holder(sql, study)
        .map(lock -> lock.token().equals(token) ? new Answer.Held(lock) : new Answer.Taken(lock))
        .orElseThrow(() -> new SQLException("the lock was let go just now", "57P99"));
  }

  @Override
  public Answer takeOver(StudyLock from, String reader, String machine) throws StoreException {
    return database.write(
        sql -> {
          String token = UUID.randomUUID().toString();
          int taken =
              sql.update(
                  "UPDATE study_lock SET token = ?, reader = ?, machine = ?,"
                      + (" since = " + now + ", heartbeat = " + now)
                      + " WHERE study_key = ? AND token = ?",
                  token,
                  reader,
                  machine,
                  from.study().hash(),
                  from.token());
          return taken == 0
              ? acquire(sql, from.study(), reader, machine)
              : new Answer.Held(holder(sql, from.study()).orElseThrow());
        });
  }

  @Override
  public Optional<Loss> beat(StudyLock mine) throws StoreException {
    return database.write(
        sql ->
            beat(sql, mine)
                ? Optional.<Loss>empty()
                : Optional.of(new Loss(holder(sql, mine.study()).orElse(null))));
  }

  private boolean beat(Statements sql, StudyLock mine) throws SQLException {
    return beat(sql, database.dialect(), mine);
  }

  /** Whether the hold stands; it then does so until the transaction ends. */
  static boolean beat(Statements sql, Dialect dialect, StudyLock mine) throws SQLException {
    return sql.update(
            "UPDATE study_lock SET heartbeat = "
                + dialect.now()
                + " WHERE study_key = ? AND token = ?",
            mine.study().hash(),
            mine.token())
        == 1;
  }

  @Override
  public void release(StudyLock mine) throws StoreException {
    var unused =
        database.write(
            sql ->
                sql.update(
                    "DELETE FROM study_lock WHERE study_key = ? AND token = ?",
                    mine.study().hash(),
                    mine.token()));
  }

  @Override
  public Optional<StudyLock> holder(StudyKey study) throws StoreException {
    return database.read(sql -> holder(sql, study));
  }

  private Optional<StudyLock> holder(Statements sql, StudyKey study) throws SQLException {
    return sql.first(
        "SELECT token, reader, machine, since, heartbeat, "
            + now
            + " AS now FROM study_lock WHERE study_key = ?",
        row -> lock(study, row),
        study.hash());
  }

  private static StudyLock lock(StudyKey study, ResultSet row) throws SQLException {
    return StudyRows.lock(
        study,
        row.getString("token"),
        row.getString("reader"),
        row.getString("machine"),
        row.getString("since"),
        row.getString("heartbeat"),
        row.getString("now"));
  }
}
