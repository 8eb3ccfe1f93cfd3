package ventricle.engine.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;

/** The audit as a table that triggers keep from being changed. */
final class JdbcAuditLog implements AuditLog {

  private static final int AT_ONCE = 5000;

  private static final String COLUMNS =
      "SELECT seq, id, at, reader, machine, action, study_key, facts, previous, hash FROM audit";

  private final Database database;
  private final AuditHeads heads;
  private final JsonMapper json = JsonMapper.builder().build();

  JdbcAuditLog(Database database, AuditHeads heads) {
    this.database = database;
    this.heads = heads;
  }

  @Override
  public Row append(String reader, String machine, @Nullable StudyKey study, AuditEvent event)
      throws StoreException {
    return append(PendingAudit.Entry.of(reader, machine, study, event));
  }

  /** Adds a row that had to wait; the time it happened at is among its facts. */
  Row appendLate(PendingAudit.Entry entry) throws StoreException {
    SortedMap<String, String> facts = new TreeMap<>(entry.facts());
    facts.put("happened", entry.happened());
    return append(entry, facts);
  }

  /** Adds a row, unless it is there already: an earlier answer of the database may be lost. */
  Row append(PendingAudit.Entry entry) throws StoreException {
    return append(entry, entry.facts());
  }

  private Row append(PendingAudit.Entry entry, SortedMap<String, String> particulars)
      throws StoreException {
    String facts = facts(particulars);
    Appended added =
        database.write(
            sql -> {
              database.dialect().beAlone(sql);
              Row there =
                  sql.first(COLUMNS + " WHERE id = ?", JdbcAuditLog::read, entry.id()).orElse(null);
              if (there != null) {
                return new Appended(there, false);
              }
              boolean onWhatWasSeen = holdsWhatWasSeen(sql);
              Row last =
                  sql.first(COLUMNS + " ORDER BY seq DESC LIMIT 1", JdbcAuditLog::read)
                      .orElse(null);
              String at =
                  sql.first("SELECT " + database.dialect().now(), row -> row.getString(1))
                      .orElseThrow();
              Row row = AuditChain.after(last, entry, at, facts);
              insert(sql, row);
              return new Appended(row, onWhatWasSeen);
            });
    if (added.onWhatWasSeen()) {
      heads.saw(database.id(), new AuditHeads.Head(added.row().seq(), added.row().hash()));
    }
    return added.row();
  }

  /**
   * A row that was added.
   *
   * @param onWhatWasSeen whether it is new and the chain below it the one this machine remembers
   */
  private record Appended(Row row, boolean onWhatWasSeen) {}

  /** Where the chain was cut off or written anew, the memory of it must outlive what is added. */
  private boolean holdsWhatWasSeen(Statements sql) throws SQLException {
    AuditHeads.Head seen = heads.of(database.id()).orElse(null);
    return seen == null
        || sql.first("SELECT hash FROM audit WHERE seq = ?", row -> row.getString(1), seen.seq())
            .filter(seen.hash()::equals)
            .isPresent();
  }

  private static void insert(Statements sql, Row row) throws SQLException {
    sql.update(
        "INSERT INTO audit (seq, id, at, reader, machine, action, study_key, facts,"
            + " previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.seq(),
        row.id(),
        row.at(),
        row.reader(),
        row.machine(),
        row.action(),
        row.study(),
        row.facts(),
        row.previous(),
        row.hash());
  }

  private String facts(SortedMap<String, String> particulars) {
    try {
      return json.writeValueAsString(particulars);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("facts that cannot be written", e);
    }
  }

  @Override
  public List<Row> of(StudyKey study) throws StoreException {
    return database.read(
        sql ->
            sql.query(
                COLUMNS + " WHERE study_key = ? ORDER BY seq", JdbcAuditLog::read, study.hash()));
  }

  @Override
  public AuditVerification verify() throws StoreException {
    AuditChain.Check check = new AuditChain.Check(heads.of(database.id()).orElse(null));
    long after = Long.MIN_VALUE;
    List<Row> rows;
    do {
      long from = after;
      rows =
          database.read(
              sql ->
                  sql.query(
                      COLUMNS + " WHERE seq > ? ORDER BY seq LIMIT ?",
                      JdbcAuditLog::read,
                      from,
                      AT_ONCE));
      rows.forEach(check::add);
      after = rows.isEmpty() ? after : rows.getLast().seq();
    } while (rows.size() == AT_ONCE);
    AuditVerification result = check.result();
    if (result.whole() && result.rows() > 0) {
      heads.saw(database.id(), new AuditHeads.Head(after, result.head()));
    }
    return result;
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("at"),
        row.getString("reader"),
        row.getString("machine"),
        row.getString("action"),
        row.getString("study_key"),
        row.getString("facts"),
        row.getString("previous"),
        row.getString("hash"));
  }
}
