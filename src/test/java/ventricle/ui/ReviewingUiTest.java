package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewProgress;
import ventricle.support.Phantoms;
import ventricle.viewer.chart.CycleAxis;
import ventricle.viewer.grid.SliceGrid;

/** Going through a study: time, slices, marks, heatmap, accepting. */
class ReviewingUiTest extends WorkstationTest {

  @BeforeEach
  void openStudy() throws Exception {
    openAnalysed();
  }

  private FrameKey frame() throws Exception {
    return fx(() -> presenter().frame());
  }

  @Test
  void arrowKeysMoveThroughTimeAndSlices() throws Exception {
    fx(() -> presenter().go(new FrameKey(2, 4)));
    press(KeyCode.RIGHT);
    assertThat(frame()).isEqualTo(new FrameKey(2, 5));
    press(KeyCode.LEFT);
    press(KeyCode.LEFT);
    assertThat(frame()).isEqualTo(new FrameKey(2, 3));
    press(KeyCode.DOWN);
    assertThat(frame()).isEqualTo(new FrameKey(3, 3));
    press(KeyCode.UP);
    press(KeyCode.UP);
    assertThat(frame()).isEqualTo(new FrameKey(1, 3));
  }

  @Test
  void gridCanvasAndSliderShowTheSameFrame() throws Exception {
    fx(() -> presenter().go(new FrameKey(3, 6)));
    SliceGrid grid = robot.lookup("#slice-grid").queryAs(SliceGrid.class);
    assertThat(grid.selectedProperty().get()).isEqualTo(new FrameKey(3, 6));
    assertThat(canvas().frameProperty().get()).isEqualTo(new FrameKey(3, 6));
    assertThat(robot.lookup("#phase-slider").queryAs(Slider.class).getValue()).isEqualTo(6);
  }

  @Test
  void spacePlaysAndStops() throws Exception {
    int start = frame().phase();
    String still = playIcon();
    press(KeyCode.SPACE);
    waitUntil(() -> presenter().frame().phase() != start);
    assertThat(playIcon()).isNotEqualTo(still);
    press(KeyCode.SPACE);
    assertThat(playIcon()).isEqualTo(still);
  }

  private String playIcon() throws Exception {
    Button play = robot.lookup("#play").queryButton();
    return fx(() -> ((FontIcon) play.getGraphic()).getIconLiteral());
  }

