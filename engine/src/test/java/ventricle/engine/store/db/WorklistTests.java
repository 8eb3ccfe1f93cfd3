package ventricle.engine.store.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.db.Worklist.Query;
import ventricle.engine.store.db.Worklist.Sort;
import ventricle.engine.store.db.Worklist.Stage;

abstract class WorklistTests extends DatabaseTests {

  private Query query(String words, Stage... stages) {
    return new Query("ada", words, Set.of(stages), Sort.PATIENT_ID, false, 0, 100);
  }

  private List<String> found(Query query) throws Exception {
    return database.worklist().find(query).rows().stream()
        .map(row -> row.entry().patientId())
        .toList();
  }

  @Test
  void aStudyIsListedAsItWasEntered() throws Exception {
    StudyEntry entry = StudyEntries.of(7);
    database.worklist().enter(entry);
    StudyRow row = database.worklist().find(entry.key(), "ada").orElseThrow();
    assertThat(row.entry()).isEqualTo(entry);
    assertThat(row.stage()).isEqualTo(Stage.NEW);
    assertThat(row.reader()).isNull();
    assertThat(row.lock()).isNull();
  }

  @Test
  void aStudyEnteredAgainIsOneRowWithTheLatestFacts() throws Exception {
    database.worklist().enter(StudyEntries.named(1, "Old Name"));
    database.worklist().progress(StudyEntries.key(1), "ada", StudyState.READY, 2, 61.5);
    database.worklist().enter(StudyEntries.named(1, "New Name"));
    Worklist.Page page = database.worklist().find(Query.latest("ada", 10));
    assertThat(page.total()).isEqualTo(1);
    assertThat(page.rows().getFirst().entry().patientName()).isEqualTo("New Name");
    assertThat(page.rows().getFirst().stage()).isEqualTo(Stage.READY);
    assertThat(page.rows().getFirst().lvEfPercent()).isEqualTo(61.5);
  }

  @Test
  void readersSeeTheirOwnNumbersAndOfOthersOnlyHowFarTheyAre() throws Exception {
    database.worklist().enter(StudyEntries.of(1));
    database.worklist().progress(StudyEntries.key(1), "ben", StudyState.SIGNED, 3, 44.0);
    StudyRow blind = database.worklist().find(StudyEntries.key(1), "ada").orElseThrow();
    assertThat(blind.stage()).isEqualTo(Stage.SIGNED);
    assertThat(blind.reader()).isEqualTo("ben");
    assertThat(blind.lvEfPercent()).isNull();
    assertThat(blind.flags()).isNull();
    database.worklist().progress(StudyEntries.key(1), "ada", StudyState.DRAFT, 1, 50.0);
    StudyRow own = database.worklist().find(StudyEntries.key(1), "ada").orElseThrow();
    assertThat(own.stage()).isEqualTo(Stage.DRAFT);
    assertThat(own.lvEfPercent()).isEqualTo(50.0);
    assertThat(own.otherReaders()).isEqualTo(1);
  }

  @Test
  void progressWithoutNumbersIsKept() throws Exception {
    database.worklist().enter(StudyEntries.of(1));
    database.worklist().progress(StudyEntries.key(1), "ada", StudyState.DRAFT, 0, null);
    assertThat(database.worklist().find(StudyEntries.key(1), "ada").orElseThrow().lvEfPercent())
        .isNull();
  }

  @Test
  void aSearchKnowsNoCaseNorAccentsAndTakesWordsInAnyOrder() throws Exception {
    database.worklist().enter(StudyEntries.named(1, "Öberg Zoë"));
    database.worklist().enter(StudyEntries.named(2, "Adams Ágnes"));
    assertThat(found(query("oberg"))).containsExactly("ID-00001");
    assertThat(found(query("ZOE ÖBERG"))).containsExactly("ID-00001");
    assertThat(found(query("id-00002"))).containsExactly("ID-00002");
    assertThat(found(query("2020-01-03"))).containsExactly("ID-00002");
    assertThat(found(query("signa"))).containsExactly("ID-00001", "ID-00002");
    assertThat(found(query("adams zoe"))).isEmpty();
  }

