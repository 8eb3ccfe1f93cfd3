package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.Phantoms;
import ventricle.support.Repository;

/** Numbers against what is known of a study. */
class TruthTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPhantomsTrueContoursGiveItsTrueVolumes(long seed) throws Exception {
    PhantomStudy phantom = Phantoms.small(seed);
    Study read =
        StudyReader.read(
            List.of(Phantoms.write(phantom, folder)), Progress.NONE, new CancelToken());
    JsonNode truth = JSON.readTree(folder.resolve("truth.json").toFile());
    Measurements m = Measurer.measure(read, trueDocument(phantom, read, truth));
    JsonNode covered = truth.get("covered_slices_only");
    assertWithinOnePercent(m.lv().edvMl(), covered.get("lv_edv_ml"));
    assertWithinOnePercent(m.lv().esvMl(), covered.get("lv_esv_ml"));
    assertWithinOnePercent(m.rv().edvMl(), covered.get("rv_edv_ml"));
    assertWithinOnePercent(m.rv().esvMl(), covered.get("rv_esv_ml"));
    assertWithinOnePercent(m.lv().massEdG(), covered.get("lv_mass_ed_g"));
    assertThat(m.curve().lvMl()).hasSize(Phantoms.PHASES);
  }

  private static void assertWithinOnePercent(Double value, JsonNode truth) {
    assertThat(value).isCloseTo(truth.asDouble(), within(.01 * truth.asDouble()));
  }

  private static ReviewDocument trueDocument(PhantomStudy phantom, Study read, JsonNode truth) {
    TreeMap<ContourKey, Tracing> contours = new TreeMap<>();
    phantom
        .contours()
        .forEach(
            (key, contour) ->
                contours.put(key, new Tracing(contour, new Provenance.Imported("truth"))));
    Set<Integer> phases =
        IntStream.range(0, Phantoms.PHASES).boxed().collect(Collectors.toUnmodifiableSet());
    ReviewDocument document =
        ReviewDocument.blank(
            read.studyInstanceUid(), read.stack().sliceCount(), read.stack().phases());
    for (Edit edit :
        List.of(
            new Edit.ModelRun(phases, contours, null, Set.of(), "cpu"),
            new Edit.MoveMark(Mark.ED, truth.get("ed_phase").asInt() - 1, "truth"),
            new Edit.MoveMark(Mark.ES, truth.get("es_phase").asInt() - 1, "truth"))) {
      document = Edits.apply(document, edit).orThrow();
    }
    return document;
  }

  @ParameterizedTest
  @ValueSource(strings = {"acdc-001", "acdc-022", "acdc-049", "acdc-066"})
  void aRealStudyIsMeasured(String name) throws Exception {
    Path study = Repository.studies().resolve(name);
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.of(folder.resolve("home"), "analyze", study.resolve("dicom"), "--out", out);
    assertThat(run.code()).as(run.err().toString()).isZero();
    JsonNode truth = JSON.readTree(study.resolve("truth.json").toFile());
    JsonNode json = JSON.readTree(out.resolve("measurements.json").toFile());
    assertThat(json.get("slices")).isEqualTo(truth.get("slices"));
    assertThat(json.get("phases")).isEqualTo(truth.get("phases"));
    double edv = truth.at("/covered_slices_only/lv_edv_ml").asDouble();
    assertThat(json.at("/lv/edvMl").asDouble()).isCloseTo(edv, within(.15 * edv));
    assertThat(json.at("/indexed/bsaM2").asDouble())
        .isCloseTo(
            Math.sqrt(truth.get("height_cm").asDouble() * truth.get("weight_kg").asDouble() / 3600),
            within(1e-5));
  }
}
