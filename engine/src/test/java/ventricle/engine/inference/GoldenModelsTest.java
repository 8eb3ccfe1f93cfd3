package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.inference.djl.DjlRuntime;
import ventricle.engine.task.CancelToken;

/**
 * Every network in {@code models/} gives here what it gave where it was trained, on formulas; the
 * expected values lie beside each as {@code golden.json}.
 */
class GoldenModelsTest {

  private static final Path ROOT = Path.of(System.getProperty("ventricle.root", ".."));
  private static final double TOLERANCE = 1e-3;

  private static Stream<String> ids() {
    return ModelRepository.of(List.of(ROOT.resolve("models"))).roles().values().stream()
        .flatMap(List::stream);
  }

  private static InstalledModel model(String id) {
    return ModelRepository.of(List.of(ROOT.resolve("models"))).find(id).orElseThrow();
  }

  private static Network open(InstalledModel model) throws InferenceException {
    return DjlRuntime.start(new Device.Cpu(), 2).open(model);
  }

  @Test
  void thereAreModels() {
    assertThat(ids()).contains("m1-dilated-tfcn", "m2-pspunet");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theNetworkIsTheOneOfItsCard(String id) throws Exception {
    model(id).verify();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void givesWhatItGaveInTraining(String id) throws Exception {
    InstalledModel model = model(id);
    assumeTrue(
        Files.isRegularFile(model.folder().resolve("golden.json")), () -> id + " has no fixture");
    Golden golden = Golden.of(model);
    try (Network network = open(model)) {
      switch (model.card().role()) {
        case SEGMENT -> checkSegmenter(model.card(), network, golden);
        case PHASE -> checkDetector(model.card(), network, golden);
        case VOLUME -> checkVolumes(model.card(), network, golden);
        case EXPLAIN -> checkExplainer(model.card(), network, golden);
        case VELOCITY -> throw new AssertionError("nothing knows this role yet");
      }
    }
  }

  private static void checkSegmenter(ModelCard card, Network opened, Golden golden)
      throws Exception {
    CineStack stack = golden.stack();
    SliceNetwork network = new SliceNetwork(card, opened, false);
    golden.checkInputs(
        PhaseCrops.of(card.input(), stack, 0, z -> golden.centre()).images(), "slice");
    PhaseMaps maps = network.run(stack, 0, z -> golden.centre(), z -> true, new CancelToken());
    for (JsonNode sample : golden.get("samples")) {
      float[][] channels = maps.slices().get(sample.get("slice").asInt()).channels();
      for (int c = 0; c < channels.length; c++) {
        assertThat(channels[c][golden.pixel(sample)])
            .as(sample.toString())
            .isCloseTo((float) sample.get("probabilities").get(c).asDouble(), within(1e-3f));
      }
    }
    double sum = 0;
    for (int z = 0; z < stack.sliceCount(); z++) {
      float[] weights = {0, 0, 0, 1};
      sum += sum(network.attend(stack, new FrameKey(z, 0), s -> golden.centre(), weights).values());
    }
    double expected = golden.number("gradcamSum");
    assertThat(sum).isCloseTo(expected, within(TOLERANCE * expected));
    if (golden.json().has("confidence")) {
      checkConfidence(card, network, maps, golden);
    }
    checkRvBase(card, golden);
  }

  /** The RV contours that go, from the areas of made-up hearts, as where the rule was fitted. */
  private static void checkRvBase(ModelCard card, Golden golden) {
    ModelCard.RvBase rule = card.postProcessing().rvBase();
    assertThat(golden.json().has("rvBase")).as("a rule has a fixture").isEqualTo(rule != null);
    if (rule == null) {
      return;
    }
    for (JsonNode heart : golden.get("rvBase")) {
      SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
      addContours(contours, heart.get("ed"), 0, card.ref());
      addContours(contours, heart.get("es"), 1, card.ref());
      TestHearts place = new TestHearts();
      place.slices = heart.get("ed").size();
      List<Integer> gone = new ArrayList<>();
      heart.get("gone").forEach(slice -> gone.add(slice.asInt()));
      assertThat(RvBase.gone(rule, place.stack(), contours, 0))
          .as(heart.toString())
          .extracting(key -> key.frame().slice())
          .containsExactlyElementsOf(gone);
    }
  }

  /** Contours round so many pixels of RV, LV cavity and wall in every slice. */
  private static void addContours(
      SortedMap<ContourKey, Tracing> contours, JsonNode slices, int phase, ModelRef model) {
    for (int slice = 0; slice < slices.size(); slice++) {
      double cavity = slices.get(slice).get("cavity").asDouble();
      Map<Structure, Double> areas =
          Map.of(
              Structure.RV_ENDO,
              slices.get(slice).get("rv").asDouble(),
              Structure.LV_ENDO,
              cavity,
              Structure.LV_EPI,
              cavity + slices.get(slice).get("wall").asDouble());
      for (Map.Entry<Structure, Double> area : areas.entrySet()) {
        if (area.getValue() > 0) {
          contours.put(
              ContourKey.of(slice, phase, area.getKey()),
              new Tracing(
                  TestShapes.rectangle(0, 0, 1, area.getValue()),
                  new Provenance.Model(model, slices.get(slice).path("confidence").asDouble())));
        }
      }
    }
  }

  private static void checkConfidence(
      ModelCard card, SliceNetwork network, PhaseMaps maps, Golden golden) {
    ContourConfidence confidence =
        new ContourConfidence(
            card,
            network.channel(SliceNetwork.LV_CAVITY),
            network.channel(SliceNetwork.LV_MYOCARDIUM),
            network.channel(SliceNetwork.RV_CAVITY));
    for (JsonNode sample : golden.get("confidence")) {
      Structure structure = Structure.valueOf(sample.get("structure").asText());
      PhaseMaps.SliceMaps slice = maps.slices().get(sample.get("slice").asInt());
      assertThat(confidence.of(slice, structure).orElseThrow())
          .as(sample.toString())
          .isCloseTo(sample.get("value").asDouble(), within(TOLERANCE));
    }
  }

  private static void checkDetector(ModelCard card, Network opened, Golden golden)
      throws Exception {
    CineStack cine = golden.cine();
    List<FrameCrop> projected = new ArrayList<>();
    for (int t = 0; t < cine.phases(); t++) {
      List<FrameCrop> crops = new ArrayList<>();
      for (int z = 0; z < cine.sliceCount(); z++) {
        crops.add(
            FrameCrop.of(
                cine.frame(new FrameKey(z, t)).orElseThrow(),
                FrameCrop.grid(card.input(), cine.slice(z), golden.centre())));
      }
      projected.add(ModelPhaseDetector.medianProjection(crops));
    }
    List<float[]> images = Normaliser.apply(card.input().normalisation(), projected);
    golden.checkInputs(images, "frame");
    float[] values = new ModelPhaseDetector(card, opened, null).run(images);
    int channels = values.length / cine.phases();
    for (int t = 0; t < cine.phases(); t++) {
      for (int c = 0; c < channels; c++) {
        assertThat(values[t * channels + c])
            .isCloseTo((float) golden.get("probabilities").get(t).get(c).asDouble(), within(1e-3f));
      }
    }
  }

  private static void checkVolumes(ModelCard card, Network opened, Golden golden) throws Exception {
    CineStack stack = golden.stack();
    golden.checkInputs(
        PhaseCrops.of(card.input(), stack, 0, z -> golden.centre()).images(), "slice");
    VolumeNetwork.Reading reading =
        new VolumeNetwork(card, opened, null).read(stack, 0, z -> golden.centre());
    double tolerance = golden.get("tolerance").path("areas").asDouble(0.05);
    double camSum = 0;
    for (int z = 0; z < stack.sliceCount(); z++) {
      assertThat((double) reading.areas()[z])
          .as("area of slice " + z)
          .isCloseTo(golden.get("areas").get(z).asDouble(), within(tolerance));
      camSum += sum(reading.cams().get(z));
    }
    double expected = golden.number("camSum");
    assertThat(camSum).isCloseTo(expected, within(Math.max(tolerance, TOLERANCE * expected)));
    for (JsonNode sample : golden.get("samples")) {
      assertThat(reading.cams().get(sample.get("slice").asInt())[golden.pixel(sample)])
          .as(sample.toString())
          .isCloseTo((float) sample.get("cam").asDouble(), within(1e-3f));
    }
  }

  private static void checkExplainer(ModelCard card, Network opened, Golden golden)
      throws Exception {
    CineStack stack = golden.stack();
    List<FrameCrop> crops = new ArrayList<>();
    for (int z = 0; z < stack.sliceCount(); z++) {
      crops.add(
          FrameCrop.of(
              stack.frame(new FrameKey(z, 0)).orElseThrow(),
              FrameCrop.grid(card.input(), stack.slice(z), golden.centre())));
    }
    golden.checkInputs(Normaliser.apply(card.input().normalisation(), crops), "slice");
    for (SliceExplainer explainer : SliceExplainer.all(card, opened, null)) {
      String output = explainer.source().id().substring(card.id().length() + 1);
      String name = output.equals("gradcam_deep") ? "gradcamDeep" : "gradcamFinal";
      int stride = card.output(output).orElseThrow().stride();
      double largest = golden.number(name + "Max");
      List<float[]> maps = new ArrayList<>();
      double sum = 0;
      for (FrameCrop crop : crops) {
        maps.add(explainer.run(crop));
        sum += sum(maps.getLast());
      }
      assertThat(sum)
          .as(name)
          .isCloseTo(golden.number(name + "Sum"), within(TOLERANCE * golden.number(name + "Sum")));
      for (JsonNode sample : golden.get("samples")) {
        int at =
            sample.get("row").asInt() / stride * (card.input().columns() / stride)
                + sample.get("col").asInt() / stride;
        assertThat((double) maps.get(sample.get("slice").asInt())[at])
            .as(name + " " + sample)
            .isCloseTo(sample.get(name).asDouble(), within(TOLERANCE * largest));
      }
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
