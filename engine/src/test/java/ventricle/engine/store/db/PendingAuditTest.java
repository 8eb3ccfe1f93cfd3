package ventricle.engine.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StoreException.Kind;
import ventricle.engine.store.StudyKey;

/** A file of rows that wait, which a window and a command line may share. */
class PendingAuditTest {

  private static final StudyKey STUDY = StudyEntries.key(1);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("waiting.json");
  }

  private PendingAudit program() {
    return new PendingAudit(file());
  }

  private static PendingAudit.Entry row(int n) {
    return PendingAudit.Entry.of("ada", "desk-1", STUDY, new AuditEvent.Edited(n));
  }

  private static AuditLog.Row taken(PendingAudit.Entry entry) {
    return AuditChain.after(null, entry, entry.happened(), "{}");
  }

  private static List<PendingAudit.Entry> handed(PendingAudit from) throws StoreException {
    List<PendingAudit.Entry> rows = new ArrayList<>();
    assertThat(
            from.handTo(
                entry -> {
                  rows.add(entry);
                  return taken(entry);
                }))
        .isEqualTo(rows.size());
    return rows;
  }

  @Test
  void twoProgramsThatShareTheFileLoseAndDoubleNothing() throws Exception {
    PendingAudit window = program();
    PendingAudit commandLine = program();
    PendingAudit.Entry first = row(1);
    PendingAudit.Entry second = row(2);
    PendingAudit.Entry third = row(3);
    window.add(first);
    commandLine.add(second);
    assertThat(window.size()).isEqualTo(2);
    assertThat(handed(commandLine)).containsExactly(first, second);
    assertThat(window.isEmpty()).isTrue();
    window.add(third);
    assertThat(handed(window)).containsExactly(third);
    assertThat(handed(commandLine)).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void manyThatAddAtOnceLoseNothing() throws Exception {
    try (ExecutorService programs = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> adding = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        PendingAudit one = program();
        adding.add(
            () -> {
              for (int n = 0; n < 10; n++) {
                one.add(row(n));
              }
              return 10;
            });
      }
      for (Future<Integer> done : programs.invokeAll(adding)) {
        done.get();
      }
    }
    assertThat(handed(program())).hasSize(40);
  }

  @Test
  void whatIsNotTakenGoesOnWaiting() throws Exception {
    PendingAudit window = program();
    for (int n = 0; n < 3; n++) {
      window.add(row(n));
    }
    List<PendingAudit.Entry> rows = new ArrayList<>();
    assertThatThrownBy(
            () ->
                window.handTo(
                    entry -> {
                      if (!rows.isEmpty()) {
                        throw new StoreException(Kind.DATABASE_LOST, "gone again");
                      }
                      rows.add(entry);
                      return taken(entry);
                    }))
        .isInstanceOf(StoreException.class);
    assertThat(program().size()).isEqualTo(2);
    rows.addAll(handed(program()));
    assertThat(rows).extracting(PendingAudit.Entry::id).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void aFileThatCannotBeReadIsKeptAside() throws Exception {
    Files.writeString(file(), "[{\"who\":\"a later program\"");
    PendingAudit window = program();
    window.add(row(1));
    assertThat(handed(window)).hasSize(1);
    assertThat(folder.resolve("waiting.json.damaged-1"))
        .hasContent("[{\"who\":\"a later program\"");
  }

  @Test
  void whereTheDiskRefusesRowsWaitInMemoryAndAreHandedOver() throws Exception {
    Path taken = Files.writeString(folder.resolve("taken"), "a file where the folder should be");
    PendingAudit window = new PendingAudit(taken.resolve("waiting.json"));
    PendingAudit.Entry first = row(1);
    PendingAudit.Entry second = row(2);
    window.add(first);
    window.add(second);
    assertThat(window.size()).isEqualTo(2);
    assertThat(handed(window)).containsExactly(first, second);
    assertThat(window.isEmpty()).isTrue();
  }

  @Test
  void rowsThatWereHandedOverJustBeforeTheProgramWasKilledAreAddedOnce() throws Exception {
    Path notYet = Files.createDirectories(folder.resolve("notYet.db"));
    try (DatabaseLink gone = link(notYet)) {
      gone.audit("ada", STUDY, new AuditEvent.Edited(3));
      gone.audit("ada", STUDY, new AuditEvent.Closed());
    }
    byte[] waiting = Files.readAllBytes(file());
    for (int life = 0; life < 2; life++) {
      Files.write(file(), waiting);
      try (DatabaseLink link = link(folder.resolve("v.db"))) {
        AuditLog.Row[] rows =
            link.ask(db -> db.audit(heads()).of(STUDY)).toArray(AuditLog.Row[]::new);
        assertThat(rows).extracting(AuditLog.Row::action).containsExactly("edited", "closed");
        assertThat(rows[0].facts()).contains("happened");
        assertThat(link.waiting()).isZero();
        assertThat(link.ask(db -> db.audit(heads()).verify()).whole()).isTrue();
      }
    }
  }

  private AuditHeads heads() {
    return new AuditHeads(folder.resolve("heads.json"));
  }

  private DatabaseLink link(Path database) {
    return new DatabaseLink(new DatabaseAddress.Sqlite(database), heads(), program(), "desk-1");
  }
}
