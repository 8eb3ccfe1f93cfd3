package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.BullseyeQuantity;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.review.WallMotion;
import ventricle.viewer.bullseye.Bullseye;
import ventricle.viewer.chart.ThicknessPlot;

/** The wall by segments: read, pointed at and graded with mouse and keys. */
class WallUiTest extends WorkstationTest {

  @BeforeEach
  void openStudy() throws Exception {
    openAnalysed();
    fx(() -> map().getParent().requestLayout());
  }

  private Bullseye map() {
    return robot.lookup("#bullseye").queryAs(Bullseye.class);
  }

  private Point2D onScreen(AhaSegment segment) throws Exception {
    return fx(() -> map().localToScreen(map().place(segment)));
  }

  private void clickOn(AhaSegment segment) throws Exception {
    robot.moveTo(onScreen(segment)).press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private List<SegmentWall> walls() throws Exception {
    return fx(() -> presenter().measurementsProperty().get().regional().segments());
  }

  /** A segment that was measured. */
  private SegmentWall measured() throws Exception {
    return walls().stream()
        .filter(wall -> wall.thickeningMm() != null)
        .max(Comparator.comparing(SegmentWall::thickeningMm))
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private void choose(BullseyeQuantity quantity) throws Exception {
    fx(
        () ->
            robot
                .lookup("#bullseye-quantity")
                .queryAs((Class<ComboBox<BullseyeQuantity>>) (Class<?>) ComboBox.class)
                .setValue(quantity));
  }

  private WallMotion grade(AhaSegment segment) throws Exception {
    return document().entries().wallMotion().get(segment.number());
  }

  @Test
  void pointingSaysTheValueAndAClickShowsItsFrame() throws Exception {
    SegmentWall wall = measured();
    choose(BullseyeQuantity.ES_THICKNESS);
    fx(() -> presenter().go(new FrameKey(0, 0)));

    robot.moveTo(onScreen(wall.segment()));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(text("#bullseye-readout"))
        .contains("(" + wall.segment().number() + ")")
        .contains(BullseyeQuantity.ES_THICKNESS.shown(wall.esMm()) + " mm");

    clickOn(wall.segment());
    assertThat(wall.esFrames()).contains(fx(() -> presenter().frame()));
  }

  @Test
  void gradesAreChosenFromAMenuAndTakenBackByUndo() throws Exception {
    choose(BullseyeQuantity.WALL_MOTION);
    assertThat(text("#wall-motion-index")).isEqualTo("No segment graded");

    clickOn(AhaSegment.MID_INFERIOR);
    robot.clickOn("#grade-3");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(grade(AhaSegment.MID_INFERIOR)).isEqualTo(WallMotion.AKINETIC);
    assertThat(text("#wall-motion-index")).isEqualTo("WMSI 3.00, 1 of 16");
    assertThat(undoTip()).contains("grade wall motion");

    robot.clickOn("#rest-normal");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(document().entries().wallMotion()).hasSize(16);
    assertThat(text("#wall-motion-index")).isEqualTo("WMSI 1.13, 16 of 16");

    fx(() -> presenter().undo());
    fx(() -> presenter().undo());
    assertThat(document().entries().wallMotion()).isEmpty();
  }

  @Test
  void nothingIsOfferedToBeGradedOnceSomebodyElseHasTheStudy() throws Exception {
    choose(BullseyeQuantity.WALL_MOTION);
    assertThat(fx(() -> map().gradingProperty().get())).isTrue();
    assertThat(fx(() -> robot.lookup("#rest-normal").query().isDisabled())).isFalse();

    fx(() -> presenter().makeReadOnly("Somebody else has it."));

    assertThat(fx(() -> map().gradingProperty().get())).isFalse();
    assertThat(fx(() -> robot.lookup("#rest-normal").query().isDisabled())).isTrue();
    assertThat(text("#bullseye-readout")).isEqualTo("Grades cannot be changed here");
  }

  @Test
  void gradesAreTypedWithTheKeyboardAlone() throws Exception {
    fx(() -> canvas().requestFocus());
    press(KeyCode.SHIFT, KeyCode.A);
    press(KeyCode.DIGIT2);
    press(KeyCode.DOWN);
    press(KeyCode.LEFT);
    press(KeyCode.DIGIT4);

    assertThat(grade(AhaSegment.BASAL_ANTERIOR)).isEqualTo(WallMotion.HYPOKINETIC);
    assertThat(grade(AhaSegment.MID_ANTEROSEPTAL)).isEqualTo(WallMotion.DYSKINETIC);

    press(KeyCode.DELETE);
    assertThat(grade(AhaSegment.MID_ANTEROSEPTAL)).isNull();
  }

  @Test
  void thicknessOverTheCycleIsInStepWithMapAndTime() throws Exception {
    fx(() -> canvas().requestFocus());
    press(KeyCode.SHIFT, KeyCode.T);
    settle();
    ThicknessPlot plot = robot.lookup("#thickness-plot").queryAs(ThicknessPlot.class);
    waitUntil(() -> plot.contentProperty().get() != null);
    SegmentWall wall = measured();

    robot.moveTo(onScreen(wall.segment()));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(fx(() -> plot.highlightedProperty().get())).isEqualTo(wall.segment());

    int es = document().es().phase();
    Point2D place = fx(() -> plot.localToScreen(plot.place(es, wall.esMm())));
    robot.moveTo(place);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(fx(() -> map().highlightedProperty().get())).isNotNull();
    robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(fx(() -> presenter().frame().phase())).isEqualTo(es);

    press(KeyCode.SHIFT, KeyCode.T);
    assertThat(fx(() -> plot.getParent().getParent().isVisible())).isFalse();
  }
}
