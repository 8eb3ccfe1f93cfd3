package ventricle.engine.dicom.cine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Vector3;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** The four public studies, each organised differently, come out as their truth.json says. */
class SharedStudiesTest {

  private static final int NIFTI_HEADER = 352;
  private static final int CAVITY = 3;
  private static final int MYOCARDIUM = 2;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"acdc-001", "acdc-022", "acdc-049", "acdc-066"})
  void aStudyComesOutAsItsTruthSays(String name) throws Exception {
    Path source = studies().resolve(name);
    JsonNode truth = new ObjectMapper().readTree(source.resolve("truth.json").toFile());
    Study study = read(source.resolve("dicom"));
    CineStack stack = study.stack();

    assertThat(stack.sliceCount()).isEqualTo(truth.get("slices").asInt());
    assertThat(stack.phases()).isEqualTo(truth.get("phases").asInt());
    assertThat(stack.frames()).hasSize(stack.expectedFrames());
    assertThat(stack.slice(0).rows()).isEqualTo(truth.get("rows").asInt());
    assertThat(stack.slice(0).columns()).isEqualTo(truth.get("cols").asInt());
    double spacing = truth.get("pixel_spacing_mm").asDouble();
    assertThat(stack.slice(0).spacing()).isEqualTo(new PixelSpacing(spacing, spacing));
    assertThat(stack.slabThicknessesMm())
        .allSatisfy(
            t -> assertThat(t).isCloseTo(truth.get("slice_spacing_mm").asDouble(), within(.01)));
    assertThat(stack.slice(0).position()).as("basal first").isEqualTo(new Vector3(-60, 80, 110));
    assertThat(study.patient().heightMetres())
        .isCloseTo(truth.get("height_cm").asDouble() / 100, within(1e-9));
    assertThat(study.patient().weightKg()).isEqualTo(truth.get("weight_kg").asDouble());
    assertThat(study.leftOut()).isEmpty();
    assertThat(stack.notes()).isEmpty();
    assertSlicesLieUnderTheirLabels(stack, source, "labels_ed", truth.get("ed_phase").asInt());
    assertSlicesLieUnderTheirLabels(stack, source, "labels_es", truth.get("es_phase").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acdc-001", "acdc-022", "acdc-049", "acdc-066"})
  void fileNamesPlayNoPart(String name) throws Exception {
    Path source = studies().resolve(name).resolve("dicom");
    List<Path> files;
    try (Stream<Path> list = Files.list(source)) {
      files = new ArrayList<>(list.sorted().toList());
    }
    Collections.shuffle(files, new Random(5));
    for (int i = 0; i < files.size(); i++) {
      Path part = Files.createDirectories(folder.resolve("part" + i % 3));
      Files.copy(files.get(i), part.resolve("%04d.ima".formatted(i)));
    }
    CineStack original = read(source).stack();
    CineStack shuffled = read(folder).stack();
    assertThat(shuffled.slices()).isEqualTo(original.slices());
    assertThat(shuffled.frames().keySet()).isEqualTo(original.frames().keySet());
    original
        .frames()
        .forEach(
            (key, frame) ->
                assertThat(shuffled.frames().get(key).source()).isEqualTo(frame.source()));
  }

  /**
   * Blood is brighter than muscle. With the labels on the slices they were drawn on, the difference
   * is larger than with the labels turned upside down.
   */
  private static void assertSlicesLieUnderTheirLabels(
      CineStack stack, Path source, String file, int phase) throws Exception {
    byte[] labels;
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(source.resolve(file + ".nii.gz")))) {
      labels = in.readAllBytes();
    }
    double right = 0;
    double turned = 0;
    for (int s = 0; s < stack.sliceCount(); s++) {
      Pixels pixels = stack.frame(new FrameKey(s, phase - 1)).orElseThrow().pixels();
      right += contrast(pixels, labels, s);
      turned += contrast(pixels, labels, stack.sliceCount() - 1 - s);
    }
    assertThat(right / stack.sliceCount())
        .isGreaterThan(20)
        .isGreaterThan(1.1 * turned / stack.sliceCount());
  }

  private static double contrast(Pixels pixels, byte[] labels, int slice) {
    double[] sum = new double[4];
    int[] count = new int[4];
    for (int i = 0; i < pixels.size(); i++) {
      int label = labels[NIFTI_HEADER + slice * pixels.size() + i];
      sum[label] += pixels.value(i);
      count[label]++;
    }
    return count[CAVITY] == 0 || count[MYOCARDIUM] == 0
        ? 0
        : sum[CAVITY] / count[CAVITY] - sum[MYOCARDIUM] / count[MYOCARDIUM];
  }

  private static Study read(Path path) throws Exception {
    return StudyReader.read(List.of(path), Progress.NONE, new CancelToken());
  }

  private static Path studies() {
    String given = System.getenv("VENTRICLE_DATA");
    Path root = Path.of(System.getProperty("ventricle.root", "..")).toAbsolutePath();
    Path data = given != null ? Path.of(given) : root.resolve("../shared/data");
    assumeTrue(
        Files.isDirectory(data.resolve("studies")),
        "the public studies are not at ../shared/data nor at VENTRICLE_DATA");
    return data.resolve("studies");
  }
}
