package ventricle.engine.store.db;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.Worklist.Query;
import ventricle.engine.store.db.Worklist.Sort;
import ventricle.engine.store.db.Worklist.Stage;

/** The worklist's statements. What users type is only ever a parameter. */
record WorklistSql(Dialect dialect) {

  /**
   * A statement and its parameters.
   *
   * @param text SQL with question marks
   */
  record Asked(String text, Object[] values) {
    static Asked of(String text, List<Object> values) {
      return new Asked(text, values.toArray());
    }
  }

  /** The asking reader's own progress, else how far the latest reader is. */
  private static final String STATE = "coalesce(m.state, s.last_state)";

  private static final String READER = "coalesce(m.reader, s.last_reader)";

  private static final String COLUMNS =
      "s.study_key, s.study_uid, s.patient_name, s.patient_id, s.sex, s.age_years, s.study_date,"
          + " s.slices, s.phases, s.pixel_mm, s.scanner, s.paths, s.changed, "
          + (STATE + " AS state, " + READER + " AS reader, m.flags, m.lv_ef,")
          + " (SELECT count(*) FROM reading o WHERE o.study_id = s.id AND o.reader <> ?) AS others,"
          + " l.token, l.reader AS lock_reader, l.machine, l.since, l.heartbeat";

  private static final String FROM =
      " FROM study s LEFT JOIN reading m ON m.study_id = s.id AND m.reader = ?";

  private static final String LOCK = " LEFT JOIN study_lock l ON l.study_key = s.study_key";

  String enter() {
    return "INSERT INTO study (id, study_key, study_uid, patient_name, patient_id, sex, age_years,"
        + " study_date, slices, phases, pixel_mm, scanner, paths, sort_name, search_text, added,"
        + " changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        + dialect.now()
        + ", "
        + dialect.now()
        + ") ON CONFLICT (study_key) DO UPDATE SET patient_name = excluded.patient_name,"
        + " patient_id = excluded.patient_id, sex = excluded.sex,"
        + " age_years = excluded.age_years, study_date = excluded.study_date,"
        + " pixel_mm = excluded.pixel_mm, scanner = excluded.scanner, paths = excluded.paths,"
        + " sort_name = excluded.sort_name, search_text = excluded.search_text";
  }

  String progress() {
    return "INSERT INTO reading (id, study_id, reader, state, flags, lv_ef, changed)"
        + " SELECT ?, id, ?, ?, CAST(? AS INTEGER), CAST(? AS DOUBLE PRECISION), "
        + dialect.now()
        + " FROM study WHERE study_key = ? ON CONFLICT (study_id, reader) DO UPDATE SET"
        + " state = excluded.state, flags = excluded.flags, lv_ef = excluded.lv_ef,"
        + " changed = excluded.changed";
  }

  String touch() {
    return "UPDATE study SET last_reader = ?, last_state = ?, changed = "
        + dialect.now()
        + " WHERE study_key = ?";
  }

  Asked one(StudyKey study, String reader) {
    return Asked.of(
        "SELECT "
            + COLUMNS
            + ", "
            + dialect.now()
            + " AS now"
            + FROM
            + LOCK
            + " WHERE s.study_key = ?",
        List.of(reader, reader, study.hash()));
  }

  /** Sorts keys alone, and fetches the rest for the page only. */
  Asked rows(Query query) {
    List<Object> values = new ArrayList<>(List.of(query.reader(), query.reader(), query.reader()));
    StringBuilder page = new StringBuilder("SELECT s.id" + FROM);
    where(query, true, page, values);
    page.append(" ORDER BY ").append(order(query)).append(" LIMIT ? OFFSET ?");
    values.add(query.limit());
    values.add(query.offset());
    String text =
        ("SELECT " + COLUMNS + ", " + dialect.now() + " AS now" + FROM + LOCK)
            + (" WHERE s.id IN (" + page + ") ORDER BY " + order(query));
    return Asked.of(text, values);
  }

  Asked total(Query query) {
    if (query.words().isBlank() && query.stages().isEmpty()) {
      return Asked.of("SELECT count(*) FROM study", List.of());
    }
    List<Object> values = new ArrayList<>(List.of(query.reader()));
    StringBuilder text = new StringBuilder("SELECT count(*)" + FROM);
    where(query, true, text, values);
    return Asked.of(text.toString(), values);
  }

  Asked stages(Query query) {
    List<Object> values = new ArrayList<>(List.of(query.reader()));
    StringBuilder text = new StringBuilder("SELECT " + STATE + ", count(*)" + FROM);
    where(query, false, text, values);
    return Asked.of(text.append(" GROUP BY " + STATE).toString(), values);
  }

  private static void where(Query query, boolean stages, StringBuilder text, List<Object> values) {
    text.append(" WHERE 1 = 1");
    for (String word : StudyEntry.plain(query.words()).strip().split("\\s+")) {
      if (!word.isEmpty()) {
        String pattern = "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        text.append(
            " AND (s.search_text LIKE ? ESCAPE '\\' OR lower(" + READER + ") LIKE ? ESCAPE '\\')");
        values.add(pattern);
        values.add(pattern);
      }
    }
    if (stages && !query.stages().isEmpty()) {
      String names =
          query.stages().stream()
              .filter(stage -> stage != Stage.NEW)
              .map(stage -> "'" + stage.name() + "'")
              .sorted()
              .collect(Collectors.joining(", ", STATE + " IN (", ")"));
      boolean unread = query.stages().contains(Stage.NEW);
      boolean onlyUnread = unread && query.stages().size() == 1;
      text.append(" AND (").append(onlyUnread ? STATE + " IS NULL" : names);
      text.append(unread && !onlyUnread ? " OR " + STATE + " IS NULL)" : ")");
    }
  }

  private String order(Query query) {
    String way = query.descending() ? " DESC" : " ASC";
    String last = "s.changed" + (query.sort() == Sort.CHANGED ? way : " DESC");
    return switch (query.sort()) {
          case PATIENT -> "s.sort_name " + dialect.plainOrder() + way + ", ";
          case PATIENT_ID -> "coalesce(s.patient_id, '') " + dialect.plainOrder() + way + ", ";
          case DATE -> "coalesce(s.study_date, '')" + way + ", ";
          case STAGE ->
              ("CASE " + STATE + " WHEN 'DRAFT' THEN 1 WHEN 'READY' THEN 2")
                  + (" WHEN 'SIGNED' THEN 3 WHEN 'AMENDED' THEN 4 ELSE 0 END" + way + ", ");
          case READER -> "lower(coalesce(" + READER + ", '')) " + dialect.plainOrder() + way + ", ";
          case EF -> "coalesce(m.lv_ef, -1)" + way + ", ";
          case FLAGS -> "coalesce(m.flags, -1)" + way + ", ";
          case CHANGED -> "";
        }
        + last
        + ", s.id"
        + (query.sort() == Sort.CHANGED ? way : " DESC");
  }
}