  @Test
  void signsThatMeanSomethingToADatabaseAreSearchedForAsTheyAre() throws Exception {
    database.worklist().enter(StudyEntries.named(1, "100% _O'Neill\\"));
    database.worklist().enter(StudyEntries.named(2, "Plain"));
    for (String words : List.of("%", "_", "'", "\\", "100%", "o'neill\\")) {
      assertThat(found(query(words))).as(words).containsExactly("ID-00001");
    }
    assertThat(found(query("'; DROP TABLE study; --"))).isEmpty();
    assertThat(found(query(""))).hasSize(2);
  }

  @Test
  void rowsAreFoundByStageAndByWhoReads() throws Exception {
    database.worklist().enter(IntStream.range(0, 5).mapToObj(StudyEntries::of).toList());
    database.worklist().progress(StudyEntries.key(1), "ada", StudyState.DRAFT, 0, null);
    database.worklist().progress(StudyEntries.key(2), "ada", StudyState.READY, 0, null);
    database.worklist().progress(StudyEntries.key(3), "ben", StudyState.SIGNED, 0, null);
    assertThat(found(query("", Stage.DRAFT, Stage.READY))).containsExactly("ID-00001", "ID-00002");
    assertThat(found(query("", Stage.NEW))).containsExactly("ID-00000", "ID-00004");
    assertThat(found(query("", Stage.NEW, Stage.SIGNED)))
        .containsExactly("ID-00000", "ID-00003", "ID-00004");
    assertThat(found(query("ben"))).containsExactly("ID-00003");
    assertThat(database.worklist().count(query("", Stage.DRAFT)))
        .isEqualTo(
            Map.of(
                Stage.NEW, 2, Stage.DRAFT, 1, Stage.READY, 1, Stage.SIGNED, 1, Stage.AMENDED, 0));
  }

  @Test
  void everyOrderIsTotalSoThatPagesShowEachRowOnce() throws Exception {
    database.worklist().enter(IntStream.range(0, 53).mapToObj(StudyEntries::of).toList());
    database.worklist().progress(StudyEntries.key(3), "ada", StudyState.DRAFT, 4, 30.0);
    for (Sort sort : Sort.values()) {
      for (boolean descending : new boolean[] {true, false}) {
        Query all = new Query("ada", "", Set.of(), sort, descending, 0, 53);
        List<String> whole = found(all);
        assertThat(whole).as(sort.name()).hasSize(53).doesNotHaveDuplicates();
        List<String> paged = new java.util.ArrayList<>();
        for (int from = 0; from < 53; from += 10) {
          paged.addAll(found(all.page(from, 10)));
        }
        assertThat(paged).isEqualTo(whole);
      }
    }
  }

  @Test
  void namesAreSortedAsPeopleReadThem() throws Exception {
    database.worklist().enter(StudyEntries.named(1, "Öberg"));
    database.worklist().enter(StudyEntries.named(2, "adams"));
    database.worklist().enter(StudyEntries.named(3, "Zimmer"));
    database.worklist().enter(StudyEntries.named(4, "Oates"));
    Query byName = new Query("ada", "", Set.of(), Sort.PATIENT, false, 0, 10);
    assertThat(found(byName)).containsExactly("ID-00002", "ID-00004", "ID-00001", "ID-00003");
  }

  @Test
  void theRowLastWorkedOnComesFirst() throws Exception {
    database.worklist().enter(StudyEntries.of(1));
    database.worklist().enter(StudyEntries.of(2));
    Thread.sleep(5);
    database.worklist().progress(StudyEntries.key(1), "ada", StudyState.DRAFT, 0, null);
    assertThat(found(Query.latest("ada", 10))).containsExactly("ID-00001", "ID-00002");
  }

  @Test
  void aStudyTakenOffTheListIsGoneFromIt() throws Exception {
    database.worklist().enter(StudyEntries.of(1));
    database.worklist().progress(StudyEntries.key(1), "ada", StudyState.DRAFT, 0, null);
    database.worklist().remove(StudyEntries.key(1));
    assertThat(database.worklist().find(Query.latest("ada", 10)).total()).isZero();
  }

  @Test
  void theListSaysWhoHasAStudyOpen() throws Exception {
    database.worklist().enter(StudyEntries.of(1));
    var unused = database.locks().acquire(StudyEntries.key(1), "ben", "desk-2");
    StudyLock lock = database.worklist().find(StudyEntries.key(1), "ada").orElseThrow().lock();
    assertThat(lock.reader()).isEqualTo("ben");
    assertThat(lock.machine()).isEqualTo("desk-2");
    assertThat(lock.stale()).isFalse();
  }
}
