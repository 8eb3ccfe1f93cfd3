package ventricle.engine.store.db;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sha256;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StoreException.Kind;
import ventricle.engine.store.StudyKey;

/** Documents as compressed text beside their hash. */
final class JdbcCommittedDocuments implements CommittedDocuments {

  private static final String COLUMNS =
      "SELECT id, study_key, reader, revision, state, signed, hash, numbers, at"
          + " FROM committed_document";

  private final Database database;

  JdbcCommittedDocuments(Database database) {
    this.database = database;
  }

  @Override
  public Committed commit(Commit commit, @Nullable StudyLock lock) throws StoreException {
    byte[] content = commit.content().getBytes(StandardCharsets.UTF_8);
    String id = UUID.randomUUID().toString();
    return database.write(
        sql -> {
          database.dialect().beAlone(sql);
          if (lock != null && !JdbcStudyLocks.beat(sql, database.dialect(), lock)) {
            throw new StoreException(Kind.CONFLICT, "Somebody else has taken this study over.");
          }
          int revision =
              sql.first(
                      "SELECT coalesce(max(revision), 0) + 1 FROM committed_document"
                          + " WHERE study_key = ? AND reader = ?",
                      row -> row.getInt(1),
                      commit.study().hash(),
                      commit.reader())
                  .orElse(1);
          sql.update(
              "DELETE FROM committed_document WHERE study_key = ? AND reader = ? AND signed = 0",
              commit.study().hash(),
              commit.reader());
          sql.update(
              "INSERT INTO committed_document (id, study_key, reader, revision, state, signed,"
                  + " hash, document, numbers, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                  + database.dialect().now()
                  + ")",
              id,
              commit.study().hash(),
              commit.reader(),
              revision,
              commit.state().name(),
              commit.signed() ? 1 : 0,
              Sha256.of(content),
              compressed(content),
              commit.numbers());
          return sql.first(COLUMNS + " WHERE id = ?", JdbcCommittedDocuments::read, id)
              .orElseThrow();
        });
  }

  @Override
  public Optional<Committed> latest(StudyKey study, String reader) throws StoreException {
    return database.read(
        sql ->
            sql.first(
                COLUMNS + " WHERE study_key = ? AND reader = ? ORDER BY revision DESC LIMIT 1",
                JdbcCommittedDocuments::read,
                study.hash(),
                reader));
  }

  @Override
  public List<Committed> all(StudyKey study) throws StoreException {
    return database.read(
        sql ->
            sql.query(
                COLUMNS + " WHERE study_key = ? ORDER BY at, reader, revision",
                JdbcCommittedDocuments::read,
                study.hash()));
  }

  @Override
  public String content(Committed committed) throws StoreException {
    byte[] kept =
        database
            .read(
                sql ->
                    sql.first(
                        "SELECT document FROM committed_document WHERE id = ?",
                        row -> row.getBytes(1),
                        committed.id()))
            .orElseThrow(
                () -> new StoreException(Kind.CANNOT_READ, "The document is not there any more."));
    try {
      byte[] content = new GZIPInputStream(new ByteArrayInputStream(kept)).readAllBytes();
      if (!Sha256.of(content).equals(committed.hash())) {
        throw new StoreException(Kind.CANNOT_READ, "The document is not what was handed in.");
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StoreException(Kind.CANNOT_READ, "The document is not what was handed in.", e);
    }
  }

  private static Committed read(ResultSet row) throws SQLException {
    return new Committed(
        row.getString("id"),
        new StudyKey(row.getString("study_key")),
        row.getString("reader"),
        row.getInt("revision"),
        StudyState.valueOf(row.getString("state")),
        row.getInt("signed") == 1,
        row.getString("hash"),
        row.getString("numbers"),
        row.getString("at"));
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }
}
