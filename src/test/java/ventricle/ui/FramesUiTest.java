package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.app.action.Action;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Insertion;
import ventricle.engine.review.Interpolation;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.ReviewState;
import ventricle.viewer.overlay.ContourStyle;
import ventricle.viewer.overlay.FrameMark;

/** What is done with a frame as a whole, and with more than one frame at a time. */
class FramesUiTest extends WorkstationTest {

  private static final Structure ENDO = Structure.LV_ENDO;
  private static final int MIDDLE = 2;

  private ReviewDocument before;

  @BeforeEach
  void openStudyAtEd() throws Exception {
    openAnalysed();
    press(KeyCode.D);
    fx(() -> presenter().go(new FrameKey(MIDDLE, presenter().frame().phase())));
    before = document();
  }

  private ContourKey here() throws Exception {
    return new ContourKey(fx(() -> presenter().frame()), ENDO);
  }

  private Provenance provenance(ContourKey key) throws Exception {
    return document().shown(key).orElseThrow().provenance();
  }

  @Test
  void aMissingContourIsInterpolatedBetweenSlicesInOneStep() throws Exception {
    press(KeyCode.DELETE);
    ReviewDocument without = document();
    press(KeyCode.I);
    waitUntil(() -> document().shown(here()).isPresent());
    assertThat(provenance(here()))
        .isEqualTo(new Provenance.Interpolated(Desk.READER, Interpolation.METHOD));
    assertThat(ContourStyle.of(provenance(here()))).isEqualTo(ContourStyle.DOTTED);
    assertThat(document().stateOf(here()).reviewed()).isFalse();
    assertThat(text("#provenance-lv-endo")).isEqualTo("interpolated");
    assertThat(undoTip()).isEqualTo("Undo: interpolate 1 contour between slices · LV endocardium");
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document()).isEqualTo(without);
  }

  @Test
  void missingPhasesAreInterpolatedAroundTheCycle() throws Exception {
    int phase = here().frame().phase();
    int phases = before.phaseCount();
    for (int step = 0; step < 2; step++) {
      FrameKey at = new FrameKey(MIDDLE, (phase + step) % phases);
      fx(() -> presenter().go(at));
      press(KeyCode.DELETE);
    }
    press(KeyCode.SHIFT, KeyCode.I);
    for (int step = 0; step < 2; step++) {
      ContourKey key = ContourKey.of(MIDDLE, (phase + step) % phases, ENDO);
      waitUntil(() -> document().shown(key).isPresent());
      assertThat(provenance(key)).isInstanceOf(Provenance.Interpolated.class);
    }
    assertThat(undoTip()).contains("2 contours between phases");
  }

  @Test
  void aCorrectedContourIsPropagatedToThePhasesOnBothSides() throws Exception {
    press(KeyCode.DELETE);
    press(KeyCode.I);
    waitUntil(() -> document().shown(here()).isPresent());
    int phase = here().frame().phase();
    press(KeyCode.ALT, KeyCode.P);
    ContourKey next = ContourKey.of(MIDDLE, (phase + 1) % before.phaseCount(), ENDO);
    waitUntil(() -> provenance(next) instanceof Provenance.Propagated);
    assertThat(undoTip()).isEqualTo("Undo: propagate to 6 phases · LV endocardium");
    assertThat(ContourStyle.of(provenance(next))).isEqualTo(ContourStyle.PAIRED_DOTS);
    assertThat(document().stateOf(next).reviewed()).isFalse();
    press(KeyCode.RIGHT);
    assertThat(text("#provenance-lv-endo")).isEqualTo("propagated");
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(provenance(next)).isInstanceOf(Provenance.Model.class);
  }

  @Test
  void propagationStopsAtAReviewedPhase() throws Exception {
    int phase = here().frame().phase();
    ContourKey reviewed = ContourKey.of(MIDDLE, (phase + 2) % before.phaseCount(), ENDO);
    fx(
        () ->
            presenter()
                .apply(
                    new Edit.SetState(Map.of(reviewed, new ReviewState.Contoured(Desk.READER)))));
    ReviewDocument accepted = document();
    press(KeyCode.SHIFT, KeyCode.P);
    ContourKey next = ContourKey.of(MIDDLE, (phase + 1) % before.phaseCount(), ENDO);
    waitUntil(() -> provenance(next) instanceof Provenance.Propagated);
    assertThat(document().shown(reviewed)).isEqualTo(accepted.shown(reviewed));
    assertThat(document().stateOf(reviewed)).isEqualTo(accepted.stateOf(reviewed));
  }

  @Test
  void whereNothingCanBeInterpolatedTheReaderIsTold() throws Exception {
    fx(() -> presenter().go(new FrameKey(0, presenter().frame().phase())));
    ContourKey base = here();
    press(KeyCode.DELETE);
    ReviewDocument without = document();
    fx(() -> workstation.run(Action.INTERPOLATE_SLICES));
    assertThat(dialog()).contains("LV endocardium is missing nowhere between two slices");
    answer(ButtonType.OK);
    assertThat(document()).isEqualTo(without);
    assertThat(document().shown(base)).isEmpty();
  }

  @Test
  void anExcludedSliceCountsInNoNumberAndIsMarkedUntilItIsIncluded() throws Exception {
    FrameKey frame = here().frame();
    double edv = number("#value-lv-edv");
    press(KeyCode.Q);
    assertThat(document().stateOf(here())).isInstanceOf(ReviewState.Excluded.class);
    assertThat(number("#value-lv-edv")).isLessThan(edv);
    assertThat(canvas().frameMarkProperty().get().apply(frame)).isEqualTo(FrameMark.EXCLUDED);
    assertThat(fx(() -> canvas().bottomLeftTextProperty().get()))
        .startsWith("left out of the numbers");
    assertThat(undoTip()).isEqualTo("Undo: leave slice out");
    assertThat(document().stateOf(ContourKey.of(MIDDLE, before.es().phase(), ENDO)))
        .as("the other phase")
        .isEqualTo(new ReviewState.Unreviewed());
    press(KeyCode.Q);
    assertThat(document()).isEqualTo(before);
    assertThat(number("#value-lv-edv")).isCloseTo(edv, within(.051));
  }

  @Test
  void aStructureIsConfirmedAbsentWithOneKey() throws Exception {
    press(KeyCode.K);
    assertThat(document().shown(here())).isEmpty();
    assertThat(document().stateOf(here())).isEqualTo(new ReviewState.ConfirmedAbsent(Desk.READER));
    assertThat(document().shown(here().frame(), Structure.LV_EPI)).isPresent();
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document()).isEqualTo(before);
  }

  @Test
  void aSliceWithoutVentriclesIsReviewedAndMarked() throws Exception {
    FrameKey frame = here().frame();
    press(KeyCode.SHIFT, KeyCode.K);
    assertThat(ReviewProgress.isReviewed(document(), frame)).isTrue();
    assertThat(canvas().frameMarkProperty().get().apply(frame)).isEqualTo(FrameMark.ABSENT);
    press(KeyCode.SHIFT, KeyCode.R);
    assertThat(document()).isEqualTo(before);
  }

  @Test
  void allContoursOfAFrameGoAndComeBackWithOneKeyEach() throws Exception {
    FrameKey frame = here().frame();
    press(KeyCode.SHIFT, KeyCode.DELETE);
    assertThat(Stream.of(Structure.values()).filter(s -> shows(frame, s))).isEmpty();
    press(KeyCode.SHIFT, KeyCode.R);
    assertThat(document()).isEqualTo(before);
  }

  private boolean shows(FrameKey frame, Structure structure) {
    return presenter().document().shown(frame, structure).isPresent();
  }

  @Test
  void aContourIsCopiedToTheNextSliceWhichIsThenShown() throws Exception {
    ContourKey from = here();
    ContourKey to = ContourKey.of(MIDDLE + 1, from.frame().phase(), ENDO);
    press(KeyCode.ALT, KeyCode.DOWN);
    assertThat(here()).isEqualTo(to);
    assertThat(provenance(to)).isEqualTo(new Provenance.Propagated(Desk.READER, "copy"));
    assertThat(text("#provenance-lv-endo")).isEqualTo("propagated");
  }

  @Test
  void theInsertionPointIsShownAndDragged() throws Exception {
    FrameKey frame = here().frame();
    Node handle = robot.lookup("#insertion-point").query();
    assertThat(handle.isVisible()).isFalse();
    press(KeyCode.Y);
    waitUntil(handle::isVisible);
    Point proposed =
        Insertion.of(document(), fx(() -> presenter().stackProperty().get().slice(MIDDLE)), frame)
            .orElseThrow()
            .point();
    robot.moveTo(onScreen(proposed)).moveBy(5, 4).clickOn(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(document()).as("a click takes hold and moves nothing").isEqualTo(before);
    Point to = between(centre(shown(Structure.LV_EPI)), proposed, 1.4);
    robot.drag(onScreen(proposed), MouseButton.PRIMARY).moveTo(onScreen(to));
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(document().insertions().get(frame).distance(to)).isLessThan(1);
    assertThat(undoTip()).isEqualTo("Undo: move RV insertion point");
    press(KeyCode.SHIFT, KeyCode.Y);
    assertThat(document()).isEqualTo(before);
    press(KeyCode.Y);
    waitUntil(() -> !handle.isVisible());
  }

  @Test
  void theMenuOfTheCanvasOpensOnARightClickAndNotOnADrag() throws Exception {
    press(KeyCode.DELETE);
    Point2D middle =
        fx(() -> canvas().localToScreen(canvas().getWidth() / 2, 40)); // room for the menu below
    robot.moveTo(middle).clickOn(MouseButton.SECONDARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(isThere("#contour-context-menu")).isTrue();
    robot.clickOn("#menu-interpolate-slices");
    waitUntil(() -> document().shown(here()).isPresent());
    robot.moveTo(middle).press(MouseButton.SECONDARY).moveBy(20, 10).release(MouseButton.SECONDARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(isThere("#contour-context-menu")).isFalse();
  }

  @Test
  void theMenuOfThePaletteOffersTheSameWithCopyingLast() throws Exception {
    MenuButton menu = robot.lookup("#contour-menu").queryAs(MenuButton.class);
    List<MenuItem> items = fx(() -> List.copyOf(menu.getItems()));
    assertThat(items.getLast().getId()).isEqualTo("menu-copy");
    MenuItem absent =
        items.stream()
            .filter(i -> "menu-confirm-absent".equals(i.getId()))
            .findFirst()
            .orElseThrow();
    assertThat(absent.getText()).endsWith("K");
    fx(absent::fire);
    assertThat(document().stateOf(here())).isInstanceOf(ReviewState.ConfirmedAbsent.class);
  }
}
