package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.DatabaseAddress;

class AuditCommandTest {

  @TempDir Path folder;

  private void write(int rows) throws Exception {
    UserFolder user = new UserFolder(folder);
    try (Database database = Database.open(new DatabaseAddress.Sqlite(user.database()))) {
      for (int i = 0; i < rows; i++) {
        database
            .audit(new AuditHeads(user.auditHeads()))
            .append("ada", "desk-1", null, new AuditEvent.Edited(i));
      }
    }
  }

  private void intrude(String... statements) throws Exception {
    try (Connection door =
            DriverManager.getConnection("jdbc:sqlite:" + new UserFolder(folder).database());
        Statement statement = door.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  @Test
  void aWholeAuditEndsWithZero() throws Exception {
    write(3);
    CommandLineRun run = CommandLineRun.of(folder, "audit", "verify");
    assertThat(run.code()).isZero();
    assertThat(run.out().getFirst()).startsWith("3 rows");
    assertThat(run.out().get(1)).contains("had seen row 3");
  }

  @Test
  void aChangedRowAndACutOffEndEndWithThreeAndAreNamed() throws Exception {
    write(5);
    intrude(
        "DROP TRIGGER audit_is_not_changed",
        "DROP TRIGGER audit_is_not_deleted",
        "UPDATE audit SET reader = 'eve' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 5");
    CommandLineRun run = CommandLineRun.of(folder, "audit", "verify");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .containsExactly(
            "row 2 was changed", "the audit ends at row 4; this machine has seen row 5");
    assertThat(run.complaints()).hasSize(1).first().asString().contains("is not whole");
    JsonNode json =
        new ObjectMapper()
            .readTree(CommandLineRun.of(folder, "audit", "verify", "--json").out().getFirst());
    assertThat(json.get("whole").asBoolean()).isFalse();
    assertThat(json.get("problems").get(0).get("kind").asText()).isEqualTo("changed");
    assertThat(json.get("problems").get(1).get("kind").asText()).isEqualTo("truncated");
  }

  @Test
  void whereThereIsNoDatabaseNoneIsMade() {
    CommandLineRun run = CommandLineRun.of(folder, "audit", "verify");
    assertThat(run.code()).isEqualTo(3);
    assertThat(new UserFolder(folder).database()).doesNotExist();
  }

  @Test
  void anAddressThatCannotBeReadIsUsageAndNotRepeated() {
    CommandLineRun run =
        CommandLineRun.of(folder, "audit", "verify", "--database", "mysql://ada:zebra@db/x");
    assertThat(run.code()).isEqualTo(2);
    assertThat(String.join("\n", run.err())).doesNotContain("zebra");
  }

  @Test
  void aServerThatDoesNotAnswerIsOneLine() {
    CommandLineRun run =
        CommandLineRun.of(
            folder, "audit", "verify", "--database", "postgresql://ada:zebra@127.0.0.1:1/lab");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.complaints()).containsExactly("ventricle: The database cannot be reached.");
  }
}