  @Test
  void questionMarkShowsTheKeysAndAnyKeyHidesThem() throws Exception {
    Node sheet = robot.lookup("#key-sheet").query();
    assertThat(sheet.isVisible()).isFalse();
    fx(
        () ->
            Event.fireEvent(
                canvas(),
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "?", KeyCode.SLASH, true, false, false, false)));
    assertThat(sheet.isVisible()).isTrue();
    FrameKey before = frame();
    press(KeyCode.RIGHT);
    assertThat(sheet.isVisible()).isFalse();
    assertThat(frame()).as("the key only closes the sheet").isEqualTo(before);
    press(KeyCode.F1);
    assertThat(sheet.isVisible()).isTrue();
  }

  @Test
  void nothingCoversTheResearchUseBanner() throws Exception {
    Node banner = robot.lookup("#ruo-banner").query();
    press(KeyCode.F1);
    Bounds at = fx(() -> banner.localToScreen(banner.getLayoutBounds()));
    Node sheet = robot.lookup("#key-sheet").query();
    assertThat(fx(() -> sheet.localToScreen(sheet.getLayoutBounds())).getMinY())
        .isGreaterThanOrEqualTo(at.getMaxY());
    press(KeyCode.ESCAPE);
    fx(() -> workstation.run(Action.ABOUT));
    assertThat(dialog()).contains("Ventricle test", "Research use only");
    Node pane = robot.lookup("#dialog").query();
    assertThat(fx(() -> pane.localToScreen(pane.getLayoutBounds())).intersects(at)).isFalse();
    answer(ButtonType.OK);
    assertThat(banner.isVisible()).isTrue();
  }

  @Test
  void draggingTheEsMarkChangesTheNumbersAtOnce() throws Exception {
    PhaseMark before = document().es();
    double ef = number(".ef");
    int to = (before.phase() + 2) % Phantoms.PHASES;
    drag("#es-mark", to);
    assertThat(document().es().phase()).isEqualTo(to);
    assertThat(document().es().provenance()).isEqualTo(new Provenance.Manual(Desk.READER));
    assertThat(number(".ef")).isLessThan(ef);
    assertThat(number("#value-lv-esv"))
        .isCloseTo(presenter().measurementsProperty().get().curve().lvMl().get(to), within(.051));
    assertThat(tooltip("#undo")).isEqualTo("Undo: move ES");
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document().es()).isEqualTo(before);
    assertThat(number(".ef")).isEqualTo(ef);
  }

  private String tooltip(String id) throws Exception {
    return fx(() -> robot.lookup(id).queryButton().getTooltip().getText());
  }

  /**
   * Drags a mark with events of our own: JavaFX's headless platform forgets in a drag that the
   * button is down, so that the node it began on loses it.
   */
  private void drag(String mark, int toPhase) throws Exception {
    CycleAxis axis = robot.lookup(".cycle-axis").queryAs(CycleAxis.class);
    Node handle = robot.lookup(mark).query();
    fx(() -> fire(handle, MouseEvent.MOUSE_PRESSED, handle.localToScene(7, 50)));
    fx(() -> fire(handle, MouseEvent.MOUSE_DRAGGED, axis.localToScene(axis.phaseX(toPhase), 50)));
    fx(() -> fire(handle, MouseEvent.MOUSE_RELEASED, axis.localToScene(axis.phaseX(toPhase), 50)));
  }

  private static void fire(Node node, EventType<MouseEvent> type, Point2D inScene) {
    boolean down = type != MouseEvent.MOUSE_RELEASED;
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
            inScene.getX(),
            inScene.getY(),
            inScene.getX(),
            inScene.getY(),
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            down,
            false,
            false,
            false,
            false,
            false,
            null));
  }

  @Test
  void aKeySetsEdToThePhaseShown() throws Exception {
    int to = (document().ed().phase() + 3) % Phantoms.PHASES;
    fx(() -> presenter().go(new FrameKey(2, to)));
    press(KeyCode.SHIFT, KeyCode.D);
    assertThat(document().ed().phase()).isEqualTo(to);
  }

  @Test
  void theHeatmapIsAGradCamOfTheShownFrameAndComesAndGoes() throws Exception {
    assertThat(canvas().heatmapProperty().get()).isNull();
    press(KeyCode.M);
    waitUntil(() -> canvas().heatmapProperty().get() != null);
    var map = canvas().heatmapProperty().get();
    assertThat(map.rows()).isEqualTo(96);
    assertThat(map.columns()).isEqualTo(96);
    assertThat(map.layer()).isEqualTo("decoder2");
    assertThat(map.model().id()).isEqualTo("m2-pspunet");
    fx(() -> presenter().structureProperty().set(Structure.RV_ENDO));
    waitUntil(() -> canvas().heatmapProperty().get() != null);
    assertThat(canvas().heatmapProperty().get().values()).isNotEqualTo(map.values());
    press(KeyCode.M);
    assertThat(canvas().heatmapProperty().get()).isNull();
  }

  @Test
  void acceptingAFrameTicksItAndMovesOn() throws Exception {
    FrameKey first = frame();
    assertThat(text("#header-reviewed")).endsWith("0 / 10");
    press(KeyCode.SHIFT, KeyCode.ENTER);
    SliceGrid grid = robot.lookup("#slice-grid").queryAs(SliceGrid.class);
    assertThat(grid.reviewedProperty().get().test(first)).isTrue();
    assertThat(text("#header-reviewed")).endsWith("1 / 10");
    assertThat(frame()).isNotEqualTo(first).isIn(ReviewProgress.of(document()).remaining());
  }

  @Test
  void turningTheStackKeepsImageAndVolumes() throws Exception {
    fx(() -> presenter().go(new FrameKey(0, 3)));
    var image = presenter().stackProperty().get().frame(frame()).orElseThrow().source();
    double edv = number("#value-lv-edv");
    Platform.runLater(() -> workstation.run(Action.FLIP_STACK));
    assertThat(dialog()).contains("Exchange base and apex");
    answer(ButtonType.OK);
    assertThat(document().flipped()).isTrue();
    assertThat(frame()).isEqualTo(new FrameKey(Phantoms.SLICES - 1, 3));
    assertThat(presenter().stackProperty().get().frame(frame()).orElseThrow().source())
        .isEqualTo(image);
    assertThat(number("#value-lv-edv")).isEqualTo(edv);
  }
}
