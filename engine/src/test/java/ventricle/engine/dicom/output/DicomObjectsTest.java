package ventricle.engine.dicom.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Structure;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Mark;
import ventricle.engine.task.CancelToken;
import ventricle.engine.testing.OrthancServer;
import ventricle.engine.testing.Python;

/** Every object of every shape of study, looked at by programs of others. */
class DicomObjectsTest {

  @TempDir static Path folder;

  private static final List<OutputCase> CASES = OutputCase.all();
  private static final List<Map<String, Path>> OBJECTS = new ArrayList<>();

  @BeforeAll
  static void write() throws Exception {
    for (OutputCase made : CASES) {
      OBJECTS.add(made.write(Files.createDirectory(folder.resolve("case-" + OBJECTS.size()))));
    }
  }

  /** Every object that was made: 5 studies of up to 9 objects. */
  private static List<Path> all() {
    return OBJECTS.stream().flatMap(made -> made.values().stream()).toList();
  }

  @Test
  void dciodvfyFindsNoErrorInAnyObject() throws Exception {
    assertThat(all()).hasSize(44);
    for (Path object : all()) {
      assertThat(Validators.dciodvfyErrors(object)).as(object.toString()).isEmpty();
    }
  }

  @Test
  void highdicomAndPydicomReadEveryObject() throws Exception {
    JsonNode read = Python.run("read_objects.py", all().stream().map(Path::toString).toList());
    assertThat(read).hasSize(all().size());
    int at = 0;
    for (int i = 0; i < CASES.size(); i++) {
      for (String name : OBJECTS.get(i).keySet()) {
        isAsMade(CASES.get(i), name, read.get(at++));
      }
    }
  }

