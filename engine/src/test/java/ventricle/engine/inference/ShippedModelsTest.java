package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.inference.djl.DjlRuntime;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * The networks in {@code models/} give here what they gave where they were trained: on formulas
 * ({@code golden.json} beside each) and on real hearts kept for validation.
 */
class ShippedModelsTest {

  private static final Path ROOT = Path.of(System.getProperty("ventricle.root", ".."));

  private static Path shipped(String id) {
    Path folder = ROOT.resolve("models").resolve(id);
    assumeTrue(Files.isRegularFile(folder.resolve("golden.json")), () -> id + " is not there yet");
    return folder;
  }

  private static InstalledModel model(ModelRole role, String id) throws InferenceException {
    return ModelRepository.of(List.of(ROOT.resolve("models"))).select(role, id).orElseThrow();
  }

  private static JsonNode golden(Path folder) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("golden.json").toFile());
  }

  /** Value of the fixture's formula; {@code phase} is negative for the stack without time. */
  private interface Formula {
    double at(int slice, int phase, int row, int column);
  }

  private static double heart(int z, int r, int c, double sigma) {
    double squared = (c - 60) * (c - 60) + (r - 45) * (r - 45);
    return 40
        + 20 * z
        + 180 * Math.exp(-squared / (2 * sigma * sigma))
        + 30 * Math.sin(c / 7.0) * Math.cos(r / 9.0);
  }

  private static CineStack stack(JsonNode golden, int phases, Formula formula) {
    int rows = golden.get("rows").asInt();
    int columns = golden.get("cols").asInt();
    double mm = golden.get("pixelMm").asDouble();
    double slope = 1 / 160.0;
    List<Slice> slices = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    for (int z = 0; z < golden.get("slices").asInt(); z++) {
      slices.add(
          new Slice(
              rows,
              columns,
              new PixelSpacing(mm, mm),
              new Vector3(0, 0, 10 * z),
              new Vector3(1, 0, 0),
              new Vector3(0, 1, 0),
              null));
      for (int t = 0; t < phases; t++) {
        short[] stored = new short[rows * columns];
        for (int i = 0; i < stored.length; i++) {
          stored[i] = (short) Math.round(formula.at(z, t, i / columns, i % columns) / slope);
        }
        frames.put(
            new FrameKey(z, t),
            new CineFrame(
                new InstanceRef("", "", "", 1),
                new Pixels(rows, columns, stored, false, slope, 0),
                null,
                null,
                null));
      }
    }
    return new CineStack("", null, slices, phases, frames, null, null, List.of());
  }

  private static Point centre(JsonNode golden) {
    return new Point(
        golden.get("cropCentre").get("x").asDouble(), golden.get("cropCentre").get("y").asDouble());
  }

  @Test
  void theSegmenterAgreesWithItsTraining() throws Exception {
    JsonNode golden = golden(shipped("m2-pspunet"));
    InstalledModel model = model(ModelRole.SEGMENT, "m2-pspunet");
    CineStack stack = stack(golden, 1, (z, t, r, c) -> heart(z, r, c, 14 - 2 * z));
    try (SliceNetwork network =
        new SliceNetwork(model.card(), DjlRuntime.start(new Device.Cpu(), 2).open(model), false)) {
      PhaseMaps maps = network.run(stack, 0, z -> centre(golden), z -> true, new CancelToken());

      int columns = golden.get("cropCols").asInt();
      for (JsonNode sample : golden.get("samples")) {
        int pixel = sample.get("row").asInt() * columns + sample.get("col").asInt();
        float[][] channels = maps.slices().get(sample.get("slice").asInt()).channels();
        for (int c = 0; c < channels.length; c++) {
          assertThat(channels[c][pixel])
              .as(sample.toString())
              .isCloseTo((float) sample.get("probabilities").get(c).asDouble(), within(1e-3f));
        }
      }
      double sum = 0;
      for (int z = 0; z < stack.sliceCount(); z++) {
        float[] cam =
            network
                .attend(stack, new FrameKey(z, 0), s -> centre(golden), new float[] {0, 0, 0, 1})
                .values();
        for (float value : cam) {
          sum += value;
        }
      }
      double expected = golden.get("gradcamSum").asDouble();
      assertThat(sum).isCloseTo(expected, within(1e-3 * expected));
    }
  }

  @Test
  void theDetectorAgreesWithItsTraining() throws Exception {
    JsonNode golden = golden(shipped("m1-dilated-tfcn"));
    InstalledModel model = model(ModelRole.PHASE, "m1-dilated-tfcn");
    int phases = golden.get("frames").asInt();
    CineStack stack =
        stack(
            golden,
            phases,
            (z, t, r, c) -> heart(z, r, c, 12 - 2 * z + 3 * Math.cos(2 * Math.PI * t / phases)));
    List<FrameCrop> projected = new ArrayList<>();
    for (int t = 0; t < phases; t++) {
      List<FrameCrop> crops = new ArrayList<>();
      for (int z = 0; z < stack.sliceCount(); z++) {
        crops.add(
            FrameCrop.of(
                stack.frame(new FrameKey(z, t)).orElseThrow(),
                FrameCrop.grid(model.card().input(), stack.slice(z), centre(golden))));
      }
      projected.add(ModelPhaseDetector.medianProjection(crops));
    }
    List<float[]> images = Normaliser.apply(model.card().input().normalisation(), projected);
    int columns = golden.get("cropCols").asInt();
    for (JsonNode sample : golden.get("samples")) {
      int pixel = sample.get("row").asInt() * columns + sample.get("col").asInt();
      assertThat(images.get(sample.get("frame").asInt())[pixel])
          .as(sample.toString())
          .isCloseTo((float) sample.get("input").asDouble(), within(5e-5f));
    }
    try (ModelPhaseDetector detector =
        new ModelPhaseDetector(
            model.card(), DjlRuntime.start(new Device.Cpu(), 2).open(model), null)) {
      float[] values = detector.run(images);
      for (int t = 0; t < phases; t++) {
        for (int c = 0; c < 3; c++) {
          assertThat(values[t * 3 + c])
              .isCloseTo(
                  (float) golden.get("probabilities").get(t).get(c).asDouble(), within(1e-3f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient014", "patient065", "patient080"})
  void realHeartsAreDrawnWell(String name) throws Exception {
    shipped("m2-pspunet");
    Path data = ROOT.resolve("../shared/data/acdc-edes");
    assumeTrue(Files.isDirectory(data), "the shared data are not here");
    EdEsCase heart = EdEsCase.read(data, "train", Set.of(name)).getFirst();
    Models.Options options =
        new Models.Options(java.util.Map.of(ModelRole.SEGMENT, "m2-pspunet"), false);
    try (Models models =
        Models.open(
            ModelRepository.of(List.of(ROOT.resolve("models"))),
            DjlRuntime.start(new Device.Cpu(), 2),
            options)) {
      SortedMap<ContourKey, Tracing> found =
          models
              .segmenter()
              .orElseThrow()
              .segment(heart.stack(), Set.of(0, 1), Progress.NONE, new CancelToken());

      assertThat(heart.dice(found, 0, Rasteriser.LV_CAVITY)).isGreaterThan(0.94);
      assertThat(heart.dice(found, 1, Rasteriser.LV_CAVITY)).isGreaterThan(0.88);
      assertThat(heart.dice(found, 0, Rasteriser.RV_CAVITY)).isGreaterThan(0.88);
      assertThat(found.keySet()).extracting(ContourKey::structure).contains(Structure.LV_EPI);
    }
  }
}
