package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.ModelCard.Normalisation;

class ModelCardReaderTest {

  private static String card() throws IOException {
    return Files.readString(TestModels.folder().resolve("test-segment/card.json"));
  }

  @Test
  void readsWhatTheEngineNeeds() throws Exception {
    ModelCard card = ModelCardReader.parse("card.json", card());

    assertThat(card.id()).isEqualTo("test-segment");
    assertThat(card.role()).isEqualTo(ModelRole.SEGMENT);
    assertThat(card.isDefault()).isTrue();
    assertThat(card.input().rows()).isEqualTo(64);
    assertThat(card.input().normalisation())
        .isEqualTo(
            new Normalisation(
                Normalisation.Kind.QUANTILE, 0.01, 0.99, Normalisation.Scope.VOLUME_CROP));
    assertThat(card.output("gradcam").orElseThrow().selector()).isEqualTo("cam_class");
    assertThat(card.ref().role()).isEqualTo("segment");
  }

  @Test
  void readsHowFarResultsCanBeTrusted() throws Exception {
    ModelCard segment = ModelCardReader.parse("card.json", card());
    ModelCard volume =
        ModelCardReader.read(TestModels.folder().resolve("test-volume").resolve("card.json"));

    assertThat(segment.range().minMeanConfidence()).isEqualTo(0.5);
    assertThat(segment.errorBand()).isNull();
    ModelCard.Curve curve = segment.confidence().curves().get(Structure.LV_ENDO);
    assertThat(curve.at(0.2)).isEqualTo(0.1);
    assertThat(curve.at(0.7)).isCloseTo(0.45, within(1e-12));
    assertThat(curve.at(2)).isEqualTo(0.95);
    assertThat(volume.confidence()).isNull();
    assertThat(volume.range().minMeanConfidence()).isNull();
    assertThat(volume.errorBand().ed()).isEqualTo(new ModelCard.Interval(-0.2, 0.25));
    assertThat(volume.input().layout()).isEqualTo("11DHW");
  }

  @Test
  void ignoresKeysItDoesNotKnow() throws Exception {
    String more = card().replace("\"opset\"", "\"later\": {\"x\": [1]}, \"opset\"");

    assertThat(ModelCardReader.parse("card.json", more).opset()).isEqualTo(18);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"rows\": 64 | \"rows\": 0 | input.rows must be a whole number of at least 1",
        "\"rows\": 64 | \"rows\": 1e9 | input.rows must be a whole number of at least 1",
        "\"cols\": 64 | \"cols\": 99999 | input.cols must be at most 1024",
        "\"spacingMm\": 1.5 | \"spacingMm\": -1 | input.spacingMm must be more than 0",
        "\"kind\": \"quantile\" | \"kind\": \"zscore\" | input.normalisation.kind is \"zscore\"",
        "\"low\": 0.01 | \"low\": 0.995 | input.normalisation.low must be less than high",
        "\"role\": \"segment\" | \"role\": \"paint\" | role is \"paint\"",
        "\"default\": true | \"default\": \"yes\" | default must be true or false",
        "\"file\": \"model.onnx\" | \"file\": \"../../secret.onnx\" | file must be the name",
        "\"id\": \"test-segment\" | \"id\": \"../up\" | id must be",
        "\"layout\": \"NCHW\" | \"layout\": \"\" | outputs[0].layout must be a text",
        "\"phases\": [ | \"phases\": [7, | range.phases must be two numbers",
        "ventricle-model-card/1 | ventricle-model-card/9 | schema is \"ventricle-model-card/9\"",
        "\"licence\" | \"licens\" | trainingData.licence is missing",
        "\"soft-dice\" | \"entropy\" | confidence.kind is \"entropy\"; known is \"soft-dice\"",
        "0.9, | 1.9, | confidence.maps.LV_ENDO.x must not fall from number to number",
        "0.95 | 9.5 | confidence.maps.LV_ENDO.y must lie between 0 and 1",
        "\"threshold\": 0.5 | \"rvBase\": {\"weights\": {}} | "
            + "postProcessing.rvBase.sliceSpacingMm is missing",
        "\"minMeanConfidence\": 0.5 | \"minMeanConfidence\": 7 | range.minMeanConfidence must lie"
            + " between",
      })
  void namesFileAndFieldInOneLine(String from, String to, String expected) throws IOException {
    String json = card();
    assertThat(json).contains(from);

    assertThatThrownBy(() -> ModelCardReader.parse("x/card.json", json.replace(from, to)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("x/card.json: ")
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void saysWhereTextIsNotJson() {
    assertThatThrownBy(() -> ModelCardReader.parse("card.json", "{\n\"id\": }"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("card.json: is not valid JSON near line 2");
    assertThatThrownBy(() -> ModelCardReader.parse("card.json", ""))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("card.json: must hold one JSON object");
  }

  @Test
  void namesAFileThatIsNotThere(@TempDir Path folder) {
    assertThatThrownBy(() -> ModelCardReader.read(folder.resolve("card.json")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageEndingWith("card.json: cannot be read");
  }
}
