package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

/**
 * A segmenter that looks at the slices beside a slice. The test's network takes the brightest of
 * the three, so a heart in one slice shows in its neighbours as well, if they were run together.
 */
class NeighbouringSlicesTest {

  private static Models models;

  @BeforeAll
  static void open() throws InferenceException {
    models =
        Models.open(
            ModelRepository.of(List.of(TestModels.folder())),
            TestModels.runtime(),
            new Models.Options(Map.of(ModelRole.SEGMENT, "test-neighbours"), false));
  }

  @AfterAll
  static void close() {
    models.close();
  }

  /** Seven slices, more than a batch; LV in the middle one alone, RV in all. */
  private static TestHearts oneSlice() {
    TestHearts hearts = new TestHearts();
    hearts.slices = 7;
    hearts.endo = (slice, phase) -> slice == 3 ? 11 : 0;
    hearts.epi = (slice, phase) -> slice == 3 ? 17 : 0;
    return hearts;
  }

  private static SortedMap<ContourKey, Tracing> segment(TestHearts hearts)
      throws InferenceException {
    return models
        .segmenter()
        .orElseThrow()
        .segment(hearts.stack(), Set.of(0), Progress.NONE, new CancelToken());
  }

  @Test
  void everySliceSeesTheOnesBesideIt() throws InferenceException {
    assertThat(segment(oneSlice()).keySet())
        .filteredOn(key -> key.structure() == Structure.LV_ENDO)
        .extracting(key -> key.frame().slice())
        .containsExactly(2, 3, 4);
  }

  @Test
  void neighboursAreThoseThatHaveAFrame() throws InferenceException {
    TestHearts hearts = oneSlice();
    hearts.missing = Set.of(new FrameKey(4, 0));

    assertThat(segment(hearts).keySet())
        .filteredOn(key -> key.structure() == Structure.LV_ENDO)
        .extracting(key -> key.frame().slice())
        .containsExactly(2, 3, 5);
  }

  @Test
  void attentionOfAFrameIsItsOwnOfTheWholePhase() throws InferenceException {
    Explainer explainer = models.explainers().getFirst();
    TestHearts hearts = oneSlice();
    int middle = 50 * 90 + 45;

    for (int slice = 0; slice < 7; slice++) {
      Heatmap map =
          explainer.explain(
              hearts.stack(), new FrameKey(slice, 0), Structure.LV_ENDO, new CancelToken());
      boolean sees = slice >= 2 && slice <= 4;
      assertThat(map.values()[middle] > 0.9f).as("slice " + slice).isEqualTo(sees);
    }
  }

  @Test
  void aPhaseIsRunOnceForAllItsSlices() throws InferenceException {
    InstalledModel model =
        ModelRepository.of(List.of(TestModels.folder())).find("test-neighbours").orElseThrow();
    AtomicInteger runs = new AtomicInteger();
    Network real = TestModels.runtime().open(model);
    Network counted =
        new Network() {
          @Override
          public Map<String, Tensor> run(Map<String, Tensor> inputs) throws InferenceException {
            runs.incrementAndGet();
            return real.run(inputs);
          }

          @Override
          public void close() {
            real.close();
          }
        };
    SliceNetwork network = new SliceNetwork(model.card(), counted, false);
    HeartLocator locator = new HeartLocator(network);
    CineStack stack = oneSlice().stack();
    locator.locate(stack, new CancelToken());
    int before = runs.get();
    try (GradCamExplainer explainer =
        new GradCamExplainer(network, locator, model.card().output("gradcam").orElseThrow())) {
      for (int slice = 0; slice < 7; slice++) {
        explainer.explain(stack, new FrameKey(slice, 0), Structure.LV_ENDO, new CancelToken());
      }
      assertThat(runs.get() - before).isEqualTo(1);
      explainer.explain(stack, new FrameKey(0, 0), Structure.RV_ENDO, new CancelToken());
      assertThat(runs.get() - before).isEqualTo(2);
      CineStack other = oneSlice().stack();
      locator.locate(other, new CancelToken());
      int then = runs.get();
      explainer.explain(other, new FrameKey(0, 0), Structure.LV_ENDO, new CancelToken());
      assertThat(runs.get() - then).isEqualTo(1);
    }
  }

  @Test
  void aHeartFarOffTheMiddleIsFound() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.slices = 6;
    hearts.rows = 240;
    hearts.columns = 240;
    hearts.centre = new Point(200, 45);

    Tracing epi = segment(hearts).get(ContourKey.of(5, 0, Structure.LV_EPI));

    assertThat(epi).isNotNull();
    assertThat(Polygons.centroid(epi.contour()).distance(hearts.centre)).isLessThan(0.25);
  }

  @Test
  void stopsWhenCancelled() {
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    assertThatThrownBy(
            () ->
                models
                    .segmenter()
                    .orElseThrow()
                    .segment(oneSlice().stack(), Set.of(0), Progress.NONE, cancel))
        .isInstanceOf(CancelledException.class);
  }
}
