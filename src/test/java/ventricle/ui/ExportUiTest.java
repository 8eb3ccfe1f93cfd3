package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.engine.exchange.AnalysisExport;

/** Leaving with numbers and a report. */
class ExportUiTest extends WorkstationTest {

  @BeforeEach
  void openStudy() throws Exception {
    openAnalysed();
  }

  @Test
  void everyFileIsWrittenWithWhatIsOnScreen() throws Exception {
    press(KeyCode.D);
    press(KeyCode.DELETE);
    double edv = presenter().measurementsProperty().get().lv().edvMl();
    Path out = folder.resolve("out");
    fx(() -> workstation.exportTo(out));
    assertThat(dialog()).contains("Exported 8 files").doesNotContain("Not written");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(AnalysisExport.FILES);
    }
    JsonNode json = new JsonMapper().readTree(out.resolve("measurements.json").toFile());
    assertThat(json.at("/lv/edvMl").asDouble()).isEqualTo(Math.rint(edv * 1e6) / 1e6);
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws Exception {
    Path out = Files.createDirectories(folder.resolve("full"));
    Files.writeString(out.resolve("letter.txt"), "mine");
    fx(() -> workstation.exportTo(out));
    assertThat(dialog()).contains("Export failed", "is not empty").doesNotContain("--force");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).containsExactly(out.resolve("letter.txt"));
    }
  }
}
