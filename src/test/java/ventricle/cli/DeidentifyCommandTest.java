package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.Patient;
import ventricle.support.Phantoms;

class DeidentifyCommandTest {

  private static final Patient PERSON =
      new Patient(
          "ZX-4711-90", "Quillfeather^Ottoline", "F", LocalDate.of(1951, 7, 4), 74.0, 1.61, 58.0);

  @TempDir Path folder;

  private CommandLineRun run(Object... arguments) {
    return CommandLineRun.of(folder.resolve("home"), arguments);
  }

  private JsonNode numbers(Path dicom, String out) throws Exception {
    Path results = folder.resolve(out);
    CommandLineRun analysed = run("analyze", dicom, "--no-pdf", "--out", results);
    assertThat(analysed.code()).as(analysed.err().toString()).isIn(0, 4);
    ObjectNode read =
        (ObjectNode) new JsonMapper().readTree(results.resolve("measurements.json").toFile());
    return read.remove(List.of("studyInstanceUid", "timingsMs"));
  }

  @Test
  void aStudyGivesTheSameNumbersWithoutItsPatientWhomNobodyFindsInIt() throws Exception {
    Path dicom =
        Phantoms.write(Phantoms.of(PERSON, Phantoms.small(7)), folder.resolve("Quillfeather"));
    Path out = folder.resolve("out");
    CommandLineRun done =
        run("deidentify", dicom, "--out", out, "--dates", "shifted", "--keep-characteristics");
    assertThat(done.code()).as(done.err().toString()).isZero();
    assertThat(done.out()).containsExactly("50 files in " + out);
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text =
            (out.relativize(file)
                    + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .toLowerCase(Locale.ROOT);
        assertThat(text).doesNotContain("quill", "ottoline", "zx-4711", "19510704");
      }
    }
    assertThat(numbers(out, "after")).isEqualTo(numbers(dicom, "before"));
    assertThat(run("audit", "verify").out().getFirst()).contains("each as it was written");
  }

  @Test
  void aKeptKeyGivesTheSameFilesAgain() throws Exception {
    Path dicom = Phantoms.write(Phantoms.small(7), folder.resolve("in"));
    Path key = folder.resolve("key");
    for (String out : List.of("a", "b")) {
      CommandLineRun done = run("deidentify", dicom, "--out", folder.resolve(out), "--key", key);
      assertThat(done.code()).as(done.err().toString()).isZero();
    }
    List<Path> first = files(folder.resolve("a"));
    List<Path> second = files(folder.resolve("b"));
    assertThat(first).hasSameSizeAs(second);
    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i)).hasSameBinaryContentAs(second.get(i));
    }
    Files.writeString(key, "no key");
    assertThat(run("deidentify", dicom, "--out", folder.resolve("c"), "--key", key).code())
        .isEqualTo(2);
    assertThat(run("deidentify", dicom, "--out", folder.resolve("a")).code()).isEqualTo(2);
    assertThat(run("deidentify", dicom, "--out", folder.resolve("d"), "--subject", "../up").code())
        .isEqualTo(2);
  }

  @Test
  void nothingGoesOutThatTheAuditCouldNotBeTold() throws Exception {
    Path dicom = Phantoms.write(Phantoms.small(7), folder.resolve("in"));
    Path out = folder.resolve("out");
    CommandLineRun refused = run("deidentify", dicom, "--out", out, "--database", "no such thing");
    assertThat(refused.code()).as(refused.err().toString()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  private static List<Path> files(Path below) throws Exception {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
