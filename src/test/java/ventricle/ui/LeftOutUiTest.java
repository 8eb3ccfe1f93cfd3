package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.grid.SliceGrid;
import ventricle.viewer.overlay.ContourStyle;

/** A contour that a rule of the model left out: faint on the frame, one key away. */
class LeftOutUiTest extends WorkstationTest {

  private ContourKey base;
  private Tracing drawn;

  @BeforeEach
  void openAStudyWithoutTheRvInItsFirstSliceAtEs() throws Exception {
    openAnalysed();
    ReviewDocument document = document();
    int es = document.es().phase();
    base =
        document.modelLayer().keySet().stream()
            .filter(k -> k.structure() == Structure.RV_ENDO && k.frame().phase() == es)
            .findFirst()
            .orElseThrow();
    drawn = document.modelLayer().get(base);
    leaveOut(document, base);
  }

  /** As after a run in which a rule of the model took these contours away. */
  private void leaveOut(ReviewDocument document, ContourKey... keys) throws Exception {
    SortedMap<ContourKey, Tracing> kept = new TreeMap<>(document.modelLayer());
    SortedMap<ContourKey, Tracing> leftOut = new TreeMap<>();
    for (ContourKey key : keys) {
      leftOut.put(key, kept.remove(key));
    }
    Edit run =
        new Edit.ModelRun(
            new TreeSet<>(document.segmentedPhases()),
            kept,
            leftOut,
            null,
            document.models(),
            "cpu",
            null,
            null);
    fx(() -> presenter().apply(run));
    fx(() -> presenter().go(keys[0].frame()));
  }

  private String corner() throws Exception {
    return fx(() -> canvas().bottomLeftTextProperty().get());
  }

  private boolean counts() throws Exception {
    return document().counted(base).isPresent();
  }

  @Test
  void theFrameShowsItFaintlyAndSaysWhichKeyTakesItBack() throws Exception {
    assertThat(counts()).isFalse();
    assertThat(corner())
        .endsWith("AI left out the RV endocardium: above the base  ·  R takes it back");
    assertThat(fx(() -> canvas().offeredProperty().get().apply(base.frame())))
        .singleElement()
        .satisfies(
            faint -> {
              assertThat(faint.tracing()).isEqualTo(drawn);
              assertThat(faint.style()).isEqualTo(ContourStyle.FAINT_DOTS);
            });
    assertThat(fx(() -> canvas().getAccessibleText())).contains("AI left out the RV endocardium");
    SliceGrid grid = robot.lookup("#slice-grid").queryAs(SliceGrid.class);
    assertThat(fx(() -> grid.offeredProperty().get().apply(base.frame()))).hasSize(1);
  }

  @Test
  void aKeyTakesItBackAndTheSameKeyLeavesItOutAgain() throws Exception {
    press(KeyCode.R);
    assertThat(document().shown(base)).contains(drawn);
    assertThat(corner()).doesNotContain("left out");

    press(KeyCode.R);
    assertThat(counts()).isFalse();
    assertThat(corner()).contains("left out");
  }

  @Test
  void undoLeavesItOutAgain() throws Exception {
    press(KeyCode.R);
    fx(() -> presenter().undo());
    assertThat(counts()).isFalse();
  }

  @Test
  void acceptingTheFrameAgreesWithTheModel() throws Exception {
    press(KeyCode.ENTER);
    fx(() -> presenter().go(base.frame()));
    assertThat(counts()).isFalse();
    assertThat(corner()).doesNotContain("left out");
    assertThat(fx(() -> canvas().offeredProperty().get().apply(base.frame()))).isEmpty();
  }

  @Test
  void cavityAndWallOfTheLvComeBackWithOneKeyAndGoWithOne() throws Exception {
    fx(() -> presenter().undo());
    ContourKey endo = new ContourKey(base.frame(), Structure.LV_ENDO);
    ContourKey epi = new ContourKey(base.frame(), Structure.LV_EPI);
    leaveOut(document(), endo, epi);
    assertThat(corner()).endsWith("AI left out the LV: above the base  ·  R takes it back");
    assertThat(robot.lookup("#flag-lv-base .hyperlink").tryQuery()).isPresent();

    press(KeyCode.R);
    assertThat(document().shown(endo)).isPresent();
    assertThat(document().shown(epi)).isPresent();
    assertThat(corner()).doesNotContain("left out");

    press(KeyCode.R);
    assertThat(document().shown(endo)).isEmpty();
    assertThat(document().shown(epi)).isEmpty();
    assertThat(corner()).contains("AI left out the LV");
  }

  @Test
  void theFindingLeadsToTheFrame() throws Exception {
    assertThat(robot.lookup("#flag-rv-base .hyperlink").tryQuery()).isPresent();
    assertThat(fx(() -> presenter().reviewing().waiting()))
        .anySatisfy(
            waiting -> {
              assertThat(waiting.frame()).isEqualTo(base.frame());
              assertThat(waiting.reasons().toString()).contains("rv-base");
            });
  }
}
