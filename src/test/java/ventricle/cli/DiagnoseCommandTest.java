package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.task.CancelToken;
import ventricle.support.Repository;

class DiagnoseCommandTest {

  @TempDir Path folder;

  @Test
  void everyModelIsListedWithTheHashOfItsFile() throws Exception {
    CommandLineRun run = CommandLineRun.of(folder, "diagnose");
    assertThat(run.code()).isZero();
    for (String id : List.of("m1-dilated-tfcn", "m2-pspunet")) {
      assertThat(run.out()).anyMatch(line -> line.startsWith("Model ") && line.contains(id));
      byte[] network =
          Files.readAllBytes(Repository.root().resolve("models").resolve(id).resolve("model.onnx"));
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(network));
      assertThat(run.out()).anyMatch(line -> line.endsWith("sha256 " + hash));
    }
    assertThat(run.out()).anyMatch(line -> line.startsWith("Device     CPU"));
    assertThat(run.out()).anyMatch(line -> line.contains(folder.toString()));
    assertThat(run.out().getFirst()).contains("research use only");
  }

  @Test
  void withoutModelsItSaysSo() {
    CommandLineRun run = CommandLineRun.of(folder, null, new CancelToken(), "diagnose");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).anyMatch(line -> line.contains("none installed"));
  }

  @Test
  void aModelWhoseFileWasChangedIsNotUsable() throws Exception {
    Path source = Repository.root().resolve("models").resolve("m1-dilated-tfcn");
    Path copy = Files.createDirectories(folder.resolve("models").resolve("m1-dilated-tfcn"));
    Files.copy(source.resolve("card.json"), copy.resolve("card.json"));
    byte[] network = Files.readAllBytes(source.resolve("model.onnx"));
    network[network.length / 2] ^= 1;
    Files.write(copy.resolve("model.onnx"), network);
    CommandLineRun run =
        CommandLineRun.of(
            folder.resolve("home"),
            null,
            new CancelToken(),
            "diagnose",
            "--models",
            folder.resolve("models"));
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).anyMatch(line -> line.contains("not usable") && line.contains("sha256"));
  }
}
