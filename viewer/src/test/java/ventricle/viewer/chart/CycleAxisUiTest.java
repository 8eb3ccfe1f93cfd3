package ventricle.viewer.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.shape.Polyline;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.engine.review.Mark;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.look.Look;
import ventricle.viewer.look.Words;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class CycleAxisUiTest {

  private final SyntheticStudy study = new SyntheticStudy(16, 1, 30);
  private final List<String> set = new ArrayList<>();
  private final List<String> previewed = new ArrayList<>();
  private CycleAxis axis;

  @Start
  void start(Stage stage) {
    Look.loadFonts();
    axis = new CycleAxis(Words.ENGLISH);
    var volumes = new TreeMap<Integer, Double>();
    for (int p = 0; p < 30; p++) {
      volumes.put(p, study.volume(p));
    }
    var detected = study.document.detected();
    axis.dataProperty()
        .set(
            new CycleData(
                30, null, 900.0, volumes, detected.edProbability(), detected.esProbability()));
    axis.edProperty().set(2);
    axis.esProperty().set(12);
    axis.setOnMarkPreview((mark, phase) -> previewed.add(mark + " " + phase));
    axis.setOnMark(
        (mark, phase) -> {
          set.add(mark + " " + phase);
          (mark == Mark.ED ? axis.edProperty() : axis.esProperty()).set(phase);
        });
    Scene scene = new Scene(axis, 900, 140);
    scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.DARK));
    stage.setScene(scene);
    stage.show();
  }

  private Point2D phaseOnScreen(int phase, double y) throws Exception {
    return WaitForAsyncUtils.asyncFx(() -> axis.localToScreen(axis.phaseX(phase), y)).get();
  }

  @Test
  void draggingAMarkPreviewsAndSetsItOnceOnRelease(FxRobot robot) throws Exception {
    robot.moveTo("#es-mark").press(MouseButton.PRIMARY);
    robot.moveTo(phaseOnScreen(14, 60));
    robot.moveTo(phaseOnScreen(17, 60));
    assertThat(set).isEmpty();
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(set).containsExactly("ES 17");
    assertThat(previewed).contains("ES 17");
    Bounds bounds = robot.lookup("#es-mark").query().getBoundsInParent();
    assertThat(robot.lookup("#es-mark").query().getLayoutX() + MarkHandle.REACH)
        .isCloseTo(axis.phaseX(17), within(.01));
    assertThat(bounds.getWidth()).isPositive();
  }

  @Test
  void clickOnAMarkSetsNothing(FxRobot robot) {
    robot.clickOn("#ed-mark");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(set).isEmpty();
  }

  @Test
  void escapePutsADraggedMarkBack(FxRobot robot) throws Exception {
    robot.moveTo("#es-mark").press(MouseButton.PRIMARY).moveTo(phaseOnScreen(20, 60));
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(set).isEmpty();
    assertThat(previewed.getLast()).isEqualTo("ES 12");
  }

  @Test
  void arrowKeysMoveAFocusedMark(FxRobot robot) throws Exception {
    Node mark = robot.lookup("#ed-mark").query();
    WaitForAsyncUtils.asyncFx(mark::requestFocus).get();
    robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
    robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(set).containsExactly("ED 3", "ED 2", "ED 1");
    assertThat(mark.getAccessibleText()).isEqualTo("ED mark, phase 2 of 30");
    assertThat(
            WaitForAsyncUtils.asyncFx(
                    () -> mark.queryAccessibleAttribute(AccessibleAttribute.VALUE))
                .get())
        .isEqualTo(2.0);
  }

  @Test
  void pressOnThePlotSeeks(FxRobot robot) throws Exception {
    robot.clickOn(phaseOnScreen(22, 60));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(axis.phaseProperty().get()).isEqualTo(22);
    assertThat(robot.lookup("#phase-slider").queryAs(Slider.class).getValue()).isEqualTo(22);
  }

  @Test
  void sliderSeeksWithKeysAndItsThumbStandsOnThePhase(FxRobot robot) throws Exception {
    Slider slider = robot.lookup("#phase-slider").queryAs(Slider.class);
    WaitForAsyncUtils.asyncFx(slider::requestFocus).get();
    for (int i = 0; i < 3; i++) {
      robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    }
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(axis.phaseProperty().get()).isEqualTo(3);
    for (int phase : new int[] {0, 11, 29}) {
      WaitForAsyncUtils.asyncFx(() -> axis.phaseProperty().set(phase)).get();
      WaitForAsyncUtils.waitForFxEvents();
      double thumb =
          WaitForAsyncUtils.asyncFx(
                  () -> {
                    Node node = slider.lookup(".thumb");
                    Bounds b = axis.sceneToLocal(node.localToScene(node.getLayoutBounds()));
                    return b.getCenterX();
                  })
              .get();
      assertThat(thumb).isCloseTo(axis.phaseX(phase), within(1.0));
    }
  }

  @Test
  void wholeVolumeCurveIsALine(FxRobot robot) throws Exception {
    assertThat(robot.lookup("#volume-curve").query().isVisible()).isTrue();
    WaitForAsyncUtils.asyncFx(
            () ->
                axis.dataProperty().set(new CycleData(30, null, null, new TreeMap<>(), null, null)))
        .get();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#volume-curve").query().isVisible()).isFalse();
  }

  @Test
  void aPhaseThatJumpsBearsADiamondOnTheCurve(FxRobot robot) throws Exception {
    assertThat(robot.lookup(".jump").tryQuery()).isEmpty();
    WaitForAsyncUtils.asyncFx(() -> axis.jumpsProperty().set(new TreeSet<>(List.of(7, 40)))).get();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup(".jump").queryAll()).hasSize(1);
    Bounds diamond = robot.lookup("#jump-8").query().getBoundsInParent();
    assertThat(diamond.getCenterX()).isCloseTo(axis.phaseX(7), within(.01));
    Polyline curve = robot.lookup("#volume-curve").queryAs(Polyline.class);
    assertThat(diamond.getCenterY()).isCloseTo(curve.getPoints().get(15), within(.01));
  }

  @Test
  void peakRatesLieOnTheCurveWithTheirNumbers() throws Exception {
    CycleData now = axis.dataProperty().get();
    WaitForAsyncUtils.asyncFx(
            () ->
                axis.dataProperty()
                    .set(
                        new CycleData(
                            now.phases(),
                            null,
                            now.rrMs(),
                            now.lvMl(),
                            null,
                            null,
                            List.of(
                                new CycleData.Rate(true, 6.5, 412.4),
                                new CycleData.Rate(false, 16, 380)))))
        .get();
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(axis.lookup("#peak-ejection")).isNotNull();
    assertThat(
            axis.lookupAll(".rate-text").stream().map(n -> ((javafx.scene.text.Text) n).getText()))
        .containsExactlyInAnyOrder("PER 412 ml/s", "PFR 380 ml/s");
    var curve = (Polyline) axis.lookup("#volume-curve");
    var filling = (javafx.scene.shape.Circle) axis.lookup("#peak-filling");
    assertThat(filling.getCenterX()).isEqualTo(curve.getPoints().get(32));
    assertThat(filling.getCenterY()).isEqualTo(curve.getPoints().get(33));
  }
}
