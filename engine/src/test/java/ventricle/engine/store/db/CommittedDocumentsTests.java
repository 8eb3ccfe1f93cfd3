package ventricle.engine.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Measurer;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.DocumentCodec;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.CommittedDocuments.Commit;
import ventricle.engine.store.db.CommittedDocuments.Committed;

abstract class CommittedDocumentsTests extends DatabaseTests {

  private static final StudyKey STUDY = StudyEntries.key(1);

  private static ReviewDocument document(double radius) {
    return Edits.apply(Documents.blank(), Documents.modelRun(radius, 0, 3)).orThrow();
  }

  private static Commit commit(String reader, boolean signed, double radius) {
    return new Commit(
        STUDY,
        reader,
        signed ? StudyState.SIGNED : StudyState.DRAFT,
        signed,
        new DocumentCodec().write(document(radius)),
        "{\"ef\":61.5}");
  }

  private ReviewDocument read(Committed committed) throws Exception {
    return new DocumentCodec().read(database.documents().content(committed), "1.2.3");
  }

  @Test
  void aSignedVersionKeepsItsWordsAndItsHash() throws Exception {
    SignedVersion version =
        SignedVersion.of(1, "ada", "Ada L.", Instant.parse("2026-11-28T15:00:00Z"), "{\"ä\":1.5}");
    Committed kept = database.documents().commit(Commit.signed(STUDY, version), null);
    assertThat(kept.hash()).isEqualTo(version.sha256());
    assertThat(kept.signed()).isTrue();
    assertThat(database.documents().content(kept)).isEqualTo(version.content());
  }

  @Test
  void aDocumentComesBackAsItWasHandedIn() throws Exception {
    Committed kept = database.documents().commit(commit("ada", true, 9.1), null);
    assertThat(read(kept)).isEqualTo(document(9.1));
    assertThat(kept.numbers()).isEqualTo("{\"ef\":61.5}");
    assertThat(kept.revision()).isEqualTo(1);
    assertThat(database.documents().latest(STUDY, "ada")).contains(kept);
  }

  @Test
  void draftsReplaceEachOtherAndSignedOnesStay() throws Exception {
    database.documents().commit(commit("ada", false, 8), null);
    database.documents().commit(commit("ada", false, 8.5), null);
    database.documents().commit(commit("ada", true, 9), null);
    database.documents().commit(commit("ada", false, 10), null);
    database.documents().commit(commit("ada", true, 11), null);
    assertThat(database.documents().all(STUDY))
        .extracting(Committed::revision)
        .containsExactly(3, 5);
  }

  @Test
  void eachReadersDocumentsAreApart() throws Exception {
    database.documents().commit(commit("ada", false, 8), null);
    database.documents().commit(commit("ben", false, 9), null);
    Committed bens = database.documents().latest(STUDY, "ben").orElseThrow();
    assertThat(bens.revision()).isEqualTo(1);
    assertThat(read(bens)).isEqualTo(document(9));
  }

  @Test
  void theDatabaseItselfRefusesToChangeWhatWasSigned() throws Exception {
    database.documents().commit(commit("ada", true, 9), null);
    try (Connection door = kind.backDoor();
        Statement statement = door.createStatement()) {
      assertThatThrownBy(
              () -> statement.executeUpdate("UPDATE committed_document SET numbers = '{}'"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM committed_document"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(database.documents().all(STUDY)).hasSize(1);
  }

  @Test
  void aDocumentThatIsNotTheOneHandedInIsNotRead() throws Exception {
    Committed kept = database.documents().commit(commit("ada", false, 9), null);
    Committed other = database.documents().commit(commit("ben", false, 10), null);
    try (Connection door = kind.backDoor();
        Statement statement = door.createStatement()) {
      statement.executeUpdate(
          "UPDATE committed_document SET document = (SELECT document FROM committed_document"
              + " WHERE reader = 'ben') WHERE reader = 'ada'");
    }
    assertThatThrownBy(() -> database.documents().content(kept))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not what was handed in");
    assertThat(read(other)).isEqualTo(document(10));
  }

  @Test
  void whatEachReaderHandedInLastIsALayerToCompareWith() throws Exception {
    Study study = SyntheticStudies.study();
    StudyKey key = StudyKey.of(study);
    ReviewDocument early = SyntheticStudies.document(study);
    ReviewDocument late =
        Edits.apply(
                early, Documents.draw(ContourKey.of(2, SyntheticStudies.ED, Structure.LV_ENDO), 9))
            .orThrow();
    ReviewDocument signed = SyntheticStudies.signed(study);
    for (ReviewDocument each : List.of(early, late)) {
      database
          .documents()
          .commit(Commit.draft(key, "ben", each, Measurer.measure(study, each)), null);
    }
    SignedVersion version = signed.signatures().versions().getLast();
    database.documents().commit(Commit.signed(key, version), null);

    List<Reading> readings = CommittedReadings.of(database, study);

    assertThat(readings)
        .extracting(Reading::id)
        .containsExactlyInAnyOrder(ReadingId.of("ben"), ReadingId.of(version.reader()));
    assertThat(layer(readings, "ben")).isEqualTo(late);
    ReviewDocument layer = layer(readings, version.reader());
    assertThat(layer.readerLayer()).isEqualTo(signed.readerLayer());
    assertThat(layer.modelLayer()).isEqualTo(signed.modelLayer());
    assertThat(layer.states()).isEqualTo(signed.states());
    assertThat(layer.es()).isEqualTo(signed.es());
    assertThat(layer.studyInstanceUid()).isEqualTo(signed.studyInstanceUid());
  }

  private static ReviewDocument layer(List<Reading> readings, String reader) {
    return readings.stream()
        .filter(reading -> reading.id().equals(ReadingId.of(reader)))
        .findFirst()
        .orElseThrow()
        .document();
  }
}
