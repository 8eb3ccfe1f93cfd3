package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.support.ChildProgram;
import ventricle.support.Phantoms;

/** The program as a process: what a shell or a pipe sees of it. */
class ProcessTest {

  @TempDir Path folder;
  private Path temporary;

  @BeforeEach
  void makeFolder() throws Exception {
    temporary = Files.createDirectories(folder.resolve("tmp"));
  }

  private ChildProgram run(Object... arguments) throws Exception {
    return ChildProgram.run(folder.resolve("home"), temporary, arguments);
  }

  @Test
  void onlyJsonGoesIntoAPipe() throws Exception {
    Path study = Phantoms.write(Phantoms.small(7), folder.resolve("phantom"));
    ChildProgram run = run("analyze", study, "--out", folder.resolve("out"), "--no-pdf", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.get("schema").asText()).isEqualTo("ventricle-measurements/1");
    assertThat(run.err()).doesNotContain("Exception", "SLF4J", "INFO", "WARNING");
  }

  @Test
  void badInputEndsWithThreeAndOneLine() throws Exception {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague");
    ChildProgram run = run("analyze", text, "--out", folder.resolve("out"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(l -> l.startsWith("ventricle: ")))
        .containsExactly("ventricle: letter.txt: not a DICOM file");
  }

  @Test
  void aSnapshotIsAPictureOfTheWholeWindow() throws Exception {
    Path study = Phantoms.write(Phantoms.small(7), folder.resolve("phantom"));
    Path picture = folder.resolve("window.png");
    ChildProgram run = run("open", study, "--theme", "dark", "--snapshot", picture);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().strip()).isEqualTo(picture.toString());
    var image = javax.imageio.ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(1440);
    assertThat(image.getHeight()).isEqualTo(900);
  }
}
