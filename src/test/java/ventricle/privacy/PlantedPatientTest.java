package ventricle.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.Patient;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.AuditLog;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.store.db.StudyRow;
import ventricle.engine.store.db.Worklist;
import ventricle.support.ChildProgram;
import ventricle.support.Phantoms;

/** A person is planted in a study; the program may show her, but leaves her nowhere else. */
class PlantedPatientTest {

  private static final List<String> PLANTED =
      List.of("quillfeather", "ottoline", "zx-4711-90", "19310704", "1931-07-04");

  @TempDir Path folder;
  private Path home;
  private Path temporary;
  private Path study;

  @BeforeEach
  void plant() throws IOException {
    home = folder.resolve("home");
    temporary = Files.createDirectories(folder.resolve("tmp"));
    Patient person =
        new Patient(
            "ZX-4711-90", "Quillfeather^Ottoline", "F", LocalDate.of(1931, 7, 4), 94.0, 1.61, 58.0);
    Path dicom =
        Phantoms.write(
            Phantoms.of(person, Phantoms.small(7)), folder.resolve("Quillfeather Ottoline"));
    study = dicom.getParent();
    Files.writeString(dicom.resolve("ZX-4711-90 letter.txt"), "Ottoline Quillfeather, 1931-07-04");
    Path cut = dicom.resolve("IM00003.dcm");
    Files.write(dicom.resolve("Quillfeather.dcm"), Arrays.copyOf(Files.readAllBytes(cut), 2000));
    Files.delete(cut);
    assertThat(contains(Files.readAllBytes(dicom.resolve("IM00004.dcm")), PLANTED.get(0)))
        .as("the person is in the study")
        .isTrue();
  }

  @Test
  void anAnalysisLeavesThePersonOnlyInTheResults() throws Exception {
    Path out = folder.resolve("out");
    ChildProgram run = ChildProgram.run(home, temporary, "analyze", study, "--out", out);
    assertThat(run.code()).as(run.err()).isEqualTo(4);
    assertThat(everything(home.resolve("logs"))).as("a log was written").isNotEmpty();
    assertNobodyIn(home, List.of("ventricle.db"));
    theDatabaseIsItsOwners();
    assertNobodyIn(temporary, List.of());
    assertThat(everything(out)).hasSize(11).noneMatch(file -> names(file));
    assertThat(contains(Files.readAllBytes(out.resolve("sr.dcm")), "quillfeather"))
        .as("the structured report belongs to the person")
        .isTrue();
    assertThat(contains(Files.readAllBytes(out.resolve("measurements.json")), "quillfeather"))
        .isFalse();
    assertThat(contains(Files.readAllBytes(out.resolve("contours.json")), "quillfeather"))
        .isFalse();
  }

  @Test
  void theWindowLeavesThePersonOnlyInTheOwnersListOfPaths() throws Exception {
    ChildProgram run =
        ChildProgram.run(
            home, temporary, "open", study, "--snapshot", folder.resolve("window.png"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(everything(home.resolve("journals"))).isNotEmpty();
    assertNobodyIn(home, List.of("recent.json", "preferences.json", "ventricle.db"));
    assertNobodyIn(temporary, List.of());
    theDatabaseIsItsOwners();
    assumeTrue(home.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX");
    for (Path owned :
        List.of(
            home,
            home.resolve("logs"),
            home.resolve("recent.json"),
            home.resolve("preferences.json"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(owned)))
          .as(owned.toString())
          .endsWith("------");
    }
  }

  /** The list shows the person, so the database holds her, and nobody else may read it. */
  private void theDatabaseIsItsOwners() throws IOException {
    Path database = home.resolve("ventricle.db");
    assertThat(contains(Files.readAllBytes(database), "quillfeather")).isTrue();
    if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theAuditTellsWhatWasDoneAndNotToWhom() throws Exception {
    ChildProgram run =
        ChildProgram.run(
            home, temporary, "analyze", study, "--no-pdf", "--out", folder.resolve("out"));
    assertThat(run.code()).as(run.err()).isEqualTo(4);
    try (Database database =
        Database.open(new DatabaseAddress.Sqlite(home.resolve("ventricle.db")))) {
      StudyRow row =
          database.worklist().find(Worklist.Query.latest("nobody", 10)).rows().getFirst();
      List<AuditLog.Row> rows =
          database.audit(new AuditHeads(home.resolve("audit-heads.json"))).of(row.key());
      assertThat(rows).extracting(AuditLog.Row::action).containsExactly("analysed", "exported");
      String told = rows.toString().toLowerCase(Locale.ROOT);
      assertThat(PLANTED).noneMatch(told::contains);
      assertThat(told).doesNotContain(row.entry().studyInstanceUid());
    }
  }

  @Test
  void aPasswordIsNowhereEvenWhenTheDatabaseIsAway() throws Exception {
    ChildProgram run =
        ChildProgram.run(
            home,
            temporary,
            "analyze",
            study,
            "--no-pdf",
            "--out",
            folder.resolve("out"),
            "--database",
            "postgresql://ada:hunter-zebra-9@127.0.0.1:1/lab");
    assertThat(run.code()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains("not on the worklist", "cannot be reached");
    assertThat(run.err() + run.out()).doesNotContain("hunter-zebra-9");
    assertNobodyIn(home, List.of());
    for (Path file : everything(home)) {
      assertThat(contains(Files.readAllBytes(file), "hunter-zebra-9")).as("in " + file).isFalse();
    }
    assertThat(home.resolve("audit-waiting.json")).as("the audit waits").exists();
  }

  /** No file's name and no file's content names the person; contents of some may. */
  private void assertNobodyIn(Path place, List<String> mayName) throws IOException {
    for (Path file : everything(place)) {
      assertThat(names(place.relativize(file))).as("name of " + file).isFalse();
      if (!mayName.contains(file.getFileName().toString())) {
        byte[] content = Files.readAllBytes(file);
        assertThat(PLANTED).as("in " + file).noneMatch(word -> contains(content, word));
      }
    }
  }

  private static boolean names(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return PLANTED.stream().anyMatch(name::contains);
  }

  private static boolean contains(byte[] content, String word) {
    return new String(content, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).contains(word);
  }

  private static List<Path> everything(Path place) throws IOException {
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
