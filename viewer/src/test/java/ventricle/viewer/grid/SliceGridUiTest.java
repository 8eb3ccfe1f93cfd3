package ventricle.viewer.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Tooltip;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
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

  private void showConfidence(Map<FrameKey, Confidence> known) throws Exception {
    WaitForAsyncUtils.asyncFx(
            () -> grid.confidenceProperty().set(key -> Optional.ofNullable(known.get(key))))
        .get();
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static Confidence open(double least) {
    return new Confidence(least, false, "RV endocardium " + Confidence.figure(least));
  }

  private static Confidence settled(double least) {
    return new Confidence(least, true, "accepted");
  }

  @Test
  void theLessSureTheModelIsTheMoreAMarkTakesOfItsCell() throws Exception {
    FrameKey sure = new FrameKey(1, study.ed());
    FrameKey fair = new FrameKey(2, study.ed());
    FrameKey low = new FrameKey(3, study.ed());
    FrameKey accepted = new FrameKey(4, study.ed());
    Map<FrameKey, WritableImage> before = corners(sure, fair, low, accepted);
    showConfidence(
        Map.of(sure, open(.96), fair, open(.86), low, open(.61), accepted, settled(.41)));
    Map<FrameKey, WritableImage> after = corners(sure, fair, low, accepted);
    assertThat(changed(before, after, accepted)).isPositive();
    assertThat(changed(before, after, sure)).isPositive();
    assertThat(changed(before, after, fair)).isGreaterThan(2 * changed(before, after, sure));
    assertThat(changed(before, after, low)).isGreaterThan(2 * changed(before, after, fair));
    assertThat(changed(before, after, accepted)).isLessThan(changed(before, after, fair));
  }

  @Test
  void theLeastSureFrameHasAFigureAlsoWhereTheModelIsSureOfAll() throws Exception {
    FrameKey least = new FrameKey(1, study.es());
    FrameKey other = new FrameKey(2, study.es());
    Map<FrameKey, WritableImage> before = corners(least, other);
    showConfidence(Map.of(least, open(.93), other, open(.95)));
    Map<FrameKey, WritableImage> after = corners(least, other);
    assertThat(changed(before, after, least)).isGreaterThan(4 * changed(before, after, other));
  }

  @Test
  void pointingAtACellSaysHowSureTheModelIs(FxRobot robot) throws Exception {
    FrameKey key = new FrameKey(3, study.ed());
    showConfidence(Map.of(key, open(.61)));
    robot.moveTo(middle(new FrameKey(1, study.ed()))).moveTo(middle(key));
    WaitForAsyncUtils.waitFor(
        10,
        TimeUnit.SECONDS,
        () ->
            WaitForAsyncUtils.asyncFx(
                    () ->
                        Window.getWindows().stream()
                            .anyMatch(
                                w ->
                                    w instanceof Tooltip tip
                                        && tip.getText().equals("RV endocardium .61")))
                .get());
    robot.clickOn(middle(key));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(grid.getAccessibleText()).endsWith("RV endocardium .61");
  }

  @Test
  void figuresHaveNoZeroBeforeThePoint() {
    assertThat(Confidence.figure(.934)).isEqualTo(".93");
    assertThat(Confidence.figure(0)).isEqualTo(".00");
    assertThat(Confidence.figure(.999)).isEqualTo("1.00");
  }

  @Test
  void theLevelIsThatOfTheFigureShown() {
    assertThat(Confidence.figure(.897)).isEqualTo(".90");
    assertThat(Confidence.Level.of(.897)).isEqualTo(Confidence.Level.HIGH);
    assertThat(Confidence.Level.of(.894)).isEqualTo(Confidence.Level.MIDDLE);
    assertThat(Confidence.Level.of(.79)).isEqualTo(Confidence.Level.LOW);
  }

  /** The upper right quarter of each cell. */
  private Map<FrameKey, WritableImage> corners(FrameKey... keys) throws Exception {
    for (FrameKey key : keys) {
      WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> brightness(key) > .1);
    }
    return WaitForAsyncUtils.asyncFx(
            () -> {
              Map<FrameKey, WritableImage> pictures = new HashMap<>();
              for (FrameKey key : keys) {
                Bounds b = grid.cellBounds(key).orElseThrow();
                SnapshotParameters part = new SnapshotParameters();
                part.setViewport(
                    new Rectangle2D(
                        b.getMinX() + b.getWidth() / 2,
                        b.getMinY(),
                        b.getWidth() / 2,
                        b.getHeight() / 2));
                pictures.put(key, grid.snapshot(part, null));
              }
              return pictures;
            })
        .get();
  }

  private static int changed(
      Map<FrameKey, WritableImage> before, Map<FrameKey, WritableImage> after, FrameKey key) {
    PixelReader a = before.get(key).getPixelReader();
    PixelReader b = after.get(key).getPixelReader();
    int count = 0;
    for (int y = 0; y < (int) before.get(key).getHeight(); y++) {
      for (int x = 0; x < (int) before.get(key).getWidth(); x++) {
        count += a.getArgb(x, y) == b.getArgb(x, y) ? 0 : 1;
      }
    }
    return count;
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
