package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way out, and what a killed program leaves of them. */
class OutgoingTest {

  @TempDir Path home;
  private UserFolder user;

  @BeforeEach
  void folder() {
    user = new UserFolder(home);
  }

  private Path left(boolean locked, Duration age) throws Exception {
    Path folder = Files.createDirectory(home.resolve("outgoing-" + UUID.randomUUID()));
    Files.createDirectories(folder.resolve("files"));
    Files.writeString(folder.resolve("files/sr.dcm"), "numbers");
    if (locked) {
      Files.createFile(folder.resolve("in-use"));
    }
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
    return folder;
  }

  @Test
  void theFolderIsThereWhileInUseAndGoneAfterwards() throws Exception {
    Path files;
    try (Outgoing outgoing = Outgoing.in(user)) {
      files = outgoing.files();
      Files.createDirectory(files);
      Files.writeString(files.resolve("sr.dcm"), "numbers");
      Outgoing.clear(user);
      assertThat(files.resolve("sr.dcm")).as("another start leaves it alone").exists();
    }
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void whatAKilledProgramLeftIsGoneAfterTheNextStart() throws Exception {
    Path killed = left(true, Duration.ZERO);
    Path older = left(false, Duration.ofDays(2));
    Path justMade = left(false, Duration.ZERO);
    Path mine = Files.createDirectory(home.resolve("outgoing-letters"));
    Outgoing.clear(user);
    assertThat(killed).doesNotExist();
    assertThat(older).doesNotExist();
    assertThat(justMade).as("somebody is about to lock it").exists();
    assertThat(mine).as("no folder of this program").exists();
  }

  @Test
  void aProcessThatIsAliveKeepsItsFolder() throws Exception {
    Path folder = left(true, Duration.ofDays(2));
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                LockingProcess.class.getName(),
                folder.resolve("in-use").toString())
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('l');
      Outgoing.clear(user);
      assertThat(folder).exists();
    } finally {
      other.destroyForcibly();
      other.waitFor();
    }
    Outgoing.clear(user);
    assertThat(folder).doesNotExist();
  }

  /** Locks a file until it is killed. */
  public static final class LockingProcess {
    private LockingProcess() {}

    public static void main(String[] arguments) throws Exception {
      try (var channel = OwnerFiles.open(Path.of(arguments[0]));
          var lock = channel.lock()) {
        System.out.write('l');
        System.out.flush();
        Thread.sleep(60_000);
        lock.release();
      }
    }
  }
}