  private static void isAsMade(OutputCase made, String name, JsonNode object) {
    assertThat(object.path("study").asText()).isEqualTo(made.study().studyInstanceUid());
    assertThat(object.path("patient").asText())
        .isEqualTo(String.valueOf(made.study().patient().name()));
    switch (object.path("kind").asText()) {
      case "SEG" -> {
        assertThat(object.path("pixels").path("LV cavity")).as(made + " " + name).isNotEmpty();
        assertThat(object.path("tracked").asBoolean()).isTrue();
        object.path("pixels").forEach(p -> p.forEach(n -> assertThat(n.asInt()).isPositive()));
      }
      case "SR" -> {
        assertThat(object.path("groups").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(object.path("tracked").asBoolean()).isTrue();
        assertThat(object.path("values").toString())
            .contains("[\"8821-1\",\"LN\",133.612,\"ml\"]")
            .contains("[\"8818-7\",\"LN\",48.478,\"%\"]");
      }
      case "PDF" -> assertThat(object.path("head").asText()).isEqualTo("%PDF-");
      default -> {
        assertThat(object.path("burnt").asText()).isEqualTo("YES");
        assertThat(object.path("labels")).hasSize(object.path("coloured").size());
        object.path("coloured").forEach(n -> assertThat(n.asInt()).isGreaterThan(300));
      }
    }
  }

  @Test
  void orthancStoresAndReturnsEveryObjectUnchanged() throws Exception {
    try (OrthancServer orthanc = OrthancServer.start(OrthancServer.Options.PLAIN)) {
      for (Path object : all()) {
        byte[] sent = Files.readAllBytes(object);
        byte[] returned = orthanc.file(orthanc.store(sent));
        assertThat(Arrays.equals(sent, returned)).as(object.toString()).isTrue();
      }
      assertThat(orthanc.instances()).hasSameSizeAs(all());
      assertThat(orthanc.json("dicom-web/studies")).as("studies of two UIDs").hasSize(2);
    }
  }

  @Test
  void dcmtkPrintsTheReportAndMakesPicturesOfTheKeyImages() throws Exception {
    for (Map<String, Path> objects : OBJECTS) {
      if (objects.containsKey("sr")) {
        assertThat(Validators.dsrdump(objects.get("sr")))
            .anyMatch(line -> line.contains(ReportContext.RESEARCH_USE))
            .noneMatch(line -> line.startsWith("E:"));
      }
      Path picture = folder.resolve("key.ppm");
      Files.deleteIfExists(picture);
      Validators.dcm2pnm(objects.get("key-ED"), picture);
      assertThat(picture).isRegularFile();
      assertThat(Files.size(picture))
          .isGreaterThanOrEqualTo(3L * KeyImagePainter.SIDE * KeyImagePainter.HEIGHT);
    }
  }

  @Test
  void everyObjectBelongsToTheStudyAndHasASeriesOfItsOwn() throws Exception {
    OutputCase made = CASES.getFirst();
    List<String> series = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (Path object : OBJECTS.getFirst().values()) {
      DataSet data = DicomReader.read(object).dataSet();
      assertThat(data.string(Tags.STUDY_INSTANCE_UID)).hasValue(made.study().studyInstanceUid());
      assertThat(data.string(Tags.PATIENT_NAME)).hasValue(OutputCase.GREEK);
      assertThat(data.string(Tags.SPECIFIC_CHARACTER_SET)).hasValue("ISO_IR 192");
      data.string(Tags.FRAME_OF_REFERENCE_UID)
          .ifPresent(uid -> assertThat(uid).isEqualTo(made.study().stack().frameOfReferenceUid()));
      series.add(data.string(Tags.SERIES_INSTANCE_UID).orElseThrow());
      numbers.add(data.string(Tags.SERIES_NUMBER).orElseThrow());
    }
    assertThat(series).doesNotHaveDuplicates();
    assertThat(numbers).doesNotHaveDuplicates();
  }

  @Test
  void attentionIsShownOnlyWhenAskedForAndThenSaysWhatItIs() throws Exception {
    DataSet plain = DicomReader.read(OBJECTS.getFirst().get("key-ED")).dataSet();
    DataSet warm = DicomReader.read(OBJECTS.getFirst().get("heat-ED")).dataSet();
    Tag derivation = Tag.of("DerivationDescription");
    for (Tag words : List.of(Tags.SERIES_DESCRIPTION, derivation)) {
      assertThat(plain.string(words).orElseThrow()).doesNotContain(KeyImages.HEATMAP);
      assertThat(warm.string(words).orElseThrow()).contains(KeyImages.HEATMAP, KeyImages.ATTENTION);
    }
    ModelRef model = SyntheticStudies.SEGMENTER;
    assertThat(warm.string(derivation).orElseThrow())
        .contains(
            "AI heatmap burnt in: Grad-CAM of LV endocardium",
            model.id() + " " + model.version() + ", layer decoder.deep",
            model.sha256(),
            ReportContext.RESEARCH_USE);
    assertThat(warm.string(Tag.of("BurnedInAnnotation"))).hasValue("YES");
    byte[] before = plain.bytes(Tags.PIXEL_DATA).orElseThrow();
    byte[] after = warm.bytes(Tags.PIXEL_DATA).orElseThrow();
    int frames = plain.integer(Tags.NUMBER_OF_FRAMES).orElseThrow();
    assertThat(warm.integer(Tags.NUMBER_OF_FRAMES)).hasValue(frames);
    int frame = 3 * KeyImagePainter.SIDE * KeyImagePainter.HEIGHT;
    for (int i = 0; i < frames; i++) {
      assertThat(redder(before, after, i * frame, frame)).as("slice " + i).isGreaterThan(100_000);
    }
  }

  private static int redder(byte[] before, byte[] after, int from, int length) {
    int count = 0;
    for (int at = from; at < from + length; at += 3) {
      if ((after[at] & 255) > (before[at] & 255)) {
        count++;
      }
    }
    return count;
  }

  @Test
  void aFrameOnWhichTheModelCannotRunCostsTheHeatmapsAndSaysWhy() {
    OutputCase made = CASES.getFirst();
    Attention refusing = new Attention(new EvenAttention(2), Structure.LV_ENDO);
    assertThatThrownBy(
            () ->
                KeyImages.of(
                    made.study(),
                    made.document(),
                    Mark.ED,
                    refusing,
                    SyntheticStudies.CONTEXT,
                    new CancelToken()))
        .isInstanceOf(OutputUnavailableException.class)
        .hasMessage("No heatmap: segmenter: cannot run here");
  }

  @Test
  void papillaryMusclesAreASegmentOfTheirOwnThatLiesInTheCavity() throws Exception {
    DataSet seg = DicomReader.read(OBJECTS.getFirst().get("seg-ED")).dataSet();
    assertThat(seg.items(Tag.of("SegmentSequence")))
        .extracting(s -> s.string(Tag.of("SegmentLabel")).orElse(""))
        .containsExactly("LV cavity", "LV myocardium", "RV cavity", "LV papillary muscle");
    assertThat(seg.string(Tag.of("SegmentsOverlap"))).hasValue("YES");
  }
}
