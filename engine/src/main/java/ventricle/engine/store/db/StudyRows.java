package ventricle.engine.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.store.StudyKey;

/** Rows of SQL as rows of the list. */
final class StudyRows {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StudyRows() {}

  static String write(List<Path> paths) {
    try {
      return JSON.writeValueAsString(paths.stream().map(Path::toString).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts that cannot be written", e);
    }
  }

  private static List<Path> paths(String text) throws SQLException {
    try {
      return JSON.readValue(text, new TypeReference<List<String>>() {}).stream()
          .map(Path::of)
          .toList();
    } catch (JsonProcessingException e) {
      throw new SQLException("the paths of a study are not a list");
    }
  }

  static StudyRow read(ResultSet row, String asking) throws SQLException {
    String reader = row.getString("reader");
    boolean mine = asking.equals(reader);
    return new StudyRow(
        entry(row),
        stage(row.getString("state")),
        reader,
        mine ? Statements.whole(row, "flags") : null,
        mine ? Statements.number(row, "lv_ef") : null,
        row.getInt("others"),
        lock(row),
        JdbcWorklist.time(row.getString("changed")));
  }

  static Worklist.Stage stage(@Nullable String state) {
    return state == null ? Worklist.Stage.NEW : Worklist.Stage.valueOf(state);
  }

  private static StudyEntry entry(ResultSet row) throws SQLException {
    String date = row.getString("study_date");
    return new StudyEntry(
        new StudyKey(row.getString("study_key")),
        row.getString("study_uid"),
        row.getString("patient_name"),
        row.getString("patient_id"),
        row.getString("sex"),
        Statements.number(row, "age_years"),
        date == null ? null : LocalDate.parse(date),
        row.getInt("slices"),
        row.getInt("phases"),
        Statements.number(row, "pixel_mm"),
        row.getString("scanner"),
        paths(row.getString("paths")));
  }

  private static @Nullable StudyLock lock(ResultSet row) throws SQLException {
    String token = row.getString("token");
    return token == null
        ? null
        : lock(
            new StudyKey(row.getString("study_key")),
            token,
            row.getString("lock_reader"),
            row.getString("machine"),
            row.getString("since"),
            row.getString("heartbeat"),
            row.getString("now"));
  }

  static StudyLock lock(
      StudyKey study,
      String token,
      String reader,
      String machine,
      String since,
      String heartbeat,
      String now) {
    Instant last = JdbcWorklist.time(heartbeat);
    boolean stale = last.plus(StudyLocks.STALE).isBefore(JdbcWorklist.time(now));
    return new StudyLock(study, token, reader, machine, Instant.parse(since), stale);
  }
}
