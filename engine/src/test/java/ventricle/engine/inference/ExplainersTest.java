package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.ExplanationSource.Kind;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;

/** The sources of heatmaps beside the segmenter's own. */
class ExplainersTest {

  private static Models models;

  @BeforeAll
  static void open() throws InferenceException {
    models = TestModels.open();
  }

  @AfterAll
  static void close() {
    models.close();
  }

  private static Explainer source(String id) {
    return models.explainers().stream()
        .filter(e -> e.source().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Heatmap explain(String id, TestHearts hearts) throws InferenceException {
    return source(id)
        .explain(hearts.stack(), new FrameKey(1, 0), Structure.LV_ENDO, new CancelToken());
  }

  @Test
  void theSegmentersComeFirstThenLayersWithTheirDefaultThenTheCam() {
    assertThat(models.explainers())
        .extracting(e -> e.source().id())
        .containsExactly(
            "test-segment/gradcam",
            "test-explain/gradcam_deep",
            "test-explain/gradcam_final",
            "test-volume/cam");
    assertThat(models.explainers())
        .extracting(e -> e.source().kind())
        .containsExactly(Kind.GRAD_CAM, Kind.GRAD_CAM, Kind.GRAD_CAM, Kind.CAM);
    assertThat(models.explainers())
        .extracting(e -> e.source().layer())
        .containsExactly("formula", "deep", "final", "cam");
    assertThat(models.explainers())
        .extracting(e -> e.source().structures())
        .containsExactly(
            Set.of(Structure.LV_ENDO, Structure.LV_EPI, Structure.RV_ENDO),
            Set.of(Structure.LV_ENDO),
            Set.of(Structure.LV_ENDO),
            Set.of(Structure.LV_ENDO));
    assertThat(source("test-explain/gradcam_deep").source().isDefault()).isTrue();
    assertThat(source("test-explain/gradcam_final").source().isDefault()).isFalse();
  }

  @Test
  void everyMapLiesOverTheCavityInImagePixels() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.centre = new Point(52, 41);
    for (Explainer explainer : models.explainers()) {
      Heatmap map = explain(explainer.source().id(), hearts);

      assertThat(map.rows()).isEqualTo(100);
      assertThat(map.columns()).isEqualTo(90);
      assertThat(map.model()).isEqualTo(explainer.source().model());
      // the cavity's border lies 7.5 pixels from its middle, that of the wall 12.5
      assertThat(around(map, hearts.centre, 0)).allMatch(v -> v > 0.9f);
      assertThat(around(map, hearts.centre, 4)).allMatch(v -> v > 0.5f);
      assertThat(around(map, hearts.centre, 15)).allMatch(v -> v < 0.2f);
    }
  }

  /** Values right, left, below and above a pixel. */
  private static List<Float> around(Heatmap map, Point middle, int pixels) {
    int at = (int) middle.y() * map.columns() + (int) middle.x();
    float[] v = map.values();
    int down = pixels * map.columns();
    return List.of(v[at + pixels], v[at - pixels], v[at + down], v[at - down]);
  }

  @Test
  void aGradCamIsScaledToItsLargestValueAndACamIsNot() throws InferenceException {
    TestHearts hearts = new TestHearts();
    // a cavity so small that no pixel of the crops is all blood
    hearts.endo = (slice, phase) -> 4;
    Heatmap deep = explain("test-explain/gradcam_deep", hearts);
    Heatmap cam = explain("test-volume/cam", hearts);

    assertThat(largest(deep)).isCloseTo(1f, within(1e-6f));
    assertThat(deep.kind()).isEqualTo(Kind.GRAD_CAM);
    assertThat(cam.kind()).isEqualTo(Kind.CAM);
    for (float value : cam.values()) {
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(largest(cam)).isLessThan(0.9999f);
  }

  private static float largest(Heatmap map) {
    float largest = 0;
    for (float value : map.values()) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  @Test
  void negativeAttentionIsNone() throws InferenceException {
    Heatmap map = explain("test-explain/gradcam_final", new TestHearts());

    for (float value : map.values()) {
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(map.values()[0]).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Structure.class,
      names = {"LV_EPI", "RV_ENDO", "LV_PAPILLARY"})
  void whatASourceCannotExplainItRefuses(Structure structure) {
    for (String id : List.of("test-explain/gradcam_deep", "test-volume/cam")) {
      assertThatThrownBy(
              () ->
                  source(id)
                      .explain(
                          new TestHearts().stack(),
                          new FrameKey(1, 0),
                          structure,
                          new CancelToken()))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("LV endocardium only");
    }
  }

  @Test
  void aMissingFrameIsNamed() {
    TestHearts hearts = new TestHearts();
    hearts.missing = Set.of(new FrameKey(1, 0));
    for (Explainer explainer : models.explainers()) {
      assertThatThrownBy(() -> explain(explainer.source().id(), hearts))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("missing");
    }
  }

  @Test
  void stopsWhenCancelled() {
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    CineStack stack = new TestHearts().stack();
    for (Explainer explainer : models.explainers()) {
      assertThatThrownBy(
              () -> explainer.explain(stack, new FrameKey(1, 0), Structure.LV_ENDO, cancel))
          .isInstanceOf(CancelledException.class);
    }
  }

  @Test
  void withoutASegmenterTheyLookAtTheMiddleOfTheImage(@TempDir Path place) throws Exception {
    TestModels.install("test-volume", place);
    TestModels.install("test-explain", place);
    TestHearts hearts = new TestHearts();
    hearts.centre = new Point(44.5, 49.5);
    try (Models two = in(place)) {
      assertThat(two.isEmpty()).isTrue();
      assertThat(two.explainers()).hasSize(3);
      for (Explainer explainer : two.explainers()) {
        Heatmap map =
            explainer.explain(
                hearts.stack(), new FrameKey(1, 0), Structure.LV_ENDO, new CancelToken());
        assertThat(map.values()[50 * 90 + 45]).isGreaterThan(0.9f);
      }
    }
  }

  private static Models in(Path place) throws InferenceException {
    return Models.open(
        ModelRepository.of(List.of(place)), TestModels.runtime(), Models.Options.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelRole.class,
      names = {"VOLUME", "EXPLAIN"})
  void aNetworkThatIsNotTheCardsIsLeftOutOfTheseRolesToo(ModelRole role, @TempDir Path place)
      throws Exception {
    String id = "test-" + role.text();
    Path network = TestModels.install(id, place).resolve("model.onnx");
    Files.write(network, new byte[] {0}, StandardOpenOption.APPEND);
    try (Models none = in(place)) {
      assertThat(none.explainers()).isEmpty();
      assertThat(none.volumeReader()).isEmpty();
      assertThat(none.cards()).isEmpty();
      assertThat(none.problems()).singleElement().asString().contains("model.onnx: sha256 is ");
    }
    assertThatThrownBy(
            () ->
                Models.open(
                    ModelRepository.of(List.of(place)),
                    TestModels.runtime(),
                    new Models.Options(Map.of(role, id), false)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("sha256");
  }
}
