package ventricle.viewer.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javafx.application.ColorScheme;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Scene;
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
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.ThicknessCurves;
import ventricle.viewer.look.Look;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class ThicknessPlotUiTest {

  private static final int PHASES = 12;
  private static final PseudoClass HIGHLIGHTED = PseudoClass.getPseudoClass("highlighted");

  private final List<Integer> sought = new ArrayList<>();
  private ThicknessPlot plot;

  /** Segment n is n mm thick; segment 3 is unknown at phase 6. */
  private static ThicknessCurves curves() {
    List<List<Double>> mm = new ArrayList<>();
    for (AhaSegment segment : AhaSegment.values()) {
      Double[] values = new Double[PHASES];
      Arrays.fill(values, (double) segment.number());
      if (segment.number() == 3) {
        values[5] = null;
      }
      mm.add(Arrays.asList(values));
    }
    return new ThicknessCurves(mm);
  }

  @Start
  void start(Stage stage) {
    Look.loadFonts();
    plot = new ThicknessPlot(s -> "segment " + s.number());
    plot.contentProperty()
        .set(new ThicknessPlot.Content(curves(), PHASES, Set.of(AhaSegment.BASAL_INFERIOR)));
    plot.setOnSeek(sought::add);
    Scene scene = new Scene(plot, 800, 420);
    scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.LIGHT));
    stage.setScene(scene);
    stage.show();
  }

  private Point2D onScreen(int phase, double mm) throws Exception {
    return WaitForAsyncUtils.asyncFx(() -> plot.localToScreen(plot.place(phase, mm))).get();
  }

  private Group line(int segment) {
    return (Group) plot.lookup("#thickness-" + segment);
  }

  @Test
  void pointingAtALineHighlightsItsSegmentAndSaysItsThickness(FxRobot robot) throws Exception {
    robot.moveTo(onScreen(4, 7));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(plot.highlightedProperty().get()).isEqualTo(AhaSegment.MID_ANTERIOR);
    assertThat(line(7).getChildren().getFirst().getPseudoClassStates()).contains(HIGHLIGHTED);
    assertThat(line(8).getChildren().getFirst().getPseudoClassStates()).doesNotContain(HIGHLIGHTED);
    assertThat(plot.getAccessibleText()).isEqualTo("segment 7  7.0 mm");
  }

  @Test
  void pressingSeeksThePhaseUnderTheMouse(FxRobot robot) throws Exception {
    robot.moveTo(onScreen(9, 12)).press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(sought).contains(9);
  }

  @Test
  void unknownPhaseLeavesAGapAndAffectedSegmentsStandOut() {
    assertThat(line(2).getChildren()).hasSize(1);
    assertThat(line(3).getChildren()).hasSize(2);
    assertThat(((Polyline) line(3).getChildren().getFirst()).getPoints()).hasSize(10);
    assertThat(line(4).getChildren().getFirst().getPseudoClassStates())
        .contains(PseudoClass.getPseudoClass("affected"));
  }
}
