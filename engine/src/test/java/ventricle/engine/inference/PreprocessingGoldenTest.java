package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Vector3;
import ventricle.engine.task.CancelToken;

/** Against numpy and the Python runtime on the stack of {@code generate.py}. */
class PreprocessingGoldenTest {

  private static final Point CENTRE = new Point(26.3, 31.8);
  private static JsonNode golden;
  private static ModelCard card;
  private static CineStack stack;

  @BeforeAll
  static void load() throws Exception {
    golden =
        new ObjectMapper().readTree(TestModels.folder().resolve("golden-segment.json").toFile());
    card = TestModels.model(ModelRole.SEGMENT).card();
    stack = stack();
  }

  private static CineStack stack() {
    int rows = 70;
    int columns = 50;
    List<Slice> slices = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    for (int z = 0; z < 3; z++) {
      short[] pixels = new short[rows * columns];
      for (int i = 0; i < pixels.length; i++) {
        double r = Math.floorDiv(i, columns);
        double c = i % columns;
        double blob = 500 * Math.exp(-((c - 26) * (c - 26) + (r - 33) * (r - 33)) / 120);
        pixels[i] =
            (short) Math.floor(200 + 60 * z + blob + 40 * Math.sin(c / 5) * Math.cos(r / 6));
      }
      slices.add(
          new Slice(
              rows,
              columns,
              new PixelSpacing(1.3, 1.1),
              new Vector3(0, 0, 10 * z),
              new Vector3(1, 0, 0),
              new Vector3(0, 1, 0),
              null));
      frames.put(
          new FrameKey(z, 0),
          new CineFrame(
              new InstanceRef("", "", "", 1),
              Pixels.unsigned(rows, columns, pixels),
              null,
              null,
              null));
    }
    return new CineStack("", null, slices, 1, frames, null, null, List.of());
  }

  private static List<FrameCrop> crops() {
    List<FrameCrop> crops = new ArrayList<>();
    for (int z = 0; z < 3; z++) {
      crops.add(
          FrameCrop.of(
              stack.frame(new FrameKey(z, 0)).orElseThrow(),
              FrameCrop.grid(card.input(), stack.slice(z), CENTRE)));
    }
    return crops;
  }

  @Test
  void cropAndNormalisationMatchNumpy() {
    List<FrameCrop> crops = crops();
    int inside = 0;
    for (boolean in : crops.getFirst().inside()) {
      inside += in ? 1 : 0;
    }
    Normaliser.Bounds bounds = Normaliser.bounds(card.input().normalisation(), crops);
    List<float[]> images = Normaliser.apply(card.input().normalisation(), crops);

    assertThat(inside).isEqualTo(golden.get("insidePixels").asInt());
    assertThat(bounds.low()).isCloseTo(golden.get("low").asDouble(), within(1e-3));
    assertThat(bounds.high()).isCloseTo(golden.get("high").asDouble(), within(1e-3));
    for (JsonNode sample : golden.get("samples")) {
      assertThat(images.get(sample.get("slice").asInt())[pixel(sample)])
          .as(sample.toString())
          .isCloseTo((float) sample.get("input").asDouble(), within(1e-5f));
    }
  }

  private static int pixel(JsonNode sample) {
    return sample.get("row").asInt() * 64 + sample.get("col").asInt();
  }

  @Test
  void probabilitiesMatchThePythonRuntime() throws Exception {
    try (SliceNetwork network = TestModels.sliceNetwork()) {
      PhaseMaps maps = network.run(stack, 0, z -> CENTRE, z -> true, new CancelToken());

      for (JsonNode sample : golden.get("samples")) {
        float[][] channels = maps.slices().get(sample.get("slice").asInt()).channels();
        for (int c = 0; c < 4; c++) {
          assertThat(channels[c][pixel(sample)])
              .as(sample.toString())
              .isCloseTo((float) sample.get("probabilities").get(c).asDouble(), within(1e-4f));
        }
      }
    }
  }

  @Test
  void confidenceMatchesNumpy() throws Exception {
    ContourConfidence confidence = new ContourConfidence(card, 3, 2, 1);
    try (SliceNetwork network = TestModels.sliceNetwork()) {
      PhaseMaps maps = network.run(stack, 0, z -> CENTRE, z -> true, new CancelToken());

      for (JsonNode sample : golden.get("confidence")) {
        PhaseMaps.SliceMaps slice = maps.slices().get(sample.get("slice").asInt());
        Structure structure = Structure.valueOf(sample.get("structure").asText());
        assertThat(confidence.of(slice, structure).orElseThrow())
            .as(sample.toString())
            .isCloseTo(sample.get("value").asDouble(), within(1e-4));
      }
      assertThat(confidence.of(maps.slices().getFirst(), Structure.LV_PAPILLARY)).isEmpty();
    }
  }

  @Test
  void attentionMatchesThePythonRuntime() throws Exception {
    try (SliceNetwork network = TestModels.sliceNetwork()) {
      float[] weights = {0, 0, 0, 1};
      float[] cam = network.attend(stack, new FrameKey(1, 0), z -> CENTRE, weights).values();

      assertThat(cam).hasSize(16 * 16);
      int[] at = {7 * 16 + 7, 8 * 16 + 8, 9 * 16 + 5};
      for (int i = 0; i < at.length; i++) {
        assertThat(cam[at[i]])
            .isCloseTo((float) golden.get("camAt").get(i).asDouble(), within(1e-4f));
      }
    }
  }

  @Test
  void averagingWithTheMirroredImageIsSymmetric() throws Exception {
    InstalledModel model = TestModels.model(ModelRole.SEGMENT);
    try (SliceNetwork plain = TestModels.sliceNetwork();
        SliceNetwork mirrored =
            new SliceNetwork(model.card(), TestModels.runtime().open(model), true)) {
      PhaseMaps a = plain.run(stack, 0, z -> CENTRE, z -> true, new CancelToken());
      PhaseMaps b = mirrored.run(stack, 0, z -> CENTRE, z -> true, new CancelToken());

      // this network looks at single pixels, so the mirror image must bring nothing new
      assertThat(b.slices().get(1).channels()[3])
          .containsExactly(a.slices().get(1).channels()[3], within(1e-6f));
    }
  }
}
