package ventricle.engine.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StoreException.Kind;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.Worklist.Query;

/** A database that goes away and comes back. */
class DatabaseLinkTest {

  private static final StudyKey STUDY = StudyEntries.key(1);

  @TempDir Path folder;
  private DatabaseLink link;

  private DatabaseLink link(DatabaseAddress address) {
    link =
        new DatabaseLink(
            address,
            new AuditHeads(folder.resolve("heads.json")),
            new PendingAudit(folder.resolve("waiting.json")),
            "desk-1");
    return link;
  }

  @AfterEach
  void close() {
    if (link != null) {
      link.close();
    }
  }

  private int studies() throws StoreException {
    return link.ask(db -> db.worklist().find(Query.latest("ada", 1)).total());
  }

  private List<String> audit() throws StoreException {
    return link.ask(
        db ->
            db.audit(new AuditHeads(folder.resolve("heads.json"))).of(STUDY).stream()
                .map(AuditLog.Row::action)
                .toList());
  }

  @Test
  void aServerThatIsGoneIsSaidToBeAndWhatWaitedIsInTheAuditWhenItIsBack() throws Exception {
    assumeTrue(TemporaryPostgresql.programs().isPresent(), "PostgreSQL is not installed");
    TemporaryPostgresql server = TemporaryPostgresql.start();
    link(server.address(server.database()));
    link.audit("ada", STUDY, new AuditEvent.Opened(false));
    server.down();
    assertThatThrownBy(this::studies)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DATABASE_LOST))
        .hasMessage("The database cannot be reached.");
    link.audit("ada", STUDY, new AuditEvent.Edited(3));
    link.audit("ada", STUDY, new AuditEvent.Closed());
    assertThat(link.waiting()).isEqualTo(2);
    server.up();
    link.tryAgain();
    assertThat(studies()).isZero();
    assertThat(link.failure()).isNull();
    assertThat(link.waiting()).isZero();
    assertThat(audit()).containsExactly("opened", "edited", "closed");
    assertThat(folder.resolve("waiting.json")).doesNotExist();
  }

  @Test
  void aFileThatIsGoneOrExchangedIsNotWrittenTo() throws Exception {
    Path file = folder.resolve("v.db");
    link(new DatabaseAddress.Sqlite(file));
    assertThat(studies()).isZero();
    Path aside = Files.move(file, folder.resolve("aside.db"));
    assertThatThrownBy(this::studies)
        .isInstanceOf(StoreException.class)
        .hasMessage("The database's file is gone.");
    Files.move(aside, file);
    link.tryAgain();
    assertThat(studies()).isZero();
  }

  @Test
  void whatWaitsOutlivesTheProgram() throws Exception {
    Path file = folder.resolve("taken");
    Files.createDirectories(file.resolve("v.db"));
    link(new DatabaseAddress.Sqlite(file.resolve("v.db")));
    link.audit("ada", STUDY, new AuditEvent.Edited(3));
    assertThat(link.failure()).isNotNull();
    link.close();
    link(new DatabaseAddress.Sqlite(folder.resolve("v.db")));
    assertThat(link.waiting()).isEqualTo(1);
    assertThat(audit()).containsExactly("edited");
  }

  @Test
  void aFileThatIsNoDatabaseIsSaidToBeDamaged() throws Exception {
    Path file = Files.writeString(folder.resolve("v.db"), "this is a letter, not a database");
    link(new DatabaseAddress.Sqlite(file));
    assertThatThrownBy(this::studies)
        .isInstanceOf(StoreException.class)
        .hasMessage("The database's file is damaged.");
    assertThat(Files.readString(file)).startsWith("this is a letter");
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX");
    Path file = folder.resolve("v.db");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    link(new DatabaseAddress.Sqlite(file));
    assertThat(studies()).isZero();
    for (String name : List.of("v.db", "v.db-wal")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aWrongPasswordIsSaidToBeOneWithoutRepeatingIt() throws Exception {
    assumeTrue(TemporaryPostgresql.programs().isPresent(), "PostgreSQL is not installed");
    DatabaseAddress.Postgresql right =
        (DatabaseAddress.Postgresql) TemporaryPostgresql.running().address("postgres");
    link(new DatabaseAddress.Postgresql(right.url(), right.user(), "hunter-zebra-9"));
    assertThatThrownBy(this::studies)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DATABASE_REFUSED))
        .hasMessage("The database does not accept this login.");
    assertThat(String.valueOf(link.failure().getCause())).doesNotContain("hunter-zebra-9");
  }
}
