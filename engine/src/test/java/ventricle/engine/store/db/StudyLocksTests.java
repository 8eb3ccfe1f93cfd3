package ventricle.engine.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.CommittedDocuments.Commit;
import ventricle.engine.store.db.StudyLocks.Answer;

abstract class StudyLocksTests extends DatabaseTests {

  private static final StudyKey STUDY = StudyEntries.key(1);

  private StudyLock held(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Held.class);
    return ((Answer.Held) answer).lock();
  }

  private StudyLock taken(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Taken.class);
    return ((Answer.Taken) answer).by();
  }

  @Test
  void theSecondIsToldWhoHasItAndSinceWhen() throws Exception {
    StudyLock first = held(database.locks().acquire(STUDY, "ada", "desk-1"));
    StudyLock told = taken(database.locks().acquire(STUDY, "ben", "desk-2"));
    assertThat(told.reader()).isEqualTo("ada");
    assertThat(told.machine()).isEqualTo("desk-1");
    assertThat(told.since()).isEqualTo(first.since());
    assertThat(told.stale()).isFalse();
  }

  @Test
  void whoeverIsTakenOverLearnsByWhomAndCanHandInNothing() throws Exception {
    StudyLock first = held(database.locks().acquire(STUDY, "ada", "desk-1"));
    StudyLock told = taken(database.locks().acquire(STUDY, "ben", "desk-2"));
    assertThat(database.locks().beat(first)).isEmpty();
    StudyLock second = held(database.locks().takeOver(told, "ben", "desk-2"));
    assertThat(database.locks().beat(first).orElseThrow().now().reader()).isEqualTo("ben");
    Commit commit = new Commit(STUDY, "ada", StudyState.DRAFT, false, "{}", "{}");
    assertThatThrownBy(() -> database.documents().commit(commit, first))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CONFLICT));
    assertThat(database.documents().all(STUDY)).isEmpty();
    assertThat(database.locks().beat(second)).isEmpty();
    database.locks().release(first);
    assertThat(database.locks().holder(STUDY)).contains(second);
  }

  @Test
  void takingOverFromSomebodyWhoLostItMeanwhileTakesNothing() throws Exception {
    StudyLock first = held(database.locks().acquire(STUDY, "ada", "desk-1"));
    held(database.locks().takeOver(first, "ben", "desk-2"));
    assertThat(taken(database.locks().takeOver(first, "cyd", "desk-3")).reader()).isEqualTo("ben");
  }

  @Test
  void aStudyThatWasLetGoIsFree() throws Exception {
    StudyLock first = held(database.locks().acquire(STUDY, "ada", "desk-1"));
    database.locks().release(first);
    assertThat(database.locks().holder(STUDY)).isEmpty();
    held(database.locks().takeOver(first, "ben", "desk-2"));
  }

  @Test
  void aHoldWithoutASignOfLifeIsShownAsStale() throws Exception {
    held(database.locks().acquire(STUDY, "ada", "desk-1"));
    try (Connection door = kind.backDoor();
        Statement statement = door.createStatement()) {
      statement.executeUpdate("UPDATE study_lock SET heartbeat = '2026-01-01T00:00:00.000Z'");
    }
    StudyLock told = taken(database.locks().acquire(STUDY, "ben", "desk-2"));
    assertThat(told.stale()).isTrue();
    assertThat(held(database.locks().takeOver(told, "ben", "desk-2")).stale()).isFalse();
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsIt() throws Exception {
    try (ExecutorService people = Executors.newFixedThreadPool(8);
        Database other = Database.open(kind.address())) {
      List<Callable<Answer>> asking = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Database from = i % 2 == 0 ? database : other;
        String reader = "reader-" + i;
        asking.add(() -> from.locks().acquire(STUDY, reader, "desk"));
      }
      int got = 0;
      for (Future<Answer> answer : people.invokeAll(asking)) {
        got += answer.get() instanceof Answer.Held ? 1 : 0;
      }
      assertThat(got).isEqualTo(1);
    }
  }
}
