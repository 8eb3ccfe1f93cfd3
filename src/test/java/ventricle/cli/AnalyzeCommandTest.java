package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.LongAxis;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.Phantoms;
import ventricle.support.Repository;

class AnalyzeCommandTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final PhantomStudy PHANTOM = Phantoms.small(7);

  @TempDir static Path shared;
  private static Path study;

  @TempDir Path folder;

  @BeforeAll
  static void writePhantom() throws IOException {
    study = Phantoms.write(PHANTOM, shared.resolve("phantom"));
  }

  private CommandLineRun analyze(Object... arguments) {
    return CommandLineRun.of(
        folder.resolve("home"),
        Stream.concat(Stream.of("analyze"), Arrays.stream(arguments)).toArray());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  private static Set<ValidationMessage> errors(String schema, JsonNode json) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(Repository.schema(schema)))
        .validate(json);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void everyFileIsWrittenAndTheNumbersAreThePhantoms() throws IOException {
    CommandLineRun run = analyze(study, "--out", out());
    assertThat(run.code()).as(run.err().toString()).isZero();
    assertThat(names(out())).containsExactlyInAnyOrderElementsOf(AnalysisExport.FILES);
    JsonNode json = json(out().resolve("measurements.json"));
    assertThat(errors("measurements", json)).isEmpty();
    assertThat(errors("contours", json(out().resolve("contours.json")))).isEmpty();
    assertThat(json.at("/slices").asInt()).isEqualTo(Phantoms.SLICES);
    assertThat(json.at("/phases").asInt()).isEqualTo(Phantoms.PHASES);
    assertThat(json.at("/studyInstanceUid").asText()).isEqualTo(PHANTOM.study().studyInstanceUid());
    double edv = PHANTOM.truth().covered().lvEdvMl();
    assertThat(json.at("/lv/edvMl").asDouble()).isCloseTo(edv, within(.15 * edv));
    Set<String> spoke = new TreeSet<>(Repository.roles());
    spoke.remove("explain");
    assertThat(json.at("/models").findValuesAsText("role")).containsExactlyElementsOf(spoke);
    assertThat(json.has("secondReading")).isEqualTo(spoke.contains("volume"));
    if (json.has("secondReading")) {
      assertThat(json.at("/secondReading/lv/edvMl").isNumber()).isTrue();
      assertThat(json.at("/secondReading/lv/esvMl").isNumber()).isTrue();
      assertThat(json.at("/models")).contains(json.at("/secondReading/model"));
    }
    assertThat(json.at("/device").asText()).isEqualTo("cpu");
    assertThat(json.at("/curve/lvMl").isNull()).as("only ED and ES were asked for").isTrue();
    assertThat(run.out()).anyMatch(line -> line.startsWith("LV  EDV"));
    assertThat(Files.readAllBytes(out().resolve("report.pdf"))).startsWith('%', 'P', 'D', 'F');
  }

  @Test
  void theFormulaOfTheBodySurfaceThatIsAskedForIsInTheFiles() throws IOException {
    CommandLineRun run =
        analyze(study, "--out", out(), "--no-pdf", "--bsa", "du-bois", "--also", "csv");
    assertThat(run.code()).as(run.err().toString()).isZero();
    JsonNode json = json(out().resolve("measurements.json"));
    assertThat(errors("measurements", json)).isEmpty();
    assertThat(json.at("/indexed/formula").asText()).isEqualTo("Du Bois");
    double height = json.at("/person/heightM/value").asDouble();
    double weight = json.at("/person/weightKg/value").asDouble();
    assertThat(json.at("/indexed/bsaM2").asDouble())
        .isCloseTo(0.007184 * Math.pow(100 * height, .725) * Math.pow(weight, .425), within(1e-5));
    assertThat(json.at("/rv/coLPerMin").isNumber()).isTrue();
    assertThat(Files.readAllLines(out().resolve("measurements.csv")))
        .anyMatch(line -> line.startsWith("BSA (Du Bois),"))
        .anyMatch(line -> line.startsWith("RV CO,"))
        .anyMatch(line -> line.startsWith("RV cardiac index,"));

    CommandLineRun wrong = analyze(study, "--out", folder.resolve("no"), "--bsa", "haycock");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err().toString()).contains("mosteller or du-bois", "haycock");
  }

  @Test
  void allPhasesGiveTheVolumeCurve() throws Exception {
    CommandLineRun run =
        analyze(
            study,
            "--out",
            out(),
            "--phases",
            "all",
            "--no-pdf",
            "--json",
            "--also",
            "seg-all,heatmap-key-images");
    assertThat(run.code()).as(run.err().toString()).isZero();
    assertThat(run.out()).hasSize(1);
    JsonNode json = JSON.readTree(run.out().getFirst());
    assertThat(json.at("/curve/lvMl")).hasSize(Phantoms.PHASES);
    assertThat(json.at("/curve/timesMs")).hasSize(Phantoms.PHASES);
    assertThat(json.at("/curve/lvMl").get(json.at("/ed").asInt() - 1))
        .isEqualTo(json.at("/lv/edvMl"));
    assertThat(names(out()))
        .doesNotContain("report.pdf")
        .contains("seg-01.dcm", "seg-%02d.dcm".formatted(Phantoms.PHASES))
        .containsAll(AnalysisExport.HEATMAPS)
        .hasSize(AnalysisExport.FILES.size() - 2 + Phantoms.PHASES + 2);
    assertThat(
            DicomReader.read(out().resolve("key-heatmap-es.dcm"))
                .dataSet()
                .string(Tag.of("DerivationDescription"))
                .orElseThrow())
        .contains("AI heatmap burnt in: Grad-CAM of LV endocardium by ", ", layer ");
  }

  @Test
  void thePrintedJsonIsTheWrittenOne() throws IOException {
    CommandLineRun run = analyze(study, "--out", out(), "--no-pdf", "--json");
    assertThat(JSON.readTree(String.join("\n", run.out())))
        .isEqualTo(json(out().resolve("measurements.json")));
  }

  @Test
  void theWayFilesAreOrganisedChangesNothing() throws IOException {
    Set<JsonNode> found = new HashSet<>();
    for (String organisation : List.of("series-per-slice", "one-series", "enhanced")) {
      Path phantom = folder.resolve(organisation);
      CommandLineRun made =
          CommandLineRun.of(
              folder.resolve("home"),
              "phantom",
              phantom,
              "--seed",
              11,
              "--slices",
              6,
              "--phases",
              12,
              "--matrix",
              96,
              "--organisation",
              organisation);
      assertThat(made.code()).as(made.err().toString()).isZero();
      assertThat(made.out()).containsExactly(phantom.toString());
      assertThat(names(phantom))
          .containsExactlyInAnyOrder("dicom", "labels_ed.nii.gz", "labels_es.nii.gz", "truth.json");
      assertThat(json(phantom.resolve("truth.json")).at("/slices").asInt()).isEqualTo(6);
      Path out = folder.resolve("out-" + organisation);
      assertThat(analyze(phantom.resolve("dicom"), "--out", out, "--no-pdf").code()).isZero();
      JsonNode json = json(out.resolve("measurements.json"));
      found.add(((ObjectNode) json).retain("slices", "phases", "ed", "es", "lv"));
    }
    assertThat(found).hasSize(1);
    assertThat(found.iterator().next().get("slices").asInt()).isEqualTo(6);
    assertThat(found.iterator().next().get("phases").asInt()).isEqualTo(12);
  }

  @Test
  void aPhantomIsWrittenWithThreeLongAxesOrWithNone() throws Exception {
    assertThat(longAxes("with")).isEqualTo(3);
    assertThat(longAxes("without", "--no-long-axis")).isZero();
    assertThat(folder.resolve("with/truth.json"))
        .hasSameTextualContentAs(folder.resolve("without/truth.json"));
  }

  private int longAxes(String name, String... more) throws Exception {
    Path phantom = folder.resolve(name);
    Object[] words =
        Stream.concat(
                Stream.of("phantom", phantom, "--slices", 5, "--phases", 10, "--matrix", 64),
                Stream.of(more))
            .toArray();
    assertThat(CommandLineRun.of(folder.resolve("home"), words).code()).isZero();
    Study read =
        StudyReader.read(List.of(phantom.resolve("dicom")), Progress.NONE, new CancelToken());
    assertThat(read.stack().sliceCount()).isEqualTo(5);
    return LongAxis.of(read).size();
  }

  @Test
  void aStudyWithABrokenFileIsMeasuredAndTheFileIsNamed() throws IOException {
    Path broken = Phantoms.write(PHANTOM, folder.resolve("broken"));
    Path cut = broken.resolve("IM00003.dcm");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 2000));
    CommandLineRun run = analyze(broken, "--out", out(), "--no-pdf");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err())
        .filteredOn(l -> l.startsWith("left out: "))
        .singleElement()
        .asString()
        .contains("IM00003.dcm");
    assertThat(out().resolve("measurements.json")).exists();
  }

  @Test
  void withoutModelsTheValuesAreNullAndAFlagSaysWhy() throws IOException {
    Path none = Files.createDirectories(folder.resolve("no-models"));
    CommandLineRun run =
        CommandLineRun.of(
            folder.resolve("home"),
            null,
            new CancelToken(),
            "analyze",
            study,
            "--out",
            out(),
            "--models",
            none);
    assertThat(run.code()).isEqualTo(4);
    JsonNode json = json(out().resolve("measurements.json"));
    assertThat(errors("measurements", json)).isEmpty();
    assertThat(json.at("/lv/edvMl").isNull()).isTrue();
    assertThat(json.at("/ed").isNull()).isTrue();
    assertThat(json.at("/models")).isEmpty();
    assertThat(json.at("/flags").findValuesAsText("code")).contains("no-model");
  }

  private void assertUnusable(Path input, String... words) {
    CommandLineRun run = analyze(input, "--out", out());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.complaints()).singleElement().asString().contains(words);
    assertThat(run.err()).noneMatch(line -> line.contains("Exception") || line.contains("\tat "));
    assertThat(run.out()).isEmpty();
    assertThat(out()).doesNotExist();
  }

  @Test
  void anEmptyFolderIsUnusable() throws IOException {
    assertUnusable(Files.createDirectories(folder.resolve("empty")), "empty", "no files");
  }

  @Test
  void aTextFileIsUnusable() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague");
    assertUnusable(text, "letter.txt", "not a DICOM file");
  }

  @Test
  void aFileThatIsNotThereIsUnusable() {
    assertUnusable(folder.resolve("nowhere.dcm"), "nowhere.dcm");
  }

  @Test
  void aStackWithoutPhasesIsUnusable() throws Exception {
    Path still = Phantoms.write(PHANTOM, folder.resolve("still"));
    Set<String> series = new HashSet<>();
    try (Stream<Path> files = Files.list(still)) {
      for (Path file : files.toList()) {
        if (!series.add(
            DicomReader.open(file, "file").dataSet().string(Tags.SERIES_INSTANCE_UID).get())) {
          Files.delete(file);
        }
      }
    }
    assertThat(names(still)).hasSize(Phantoms.SLICES);
    assertUnusable(still, "dicom", "no cardiac phases");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "analyze",
        "analyze --demo",
        "analyze --out OUT",
        "analyze --demo some.dcm --out OUT",
        "analyze --demo --out OUT --phases some",
        "analyze --demo --out OUT --device tpu",
        "analyze --demo --out OUT --model liver=m2-pspunet",
        "analyze --demo --out OUT --nonsense",
        "phantom",
        "phantom OUT --ef 95",
        "phantom OUT --organisation heap",
        "nonsense --out"
      })
  void aCommandLineThatCannotBeIsRefused(String line) {
    CommandLineRun run =
        CommandLineRun.of(
            folder.resolve("home"), (Object[]) line.replace("OUT", out().toString()).split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isNotEmpty().noneMatch(l -> l.contains("\tat "));
    assertThat(run.out()).isEmpty();
    assertThat(out()).doesNotExist();
  }

  @Test
  void aFolderThatIsNotEmptyIsWrittenToOnlyByForce() throws IOException {
    Path letter = Files.createDirectories(out()).resolve("letter.txt");
    Files.writeString(letter, "mine");
    CommandLineRun refused = analyze("--demo", "--out", out(), "--no-pdf");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.complaints()).singleElement().asString().contains("not empty", "--force");
    assertThat(names(out())).containsExactly("letter.txt");
    assertThat(analyze("--demo", "--out", out(), "--no-pdf", "--force").code()).isZero();
    assertThat(letter).hasContent("mine");
    assertThat(out().resolve("measurements.json")).exists();
  }

  @Test
  void aCancelledAnalysisLeavesNothingBehind() {
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    CommandLineRun run =
        CommandLineRun.of(
            folder.resolve("home"), Repository.root(), cancel, "analyze", study, "--out", out());
    assertThat(run.code()).isEqualTo(130);
    assertThat(folder).isDirectoryNotContaining(p -> !p.endsWith("home"));
  }
}
