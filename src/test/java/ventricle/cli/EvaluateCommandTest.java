package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.support.Phantoms;
import ventricle.support.Repository;

/** Phantoms analysed and held against their truth. */
class EvaluateCommandTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Integer> SEEDS = List.of(3, 7);

  @TempDir static Path shared;
  private static Path truth;
  private static Path predicted;

  @TempDir Path folder;

  @BeforeAll
  static void analyzePhantoms() throws IOException {
    truth = shared.resolve("truth");
    predicted = shared.resolve("predicted");
    for (int seed : SEEDS) {
      Path dicom = Phantoms.write(Phantoms.small(seed), truth.resolve("heart-" + seed));
      CommandLineRun run =
          CommandLineRun.of(
              shared.resolve("home"),
              "analyze",
              dicom,
              "--out",
              predicted.resolve("heart-" + seed),
              "--no-pdf");
      assertThat(run.code()).as(run.err().toString()).isIn(0, 4);
    }
  }

  private CommandLineRun evaluate(Object... arguments) {
    return CommandLineRun.of(
        folder.resolve("home"),
        Stream.concat(Stream.of("evaluate"), Arrays.stream(arguments)).toArray());
  }

  @Test
  void analysedPhantomsAreHeldAgainstTheirTruth() throws Exception {
    Path out = folder.resolve("out");
    Path file = folder.resolve("result.json");

    CommandLineRun run =
        evaluate("--pred", predicted, "--truth", truth, "--out", out, "--json", file);

    assertThat(run.code()).as(run.err().toString()).isZero();
    assertThat(run.out()).anyMatch(line -> line.startsWith("2 cases compared"));
    assertThat(run.out()).anyMatch(line -> line.matches("ED LV cavity +2 +\\d\\.\\d{3} ± .* mm.*"));
    assertThat(run.out()).anyMatch(line -> line.startsWith("LV EF %"));
    JsonNode json = JSON.readTree(file.toFile());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Repository.schema("evaluation")))
                .validate(json))
        .isEmpty();
    assertThat(json).isEqualTo(JSON.readTree(out.resolve("evaluation.json").toFile()));
    JsonNode cavity = json.at("/overlaps/0");
    assertThat(cavity.get("region").asText()).isEqualTo("LV_CAVITY");
    assertThat(cavity.at("/dice/mean").asDouble()).isBetween(.6, 1.0);
    assertThat(cavity.get("unit").asText()).isEqualTo("mm");
    // the truth's own volumes, as the phantom knows them
    JsonNode known = JSON.readTree(truth.resolve("heart-3/truth.json").toFile());
    double edv = known.at("/covered_slices_only/lv_edv_ml").asDouble();
    assertThat(json.at("/cases/0/truth/LV_EDV").asDouble()).isCloseTo(edv, within(.03 * edv));
    assertThat(out.resolve("cases.csv")).content().startsWith("case,mark,region");
    assertThat(Files.readAllLines(out.resolve("volumes.csv"))).hasSize(1 + 2 * 9);
    for (String plot : List.of("dice", "lv-ef", "lv-edv", "rv-esv")) {
      Path svg = out.resolve("plots/" + plot + ".svg");
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(svg.toFile())
                  .getElementsByTagName("circle")
                  .getLength())
          .as(plot)
          .isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void everyKindAgainstItselfIsDiceOne() throws Exception {
    for (String kind : List.of("contours", "labels", "seg")) {
      Path file = folder.resolve(kind + ".json");
      CommandLineRun run =
          evaluate(
              "--pred",
              predicted,
              "--truth",
              predicted,
              "--pred-kind",
              kind,
              "--truth-kind",
              kind,
              "--json",
              file);
      assertThat(run.code()).as(run.err().toString()).isZero();
      for (JsonNode overlap : JSON.readTree(file.toFile()).get("overlaps")) {
        assertThat(overlap.at("/dice/min").asDouble()).isEqualTo(1);
        assertThat(overlap.at("/hausdorff/max").asDouble()).isZero();
      }
    }
  }

  @Test
  void contoursAgainstSegOfOneAnalysisAgreeAsPixels() throws Exception {
    Path file = folder.resolve("mixed.json");

    CommandLineRun run =
        evaluate(
            "--pred",
            predicted,
            "--truth",
            predicted,
            "--pred-kind",
            "contours",
            "--truth-kind",
            "seg",
            "--json",
            file);

    assertThat(run.code()).as(run.err().toString()).isZero();
    JsonNode json = JSON.readTree(file.toFile());
    for (JsonNode overlap : json.get("overlaps")) {
      assertThat(overlap.at("/dice/min").asDouble()).isEqualTo(1);
    }
    assertThat(json.at("/cases/0/overlapOf").asText()).isEqualTo("voxels");
  }

  @Test
  void unpairedCasesAreNamedAndTheRestIsDone() {
    CommandLineRun run =
        evaluate("--pred", predicted, "--truth", folder(truth, "heart-3", "heart-9"));

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err())
        .contains("unpaired: heart-7: no such truth", "unpaired: heart-9: no such prediction");
    assertThat(run.out()).anyMatch(line -> line.startsWith("1 case compared"));
  }

  private Path folder(Path from, String name, String copy) {
    try {
      for (String to : List.of(name, copy)) {
        Path at = Files.createDirectories(folder.resolve("some").resolve(to));
        for (String file : List.of("labels_ed.nii.gz", "labels_es.nii.gz")) {
          Files.copy(from.resolve(name).resolve(file), at.resolve(file));
        }
      }
      return folder.resolve("some");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void twoFoldersThatAreCasesThemselvesAreOnePair() {
    CommandLineRun run =
        evaluate("--pred", predicted.resolve("heart-3"), "--truth", truth.resolve("heart-3"));

    assertThat(run.code()).as(run.err().toString()).isZero();
    assertThat(run.out()).anyMatch(line -> line.startsWith("1 case compared"));
  }

  @Test
  void whatCannotBeUsedIsOneLine() {
    CommandLineRun nothing = evaluate("--pred", shared.resolve("home"), "--truth", truth);
    assertThat(nothing.code()).isEqualTo(3);
    assertThat(nothing.complaints()).hasSize(1);

    CommandLineRun missing = evaluate("--pred", folder.resolve("no"), "--truth", truth);
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.complaints()).singleElement().asString().contains("does not exist");

    assertThat(evaluate("--pred", predicted).code()).isEqualTo(2);
    assertThat(
            evaluate(
                    "--pred",
                    predicted,
                    "--truth",
                    truth,
                    "--json",
                    folder.resolve("nowhere/result.json"))
                .code())
        .isEqualTo(2);
    assertThat(evaluate("--pred", predicted, "--truth", truth, "--out", truth).code()).isEqualTo(2);
  }
}
