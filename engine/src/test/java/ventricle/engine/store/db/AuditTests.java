package ventricle.engine.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import ventricle.engine.store.StudyKey;

abstract class AuditTests extends DatabaseTests {

  private static final StudyKey STUDY = StudyEntries.key(1);

  private void write(int rows) throws Exception {
    for (int i = 0; i < rows; i++) {
      audit().append("ada", "desk-1", STUDY, new AuditEvent.Edited(i));
    }
  }

  private void intrude(String... statements) throws SQLException {
    try (Connection door = kind.backDoor();
        Statement statement = door.createStatement()) {
      kind.withoutGuards(statement);
      for (String sql : statements) {
        assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
      }
    }
  }

  private List<String> problems() throws Exception {
    return audit().verify().problems().stream().map(p -> p.kind() + " " + p.seq()).toList();
  }

  @Test
  void aWholeAuditVerifies() throws Exception {
    assertThat(audit().verify().whole()).isTrue();
    audit().append("ada", "desk-1", null, new AuditEvent.Removed());
    audit().append("ada", "desk-1", STUDY, new AuditEvent.Opened(false));
    audit().append("ben", "desk-2", STUDY, new AuditEvent.TookOver("ada", "desk-1", "…"));
    AuditVerification found = audit().verify();
    assertThat(found.problems()).isEmpty();
    assertThat(found.rows()).isEqualTo(3);
    assertThat(audit().of(STUDY))
        .extracting(AuditLog.Row::action)
        .containsExactly("opened", "took-over");
  }

  @Test
  void theDatabaseItselfRefusesToChangeOrDeleteARow() throws Exception {
    write(2);
    try (Connection door = kind.backDoor();
        Statement statement = door.createStatement()) {
      for (String sql :
          List.of(
              "UPDATE audit SET reader = 'eve' WHERE seq = 1",
              "DELETE FROM audit WHERE seq = 2",
              "DELETE FROM audit")) {
        assertThatThrownBy(() -> statement.executeUpdate(sql)).isInstanceOf(SQLException.class);
      }
    }
    assertThat(audit().verify().rows()).isEqualTo(2);
  }

  @Test
  void aChangedRowIsFoundWhateverWasChanged() throws Exception {
    List<String> changes =
        List.of(
            "reader = 'eve'",
            "machine = 'else'",
            "at = '2020-01-01T00:00:00.000Z'",
            "action = 'opened'",
            "study_key = NULL",
            "facts = '{}'",
            "id = 'x'",
            "hash = 'x'",
            "previous = 'x'");
    write(2 * changes.size());
    List<String> expected = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      statements.add("UPDATE audit SET " + changes.get(i) + " WHERE seq = " + (2 * i + 1));
      expected.add("CHANGED " + (2 * i + 1));
    }
    intrude(statements.toArray(String[]::new));
    assertThat(problems()).containsAll(expected);
  }

  @Test
  void aMissingRowIsFound() throws Exception {
    write(5);
    intrude("DELETE FROM audit WHERE seq = 3");
    assertThat(problems()).containsExactly("MISSING 4");
  }

  @Test
  void aRowTakenOutAndTheRestMovedUpIsFound() throws Exception {
    write(5);
    intrude(
        "DELETE FROM audit WHERE seq = 3",
        "UPDATE audit SET seq = 3 WHERE seq = 4",
        "UPDATE audit SET seq = 4 WHERE seq = 5");
    assertThat(problems()).contains("REORDERED 3", "TRUNCATED 5");
  }

  @Test
  void rowsThatChangedPlacesAreFound() throws Exception {
    write(5);
    intrude(
        "UPDATE audit SET seq = 99 WHERE seq = 2",
        "UPDATE audit SET seq = 2 WHERE seq = 4",
        "UPDATE audit SET seq = 4 WHERE seq = 99");
    assertThat(problems()).containsExactly("REORDERED 2", "REORDERED 4");
  }

  @Test
  void anEndCutOffIsFoundByWhatThisMachineHasSeen() throws Exception {
    write(5);
    intrude("DELETE FROM audit WHERE seq > 3");
    assertThat(problems()).containsExactly("TRUNCATED 4");
    Files.delete(folder.resolve("audit-heads.json"));
    assertThat(problems()).as("nobody else knows").isEmpty();
  }

  @Test
  void anEndCutOffStaysFoundHoweverMuchIsAddedAfterIt() throws Exception {
    write(5);
    intrude("DELETE FROM audit WHERE seq > 3");
    write(1);
    assertThat(problems()).containsExactly("TRUNCATED 5");
    write(4);
    assertThat(problems()).containsExactly("REWRITTEN 5");
  }

  @Test
  void theDatabaseKeepsTheNameUnderWhichItsAuditIsRemembered() throws Exception {
    try (Connection door = kind.backDoor();
        Statement statement = door.createStatement()) {
      for (String sql : List.of("UPDATE store SET id = 'x'", "DELETE FROM store")) {
        assertThatThrownBy(() -> statement.executeUpdate(sql)).isInstanceOf(SQLException.class);
      }
      assertThat(statement.executeUpdate("INSERT INTO store (id, created) VALUES ('x', '0')"))
          .as("a second name is not taken")
          .isZero();
    }
    try (Database again = Database.open(kind.address())) {
      assertThat(again.id()).isEqualTo(database.id());
    }
  }

  @Test
  void anAuditWrittenAnewIsFoundByWhatThisMachineHasSeen() throws Exception {
    write(3);
    intrude("DELETE FROM audit");
    AuditLog elsewhere = database.audit(new AuditHeads(folder.resolve("elsewhere.json")));
    for (int i = 0; i < 4; i++) {
      elsewhere.append("eve", "desk-1", STUDY, new AuditEvent.Edited(0));
    }
    assertThat(elsewhere.verify().whole()).isTrue();
    assertThat(problems()).containsExactly("REWRITTEN 3");
  }

  @Test
  void whatIsFoundStaysFound() throws Exception {
    write(5);
    intrude("DELETE FROM audit WHERE seq = 5");
    assertThat(problems()).containsExactly("TRUNCATED 5");
    assertThat(problems()).containsExactly("TRUNCATED 5");
  }

  @Test
  void manyWhoWriteAtOnceKeepOneChain() throws Exception {
    try (ExecutorService people = Executors.newFixedThreadPool(8);
        Database other = Database.open(kind.address())) {
      AuditLog second = other.audit(new AuditHeads(folder.resolve("second.json")));
      List<Callable<AuditLog.Row>> writing = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        AuditLog to = i % 2 == 0 ? audit() : second;
        int n = i;
        writing.add(() -> to.append("reader", "desk", STUDY, new AuditEvent.Edited(n)));
      }
      for (Future<AuditLog.Row> row : people.invokeAll(writing)) {
        row.get();
      }
    }
    AuditVerification found = audit().verify();
    assertThat(found.problems()).isEmpty();
    assertThat(found.rows()).isEqualTo(60);
  }
}
