package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.review.History;

/**
 * Programs that are killed while they edit. How often can be set with {@code -Dventricle.kills}: a
 * kill costs the start of a virtual machine, most of which an archive of its classes saves.
 */
class KilledProcessTest {

  private static final int KILLS = Integer.getInteger("ventricle.kills", 40);

  /** Lives of one journal: so few that all their edits stay within the steps a history keeps. */
  private static final int LIVES = 20;

  private static final int AT_ONCE = 2;

  @TempDir Path folder;

  private String classPath = System.getProperty("java.class.path");
  private List<String> shared = List.of("-Xshare:auto");

  private Process start(Path journals, ProcessBuilder.Redirect output, String... prefix)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(java(shared, journals));
    if (prefix.length > 0) {
      command.add("retry");
    }
    return new ProcessBuilder(command)
        .redirectOutput(output)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> java(List<String> options, Path journals) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "-cp",
            classPath,
            JournalWriterProcess.class.getName(),
            journals.toString()));
    return command;
  }

  /** One life that ends by itself leaves an archive of the classes it needed: starts cost less. */
  private void archiveClasses() throws Exception {
    classPath = inJars(classPath);
    Path archive = folder.resolve("classes.jsa");
    Process process =
        new ProcessBuilder(
                java(List.of("-XX:ArchiveClassesAtExit=" + archive), folder.resolve("first")))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.outputWriter().append('\n').close();
    process.waitFor();
    if (Files.exists(archive)) {
      shared = List.of("-XX:SharedArchiveFile=" + archive);
    }
  }

  /** A class path whose folders are jars, which an archive of classes asks for. */
  private String inJars(String path) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      Path place = Path.of(entry);
      entries.add(Files.isDirectory(place) ? jar(place, entries.size()).toString() : entry);
    }
    return String.join(File.pathSeparator, entries);
  }

  private Path jar(Path classes, int number) throws IOException {
    Path jar = folder.resolve("classes-" + number + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        out.putNextEntry(new ZipEntry(name));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
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

  /** What became of some kills. */
  private record Tally(int kills, int acknowledged, int found) {
    Tally plus(Tally other) {
      return new Tally(kills + other.kills, acknowledged + other.acknowledged, found + other.found);
    }
  }

  @Test
  void everyAcknowledgedEditIsFoundAgainAfterTheProcessIsKilled(TestReporter reporter)
      throws Exception {
    archiveClasses();
    long start = System.nanoTime();
    List<Callable<Tally>> journals = new ArrayList<>();
    for (int kills = 0; kills < KILLS; kills += LIVES) {
      Path journal = folder.resolve("journal-" + kills);
      int lives = Math.min(LIVES, KILLS - kills);
      journals.add(() -> live(journal, lives));
    }
    Tally all = new Tally(0, 0, 0);
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Tally> one : workers.invokeAll(journals)) {
        all = all.plus(one.get());
      }
    }
    assertThat(all.kills()).isEqualTo(KILLS);
    assertThat(all.found()).isGreaterThanOrEqualTo(all.acknowledged());
    reporter.publishEntry(
        Map.of(
            "kills", "" + all.kills(),
            "edits acknowledged", "" + all.acknowledged(),
            "edits found", "" + all.found(),
            "seconds", "" + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)));
  }

  /** Lives that go on with each other's work, each killed at a moment of its own. */
  private Tally live(Path journals, int lives) throws Exception {
    Random random = new Random();
    Files.createDirectories(journals);
    int found = 0;
    int acknowledged = 0;
    for (int life = 0; life < lives; life++) {
      int edits = random.nextInt(JournalWriterProcess.EDITS);
      acknowledged = Math.max(found, runAndKill(journals, edits, random.nextInt(3_000_000)));
      try (EditJournal journal = EditJournal.open(journals, JournalWriterProcess.KEY)) {
        History restored = journal.restored();
        found = restored.past().size();
        assertThat(found).isGreaterThanOrEqualTo(acknowledged);
        // an edit may be on the disk although its acknowledgement was cut off
        assertThat(restored).isEqualTo(expected(found));
      }
    }
    return new Tally(lives, acknowledged, found);
  }

  /**
   * @param acknowledgements to wait for; with none the program is killed as it starts
   * @return edits that the program said were on the disk, 0 when it said nothing
   */
  private int runAndKill(Path journals, int acknowledgements, int nanos) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process = start(journals, ProcessBuilder.Redirect.to(said.toFile()));
    while (acknowledged(said).size() < acknowledgements && process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(3);
    }
    TimeUnit.NANOSECONDS.sleep(acknowledgements == 0 ? 100L * nanos : nanos);
    process.destroyForcibly().waitFor();
    List<Integer> all = acknowledged(said);
    assertThat(all).hasSizeGreaterThanOrEqualTo(acknowledgements);
    return all.isEmpty() ? 0 : all.getLast();
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
