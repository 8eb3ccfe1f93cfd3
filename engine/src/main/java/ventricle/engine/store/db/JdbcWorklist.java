package ventricle.engine.store.db;

import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;

/** The worklist in SQL that both vendors understand. */
final class JdbcWorklist implements Worklist {

  private final Database database;
  private final WorklistSql sql;

  JdbcWorklist(Database database) {
    this.database = database;
    this.sql = new WorklistSql(database.dialect());
  }

  @Override
  public void enter(StudyEntry entry) throws StoreException {
    enter(List.of(entry));
  }

  @Override
  public void enter(List<StudyEntry> entries) throws StoreException {
    var unused =
        database.write(
            on -> {
              for (StudyEntry entry : entries) {
                enter(on, entry);
              }
              return entries.size();
            });
  }

  private void enter(Statements on, StudyEntry e) throws SQLException {
    on.update(
        sql.enter(),
        UUID.randomUUID().toString(),
        e.key().hash(),
        e.studyInstanceUid(),
        e.patientName(),
        e.patientId(),
        e.sex(),
        e.ageYears(),
        e.date() == null ? null : e.date().toString(),
        e.slices(),
        e.phases(),
        e.pixelMm(),
        e.scanner(),
        StudyRows.write(e.paths()),
        e.sortName(),
        e.searchText());
  }

  @Override
  public void progress(
      StudyKey study, String reader, StudyState state, int flags, @Nullable Double lvEfPercent)
      throws StoreException {
    var unused =
        database.write(
            on -> {
              on.update(
                  sql.progress(),
                  UUID.randomUUID().toString(),
                  reader,
                  state.name(),
                  flags,
                  lvEfPercent,
                  study.hash());
              return on.update(sql.touch(), reader, state.name(), study.hash());
            });
  }

  @Override
  public Page find(Query query) throws StoreException {
    WorklistSql.Asked rows = sql.rows(query);
    WorklistSql.Asked total = sql.total(query);
    return database.read(
        on ->
            new Page(
                on.query(rows.text(), row -> StudyRows.read(row, query.reader()), rows.values()),
                on.first(total.text(), row -> row.getInt(1), total.values()).orElse(0)));
  }

  @Override
  public Map<Stage, Integer> count(Query query) throws StoreException {
    WorklistSql.Asked asked = sql.stages(query);
    Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      counts.put(stage, 0);
    }
    List<Map.Entry<Stage, Integer>> found =
        database.read(
            on ->
                on.query(
                    asked.text(),
                    row -> Map.entry(StudyRows.stage(row.getString(1)), row.getInt(2)),
                    asked.values()));
    found.forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  @Override
  public Optional<StudyRow> find(StudyKey study, String reader) throws StoreException {
    WorklistSql.Asked asked = sql.one(study, reader);
    return database.read(
        on -> on.first(asked.text(), row -> StudyRows.read(row, reader), asked.values()));
  }

  @Override
  public void remove(StudyKey study) throws StoreException {
    var unused =
        database.write(on -> on.update("DELETE FROM study WHERE study_key = ?", study.hash()));
  }

  /** A time as the database writes it. */
  static Instant time(String text) {
    return Instant.parse(text);
  }
}
