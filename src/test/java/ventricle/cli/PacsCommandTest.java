package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.store.UserFolder;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.Phantoms;
import ventricle.support.SmallArchive;

class PacsCommandTest {

  private static final String SECRET = "s3cret-wörd";

  @TempDir Path folder;
  private SmallArchive archive;
  private Path password;
  private Study study;

  @BeforeEach
  void archiveWithAStudy() throws Exception {
    archive = new SmallArchive();
    study = Phantoms.small(7).study();
    archive.add(Phantoms.write(Phantoms.small(7), folder.resolve("phantom")));
    archive.lock("ada", SECRET);
    password = Files.writeString(folder.resolve("password"), SECRET + "\n");
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private CommandLineRun pacs(Object... arguments) {
    Stream<Object> usual =
        Stream.of("--pacs", archive.address(), "--user", "ada", "--password-file", password);
    Object[] all =
        Stream.concat(Stream.concat(Stream.of("pacs"), Stream.of(arguments)), usual).toArray();
    return CommandLineRun.of(folder.resolve("home"), all);
  }

  @Test
  void aStudyIsFoundFetchedAndItsResultsSent() throws Exception {
    CommandLineRun find = pacs("find", "--modality", "MR", "--json");
    assertThat(find.code()).as(find.err().toString()).isZero();
    JsonNode found = new JsonMapper().readTree(find.out().getFirst());
    assertThat(found.at("/schema").asText()).isEqualTo("ventricle-pacs-studies/1");
    assertThat(found.at("/studies/0/studyInstanceUid").asText())
        .isEqualTo(study.studyInstanceUid());
    assertThat(found.at("/studies/0/images").isNull()).as("the archive does not say").isTrue();

    CommandLineRun get = pacs("get", study.studyInstanceUid());
    assertThat(get.code()).as(get.err().toString()).isZero();
    Path here = Path.of(get.out().getFirst());
    assertThat(here).startsWith(new UserFolder(folder.resolve("home")).retrieved());
    assertThat(StudyReader.read(List.of(here), Progress.NONE, new CancelToken()).stack().frames())
        .hasSameSizeAs(study.stack().frames());

    int before = archive.dataSets().size();
    Path results = Files.createDirectories(folder.resolve("results"));
    try (Stream<Path> files = Files.list(here)) {
      Path one = files.findFirst().orElseThrow();
      Files.copy(one, results.resolve("sr.dcm"));
    }
    Files.writeString(results.resolve("measurements.json"), "{}");
    CommandLineRun send = pacs("send", results);
    assertThat(send.code()).as(send.err().toString()).isZero();
    assertThat(send.out()).containsExactly("1 of 1 files are in " + archive.host());
    assertThat(archive.dataSets()).hasSize(before);
    CommandLineRun audit = CommandLineRun.of(folder.resolve("home"), "audit", "verify");
    assertThat(audit.out().getFirst()).startsWith("3 rows");
  }

  @Test
  void nothingIsFetchedOrSentThatTheAuditCouldNotBeTold() throws Exception {
    int before = archive.dataSets().size();
    Path more = Phantoms.write(Phantoms.small(8), folder.resolve("more"));
    for (CommandLineRun run :
        List.of(
            pacs("find", "--database", "no such thing"),
            pacs("get", study.studyInstanceUid(), "--database", "no such thing"),
            pacs("send", more, "--database", "no such thing"))) {
      assertThat(run.code()).as(run.err().toString()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
    }
    assertThat(new UserFolder(folder.resolve("home")).retrieved()).doesNotExist();
    assertThat(archive.dataSets()).hasSize(before);
  }

  @Test
  void whatGoesWrongIsOneLineWithTheHostAndNoSecret() throws Exception {
    Files.writeString(password, "wr0ng");
    CommandLineRun refused = pacs("find");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.complaints())
        .containsExactly("ventricle: " + archive.host() + ": it refuses this login");
    Files.writeString(password, SECRET);
    archive.breakAfter(3);
    CommandLineRun broken = pacs("get", study.studyInstanceUid(), "--out", folder.resolve("in"));
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.complaints().getFirst()).contains(archive.host(), "connection was lost");
    try (Stream<Path> left = Files.list(folder.resolve("in"))) {
      assertThat(left.map(p -> p.getFileName().toString())).containsExactly(".incoming");
    }
    CommandLineRun nowhere =
        CommandLineRun.of(folder.resolve("home"), "pacs", "find", "--pacs", "pacs.example");
    assertThat(nowhere.code()).isEqualTo(2);
    for (CommandLineRun run : List.of(refused, broken, nowhere)) {
      assertThat(run.err().toString() + run.out()).doesNotContain("s3cret", "wr0ng");
    }
    assertThat(CommandLineRun.of(folder.resolve("home"), "pacs", "find").code()).isEqualTo(2);
  }
}
