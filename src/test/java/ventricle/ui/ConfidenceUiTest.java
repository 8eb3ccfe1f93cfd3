package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javafx.css.PseudoClass;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.ReaderTracings;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.grid.Confidence;
import ventricle.viewer.grid.SliceGrid;

/** How sure the model is: in the grid, the legend and the corner of the image, and by key. */
class ConfidenceUiTest extends WorkstationTest {

  private static final ModelRef MODEL = new ModelRef("segment", "m2", "1", "00");
  private static final double SURE = .95;

  private int ed;
  private int es;

  @BeforeEach
  void openStudy() throws Exception {
    openAnalysed();
    ed = document().ed().phase();
    es = document().es().phase();
  }

  /** Draws the model's contours again, sure of all but some. */
  private void rate(Map<ContourKey, Double> doubtful) throws Exception {
    rate(SURE, doubtful);
  }

  private void rate(@Nullable Double others, Map<ContourKey, Double> doubtful) throws Exception {
    ReviewDocument document = document();
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    document
        .modelLayer()
        .forEach(
            (key, tracing) ->
                contours.put(
                    key,
                    new Tracing(
                        tracing.contour(),
                        new Provenance.Model(MODEL, doubtful.getOrDefault(key, others)))));
    assertThat(contours.keySet()).containsAll(doubtful.keySet());
    fx(
        () ->
            presenter()
                .apply(
                    new Edit.ModelRun(
                        document.segmentedPhases(), contours, null, Set.of(MODEL), "cpu")));
  }

  private void show(ContourKey key) throws Exception {
    fx(() -> presenter().go(key.frame()));
  }

  private Optional<Confidence> mark(FrameKey frame) {
    SliceGrid grid = robot.lookup("#slice-grid").queryAs(SliceGrid.class);
    return grid.confidenceProperty().get().apply(frame);
  }

  private String corner() throws Exception {
    return fx(() -> canvas().bottomRightTextProperty().get());
  }

  @Test
  void theLegendSaysHowSureTheAiIsOfEachContour() throws Exception {
    ContourKey rv = ContourKey.of(2, ed, Structure.RV_ENDO);
    rate(Map.of(rv, .71));
    show(rv);
    assertThat(text("#provenance-rv-endo")).isEqualTo("AI .71");
    assertThat(text("#provenance-lv-endo")).isEqualTo("AI .95");
    PseudoClass doubtful = PseudoClass.getPseudoClass("doubtful");
    assertThat(robot.lookup("#provenance-rv-endo").query().getPseudoClassStates())
        .contains(doubtful);
    assertThat(robot.lookup("#provenance-lv-endo").query().getPseudoClassStates())
        .doesNotContain(doubtful);
  }

  @Test
  void theCornerAndTheGridNameTheLeastSureContour() throws Exception {
    ContourKey epi = ContourKey.of(1, es, Structure.LV_EPI);
    rate(Map.of(epi, .64));
    show(epi);
    assertThat(corner()).startsWith("least sure  LV epicardium .64\n");
    Confidence mark = mark(epi.frame()).orElseThrow();
    assertThat(mark.least()).isEqualTo(.64);
    assertThat(mark.settled()).isFalse();
    assertThat(mark.words()).startsWith("LV epicardium .64\n").contains("RV endocardium .95");
  }

  @Test
  void anAcceptedFrameIsQuiet() throws Exception {
    ContourKey endo = ContourKey.of(2, ed, Structure.LV_ENDO);
    rate(Map.of(endo, .5));
    show(endo);
    press(KeyCode.ENTER);
    assertThat(mark(endo.frame()).orElseThrow().settled()).isTrue();
    show(endo);
    assertThat(corner()).doesNotContain("least sure").contains("LV endocardium");
  }

  @Test
  void aContourThatTheReaderChangedHasNoConfidence() throws Exception {
    ContourKey endo = ContourKey.of(2, ed, Structure.LV_ENDO);
    rate(Map.of(endo, .5));
    show(endo);
    Contour moved =
        Contour.of(
            shown(Structure.LV_ENDO).points().stream()
                .map(p -> new Point(p.x() + .5, p.y()))
                .toList());
    Edit edit = ReaderTracings.edit(document(), endo, moved, Gesture.NUDGE, Desk.READER);
    fx(() -> presenter().apply(edit));
    assertThat(text("#provenance-lv-endo")).isEqualTo("AI, edited");
    assertThat(mark(endo.frame()).orElseThrow().least()).isEqualTo(SURE);
    assertThat(corner()).doesNotContain(".50");
  }

  @Test
  void aKeyGoesToTheLeastSureFrameAndOnToTheNext() throws Exception {
    ContourKey worst = ContourKey.of(3, es, Structure.RV_ENDO);
    ContourKey second = ContourKey.of(1, ed, Structure.LV_EPI);
    ContourKey third = ContourKey.of(2, ed, Structure.LV_ENDO);
    ContourKey elsewhere = ContourKey.of(2, other(), Structure.LV_ENDO);
    rate(Map.of(worst, .41, second, .62, third, .70, elsewhere, .10));
    fx(() -> presenter().go(new FrameKey(0, other())));
    press(KeyCode.U);
    assertShown(worst);
    press(KeyCode.U);
    assertShown(second);
    press(KeyCode.ENTER);
    press(KeyCode.U);
    assertShown(worst);
    press(KeyCode.ENTER);
    press(KeyCode.U);
    assertShown(third);
  }

  /** A phase that is neither ED nor ES. */
  private int other() {
    int phase = 0;
    while (phase == ed || phase == es) {
      phase++;
    }
    return phase;
  }

  private void assertShown(ContourKey key) throws Exception {
    assertThat(fx(() -> presenter().frame())).isEqualTo(key.frame());
    assertThat(fx(() -> presenter().structureProperty().get())).isEqualTo(key.structure());
  }

  @Test
  void aModelThatDoesNotSayHowSureItIsLeavesNoMark() throws Exception {
    rate(null, Map.of());
    FrameKey frame = new FrameKey(2, ed);
    fx(() -> presenter().go(frame));
    assertThat(mark(frame)).isEmpty();
    assertThat(text("#provenance-lv-endo")).isEqualTo("AI");
    assertThat(corner()).startsWith("LV endocardium");
    press(KeyCode.U);
    assertThat(fx(() -> presenter().frame())).isEqualTo(frame);
  }
}
