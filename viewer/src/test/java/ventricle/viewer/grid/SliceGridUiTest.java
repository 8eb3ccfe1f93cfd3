package ventricle.viewer.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.look.Look;
import ventricle.viewer.look.Words;
import ventricle.viewer.overlay.OverlayContour;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class SliceGridUiTest {

  private final SyntheticStudy study = new SyntheticStudy(64, 6, 20);
  private final List<FrameKey> chosen = new ArrayList<>();
  private SliceGrid grid;

  @Start
  void start(Stage stage) {
    Look.loadFonts();
    grid = new SliceGrid(Words.ENGLISH);
    grid.stackProperty().set(study.stack);
    grid.windowLevelProperty().set(WindowLevel.auto(study.stack));
    grid.contoursProperty()
        .set(k -> OverlayContour.of(study.document, k, EnumSet.allOf(Structure.class)));
    grid.edProperty().set(study.ed());
    grid.esProperty().set(study.es());
    grid.setOnSelect(chosen::add);
    Scene scene = new Scene(grid, 220, 640);
    scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.DARK));
    stage.setScene(scene);
    stage.show();
  }

  private Point2D middle(FrameKey key) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              Bounds b = grid.cellBounds(key).orElseThrow();
              return grid.localToScreen(b.getCenterX(), b.getCenterY());
            })
        .get();
  }

  @Test
  void clickSelectsTheFrame(FxRobot robot) throws Exception {
    FrameKey key = new FrameKey(4, study.es());
    robot.clickOn(middle(key));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(chosen).containsExactly(key);
    assertThat(grid.selectedProperty().get()).isEqualTo(key);
  }

  @Test
  void arrowKeysWalkThroughSlicesAndPhases(FxRobot robot) throws Exception {
    robot.clickOn(middle(new FrameKey(1, study.ed())));
    robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
    robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(chosen)
        .containsExactly(
            new FrameKey(1, study.ed()), new FrameKey(2, study.ed()), new FrameKey(2, study.es()));
    assertThat(grid.getAccessibleText()).contains("slice 3 of 6").contains("ES");
  }

  @Test
  void selectedFrameScrollsIntoViewAmongAllPhases() throws Exception {
    FrameKey far = new FrameKey(5, 19);
    WaitForAsyncUtils.asyncFx(() -> grid.allPhasesProperty().set(true)).get();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(WaitForAsyncUtils.asyncFx(() -> grid.cellBounds(far)).get()).isEmpty();
    WaitForAsyncUtils.asyncFx(() -> grid.selectedProperty().set(far)).get();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(WaitForAsyncUtils.asyncFx(() -> grid.cellBounds(far)).get()).isPresent();
  }

  @Test
  void heartsAppearInTheirCells() throws Exception {
    FrameKey key = new FrameKey(0, study.ed());
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> brightness(key) > .3);
  }

  @Test
  void heartsAppearAmongAllPhases() throws Exception {
    WaitForAsyncUtils.asyncFx(() -> grid.allPhasesProperty().set(true)).get();
    FrameKey key = new FrameKey(5, 2);
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> brightness(key) > .2);
  }

  /** Mean brightness in the middle of a cell, where the blood pool lies. */
  private double brightness(FrameKey key) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              Bounds b = grid.cellBounds(key).orElseThrow();
              WritableImage image = grid.snapshot(null, null);
              double sum = 0;
              int n = 0;
              for (int y = -6; y <= 6; y++) {
                for (int x = -20; x <= 20; x++) {
                  sum +=
                      image
                          .getPixelReader()
                          .getColor((int) b.getCenterX() + x, (int) b.getCenterY() + y)
                          .getBrightness();
                  n++;
                }
              }
              return sum / n;
            })
        .get();
  }
}
