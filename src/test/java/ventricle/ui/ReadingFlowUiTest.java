package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.app.shell.Workstation;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.StudyState;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.RealModels;
import ventricle.support.Truth;

/** Reading ten slices at ED and ES by keys alone. */
class ReadingFlowUiTest extends WorkstationTest {

  private static final int SLICES = 10;
  private static final PhantomStudy PHANTOM =
      Phantom.generate(
          PhantomOptions.small(7).withSlices(SLICES), Progress.NONE, new CancelToken());
  private static final int ED = PHANTOM.truth().edPhase();
  private static final int ES = PHANTOM.truth().esPhase();
  private static final ContourKey DOUBTFUL = ContourKey.of(4, ED, Structure.RV_ENDO);

  @Override
  void prepare() throws Exception {
    desk.bring(PHANTOM, Truth.asModel(PHANTOM, Map.of(DOUBTFUL, .61)));
  }

  @Override
  Workstation sit() throws Exception {
    var none = RealModels.none();
    return fx(() -> desk.sitDown(stage(), none));
  }

  @BeforeEach
  void openStudy() throws Exception {
    press(KeyCode.CONTROL, KeyCode.D);
    settle();
  }

  private FrameKey frame() throws Exception {
    return fx(() -> presenter().frame());
  }

  private String notice() throws Exception {
    return fx(() -> canvas().topLeftTextProperty().get());
  }

  @Test
  void aTenSliceStudyIsReadWithOneKeyForEachFrame() throws Exception {
    SortedSet<FrameKey> inUse = ReviewProgress.framesInUse(document());
    assertThat(inUse).hasSize(2 * SLICES);
    List<FrameKey> seen = new ArrayList<>();
    press(KeyCode.A);
    int keys = 1;
    while (!ReviewProgress.of(document()).complete() && keys < 100) {
      seen.add(frame());
      press(KeyCode.SHIFT, KeyCode.ENTER);
      keys++;
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(inUse);
    assertThat(keys).isEqualTo(1 + 2 * SLICES);
    assertThat(notice()).isEqualTo("Nothing left to look at");
    press(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(dialogs()).isZero();
    assertThat(document().state()).isEqualTo(StudyState.READY);
  }

  @Test
  void theWayLeadsThroughEdAndThenThroughEsFromBaseToApexAndRound() throws Exception {
    fx(() -> presenter().go(new FrameKey(SLICES - 2, ED)));
    List<FrameKey> way = new ArrayList<>();
    for (int i = 0; i < 2 * SLICES; i++) {
      press(KeyCode.A);
      way.add(frame());
    }
    assertThat(way.get(0)).isEqualTo(new FrameKey(SLICES - 1, ED));
    assertThat(way.get(1)).isEqualTo(new FrameKey(0, ES));
    assertThat(way.get(SLICES + 1)).isEqualTo(new FrameKey(0, ED));
    assertThat(way).doesNotHaveDuplicates();
  }

  @Test
  void theImageSaysWhyTheNextFrameNeedsTheReader() throws Exception {
    fx(() -> presenter().go(new FrameKey(DOUBTFUL.frame().slice() - 1, ED)));
    assertThat(notice()).isEmpty();
    press(KeyCode.A);
    assertThat(frame()).isEqualTo(DOUBTFUL.frame());
    assertThat(notice())
        .contains("AI unsure of RV endocardium .61")
        .endsWith(2 * SLICES + " frames wait");
    press(KeyCode.ENTER);
    assertThat(frame()).as("accepting alone stays").isEqualTo(DOUBTFUL.frame());
    assertThat(notice()).isEmpty();
    press(KeyCode.A);
    assertThat(notice()).doesNotContain("AI unsure").endsWith(2 * SLICES - 1 + " frames wait");
    press(KeyCode.DOWN);
    assertThat(notice()).as("gone with the frame").isEmpty();
  }

  @Test
  void howFarTheReaderIsCanAlwaysBeSeen() throws Exception {
    ProgressBar bar = robot.lookup("#review-progress").queryAs(ProgressBar.class);
    assertThat(bar.getProgress()).isZero();
    press(KeyCode.A);
    press(KeyCode.SHIFT, KeyCode.ENTER);
    press(KeyCode.SHIFT, KeyCode.ENTER);
    assertThat(bar.getProgress()).isEqualTo(2.0 / (2 * SLICES));
    assertThat(text("#header-reviewed")).endsWith("2 / 20");
  }

  @Test
  void contoursAreHiddenWhileTheKeyIsHeldAndNoLonger() throws Exception {
    assertThat(canvas().contoursVisibleProperty().get()).isTrue();
    hold(KeyCode.J);
    assertThat(canvas().contoursVisibleProperty().get()).isFalse();
    assertThat(canvas().heatmapOpacityProperty().get()).isZero();
    letGo(KeyCode.J);
    assertThat(canvas().contoursVisibleProperty().get()).isTrue();
    assertThat(presenter().overlays().contoursProperty().get()).isTrue();
  }

  private void hold(KeyCode key) {
    robot.press(key);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void letGo(KeyCode key) {
    robot.release(key);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void noOrientationLetterLiesUnderTheTools() throws Exception {
    Bounds tools = inScene(robot.lookup("#tool-bar").query());
    Set<String> letters = new HashSet<>();
    for (Node letter : robot.lookup(".edge-letter").queryAll()) {
      assertThat(inScene(letter).intersects(tools)).isFalse();
      letters.add(fx(((Labeled) letter)::getText));
    }
    assertThat(letters).hasSize(4);
  }

  private static Bounds inScene(Node node) throws Exception {
    return fx(() -> node.localToScene(node.getLayoutBounds()));
  }
}
