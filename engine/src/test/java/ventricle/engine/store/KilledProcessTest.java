package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.review.History;

class KilledProcessTest {

  private static final int KILLS = 20;

  @TempDir Path folder;

  private static Process start(Path journals, ProcessBuilder.Redirect output, String... prefix)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            JournalWriterProcess.class.getName(),
            journals.toString()));
    if (prefix.length > 0) {
      command.add("retry");
    }
    return new ProcessBuilder(command)
        .redirectOutput(output)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static History expected(int edits) {
    History history = History.of(JournalWriterProcess.KEY.blank());
    for (int i = 0; i < edits; i++) {
      history =
          switch (history.apply(JournalWriterProcess.edit(i))) {
            case History.Result.Applied(History after) -> after;
            case History.Result.Refused refused ->
                throw new IllegalStateException(refused.message());
          };
    }
    return history;
  }

  @Test
  void everyAcknowledgedEditIsFoundAgainAfterTheProcessIsKilled() throws Exception {
    Random random = new Random();
    int found = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int acknowledged =
          runAndKill(1 + random.nextInt(JournalWriterProcess.EDITS - 2), random.nextInt(3_000_000));
      try (EditJournal journal = EditJournal.open(folder, JournalWriterProcess.KEY)) {
        History restored = journal.restored();
        found = restored.past().size();
        assertThat(found).isGreaterThanOrEqualTo(acknowledged);
        // an edit may be on the disk although its acknowledgement was cut off
        assertThat(restored).isEqualTo(expected(found));
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(KILLS);
  }

  private int runAndKill(int acknowledgements, int nanos) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process = start(folder, ProcessBuilder.Redirect.to(said.toFile()));
    while (acknowledged(said).size() < acknowledgements && process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    TimeUnit.NANOSECONDS.sleep(nanos);
    process.destroyForcibly().waitFor();
    List<Integer> all = acknowledged(said);
    assertThat(all).hasSizeGreaterThanOrEqualTo(acknowledgements);
    return all.getLast();
  }

  /** Numbers in the finished lines of what the process said. */
  private static List<Integer> acknowledged(Path said) throws IOException {
    String text = Files.readString(said);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith("saved "))
        .map(line -> Integer.parseInt(line.substring("saved ".length())))
        .toList();
  }

  @Test
  void aFullDiskKeepsTheEditInMemoryAndRetryWritesIt() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/prlimit")), "needs prlimit to fake a full disk");
    Process process =
        start(folder, ProcessBuilder.Redirect.PIPE, "/usr/bin/prlimit", "--fsize=65536:unlimited");
    String last = "";
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      while (line != null && !line.startsWith("unsaved")) {
        line = out.readLine();
      }
      assertThat(line).isEqualTo("unsaved CANNOT_WRITE");
      new ProcessBuilder(
              "/usr/bin/prlimit", "--pid", "" + process.pid(), "--fsize=unlimited:unlimited")
          .start()
          .waitFor();
      process.outputWriter().append('\n').close();
      last = out.readLine();
    }
    process.waitFor();

    assertThat(last).startsWith("retried ");
    try (EditJournal journal = EditJournal.open(folder, JournalWriterProcess.KEY)) {
      assertThat(journal.notes()).isEmpty();
      assertThat(journal.restored())
          .isEqualTo(expected(Integer.parseInt(last.substring("retried ".length()))));
    }
  }
}
