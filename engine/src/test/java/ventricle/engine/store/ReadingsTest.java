package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;

/** Several readers of one study on one machine. */
class ReadingsTest {

  private static final Study STUDY = SyntheticStudies.study();
  private static final ContourKey PLACE = ContourKey.of(2, SyntheticStudies.ED, Structure.LV_ENDO);
  private static final Instant NINE = Instant.parse("2026-11-28T09:00:00Z");

  @TempDir Path folder;

  private void read(ReadingId id, double radius) throws StoreException {
    try (ReviewSession session = ReviewSession.open(folder, JournalKey.of(STUDY, id))) {
      session.apply(Documents.draw(PLACE, radius));
    }
  }

  private static double area(Reading reading) {
    return ventricle.engine.geometry.Polygons.area(
        reading.document().shown(PLACE).orElseThrow().contour());
  }

  @Test
  void nobodySeesTheLayerOfAnother() throws Exception {
    read(ReadingId.of("ada"), 10);

    try (ReviewSession ben = ReviewSession.open(folder, JournalKey.of(STUDY, "ben"))) {
      assertThat(ben.document().shown(PLACE)).isEmpty();
    }
  }

  @Test
  void theSecondSessionOfAProtocolBeginsWithoutTheFirst() throws Exception {
    read(new ReadingId("ada", "p/1", 1), 10);

    try (ReviewSession again =
        ReviewSession.open(folder, JournalKey.of(STUDY, new ReadingId("ada", "p/1", 2)))) {
      assertThat(again.document().shown(PLACE)).isEmpty();
    }
  }

  @Test
  void everyReadingOfAStudyIsFoundWithItsReaderAndSession() throws Exception {
    read(new ReadingId("ada", "p/1", 1), 9);
    read(ReadingId.of("ben"), 12);
    read(ReadingId.of("ada"), 10);

    List<Reading> found = new Readings(folder).of(STUDY);

    assertThat(found)
        .extracting(Reading::id)
        .containsExactly(ReadingId.of("ada"), ReadingId.of("ben"), new ReadingId("ada", "p/1", 1));
    assertThat(area(found.get(0))).isLessThan(area(found.get(1)));
    assertThat(found.get(0).document().studyInstanceUid()).isEqualTo(STUDY.studyInstanceUid());
  }

  @Test
  void lookingAtReadingsTakesNothingFromWhoIsAtWork() throws Exception {
    try (ReviewSession ada = ReviewSession.open(folder, JournalKey.of(STUDY, "ada"))) {
      ada.apply(Documents.draw(PLACE, 10));
      assertThat(new Readings(folder).of(STUDY)).hasSize(1);
      assertThat(ada.apply(Documents.draw(PLACE, 11)))
          .isInstanceOf(ReviewSession.Outcome.Saved.class);
    }
  }

  @Test
  void aStudyThatNobodyReadHasNoReadings() throws Exception {
    assertThat(new Readings(folder.resolve("none")).of(STUDY)).isEmpty();
    Files.writeString(folder.resolve("torn.journal"), "{\"schema\":");
    assertThat(new Readings(folder).of(STUDY)).isEmpty();
  }

  @Test
  void timeAtWorkOutlivesTheProgramAndTheShorteningOfTheJournal() throws Exception {
    JournalKey key = JournalKey.of(STUDY, "ada");
    try (ReviewSession session = ReviewSession.open(folder, key)) {
      session.active(NINE);
      session.active(NINE.plusSeconds(20));
      session.apply(Documents.draw(PLACE, 10));
      session.active(NINE.plusSeconds(50));
    }
    try (EditJournal journal = EditJournal.open(folder, key)) {
      assertThat(journal.active()).hasSeconds(50);
      journal.compact(journal.restored());
    }
    try (ReviewSession session = ReviewSession.open(folder, key)) {
      session.active(NINE.plusSeconds(4000));
      session.active(NINE.plusSeconds(4005));
      assertThat(session.activeTime()).hasSeconds(55);
    }
    assertThat(new Readings(folder).of(STUDY).getFirst().active())
        .isEqualTo(Duration.ofSeconds(55));
  }

  @Test
  void timeAtWorkIsKeptAlthoughTheDiskRefusesAndGoesWithACopy() throws Exception {
    JournalKey key = JournalKey.of(STUDY, "ada");
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file where a folder should be");
    Path stick = Files.createDirectories(folder.resolve("stick"));
    Path copy;
    try (ReviewSession session = ReviewSession.inMemory(blocked, key)) {
      for (int i = 0; i < 4; i++) {
        session.active(NINE.plusSeconds(10 * i));
        session.apply(Documents.draw(PLACE, 10 + i));
      }
      assertThat(session.unsaved()).isEqualTo(4);
      assertThat(session.activeTime()).hasSeconds(30);
      copy = session.copyTo(stick);
    }
    Path journals = folder.resolve("journals");
    try (ReviewSession session = ReviewSession.open(journals, key)) {
      session.active(NINE.plusSeconds(4000));
      session.active(NINE.plusSeconds(4005));
      session.takeUp(copy);
      assertThat(session.activeTime()).hasSeconds(30);
      session.active(NINE.plusSeconds(4007));
      session.makeReadOnly("ben has it");
      assertThat(session.activeTime()).as("although the journal is let go").hasSeconds(32);
    }
    try (ReviewSession session = ReviewSession.open(journals, key)) {
      assertThat(session.activeTime()).hasSeconds(32);
      session.takeUp(copy);
      assertThat(session.activeTime()).as("a shorter time takes nothing away").hasSeconds(32);
    }
    assertThat(new Readings(journals).of(STUDY).getFirst().active())
        .isEqualTo(Duration.ofSeconds(32));
  }
}
