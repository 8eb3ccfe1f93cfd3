package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
  void everyRoleIsNamedAndEveryModelSaysWhatItIsAndHowGood() throws Exception {
    CommandLineRun run = CommandLineRun.of(folder, "diagnose");
    for (String role : List.of("phase", "segment", "volume", "explain")) {
      assertThat(run.out()).anyMatch(line -> line.startsWith("Model      " + role + " "));
    }
    for (Path folder : Repository.models()) {
      JsonNode card = new ObjectMapper().readTree(folder.resolve("card.json").toFile());
      int at = run.out().indexOf(first(run, card.get("id").asText()));
      List<String> lines = run.out().subList(at, at + 5);
      assertThat(lines.get(0)).contains(card.get("role").asText(), card.get("version").asText());
      assertThat(lines.get(1)).contains(card.get("method").asText(), card.get("title").asText());
      assertThat(lines.get(3)).endsWith("weights " + card.get("weightsLicence").asText());
      assertThat(lines.get(4)).contains(headline(card.get("metrics")));
    }
  }

  /** The first figure on test data, else the first; what is to be shown of a card's metrics. */
  private static String headline(JsonNode metrics) {
    JsonNode shown = metrics.get(0);
    for (JsonNode metric : metrics) {
      if (metric.get("split").asText().equals("test")) {
        shown = metric;
        break;
      }
    }
    if (shown == null) {
      return "not measured";
    }
    StringBuilder text = new StringBuilder();
    for (String field : List.of("split", "measure", "structure", "phase")) {
      text.append(shown.hasNonNull(field) ? shown.get(field).asText() + " " : "");
    }
    return text + String.format(Locale.ROOT, "%.3f", shown.get("value").asDouble());
  }

  private static String first(CommandLineRun run, String id) {
    return run.out().stream()
        .filter(line -> line.startsWith("Model ") && line.contains(" " + id + " "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aModelThatIsNoDefaultSaysHowToUseIt() throws Exception {
    Path source = Repository.root().resolve("models").resolve("m1-dilated-tfcn");
    Path copy = Files.createDirectories(folder.resolve("models").resolve("m1-dilated-tfcn"));
    Files.copy(source.resolve("model.onnx"), copy.resolve("model.onnx"));
    String card = Files.readString(source.resolve("card.json"));
    Files.writeString(
        copy.resolve("card.json"), card.replaceFirst("\"default\": true", "\"default\": false"));
    CommandLineRun run =
        CommandLineRun.of(
            folder.resolve("home"),
            null,
            new CancelToken(),
            "diagnose",
            "--models",
            folder.resolve("models"));
    assertThat(run.out())
        .anyMatch(line -> line.contains("not used unless named") && line.contains("phase=m1"));
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
