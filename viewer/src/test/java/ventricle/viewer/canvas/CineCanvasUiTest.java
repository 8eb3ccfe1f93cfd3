package ventricle.viewer.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import javafx.application.ColorScheme;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.look.Look;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.tool.ControlPointTool;
import ventricle.viewer.tool.Disc;
import ventricle.viewer.tool.NudgeTool;
import ventricle.viewer.view.ImageTransform;
import ventricle.viewer.view.Viewport;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class CineCanvasUiTest {

  private final SyntheticStudy study = new SyntheticStudy(96, 5, 8, new PixelSpacing(2, 1.6));
  private final FrameKey frame = new FrameKey(1, 3);
  private final List<Edit> edits = new ArrayList<>();
  private CineCanvas canvas;

  @Start
  void start(Stage stage) {
    Look.loadFonts();
    canvas = new CineCanvas();
    WindowLevel window = WindowLevel.auto(study.stack);
    canvas.framesProperty().set(new FrameCache(study.stack, window));
    canvas.windowLevelProperty().set(window);
    canvas.frameProperty().set(frame);
    canvas
        .contoursProperty()
        .set(k -> OverlayContour.of(study.document, k, EnumSet.allOf(Structure.class)));
    canvas.setOnEdit(edits::add);
    Scene scene = new Scene(canvas, 600, 500);
    scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.DARK));
    stage.setScene(scene);
    stage.show();
  }

  private static <T> T fx(Callable<T> action) throws ExecutionException, InterruptedException {
    T result = WaitForAsyncUtils.asyncFx(action).get();
    WaitForAsyncUtils.waitForFxEvents();
    return result;
  }

  private static void fx(Runnable action) throws ExecutionException, InterruptedException {
    WaitForAsyncUtils.asyncFx(action).get();
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Point2D onScreen(double column, double row) throws Exception {
    return fx(() -> canvas.localToScreen(canvas.transform().toScreen(new Point(column, row))));
  }

  private WritableImage picture(double scale) throws Exception {
    return fx(
        () -> {
          SnapshotParameters parameters = new SnapshotParameters();
          parameters.setTransform(new Scale(scale, scale));
          return canvas.snapshot(parameters, null);
        });
  }

  @Test
  void draggingAControlPointMakesExactlyOneEdit(FxRobot robot) throws Exception {
    edit(new ControlPointTool());
    Contour before = shown();
    robot.moveTo(onScreen(study.centreX(), study.centreY()));
    Point2D start = onScreen(before.x(0), before.y(0));
    robot.drag(start, MouseButton.PRIMARY);
    robot.moveBy(12, 3).moveBy(12, 4);
    assertThat(edits).isEmpty();
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(edits).hasSize(1);
    assertThat(edits.getFirst())
        .isInstanceOfSatisfying(
            Edit.SetContour.class,
            e -> {
              assertThat(e.key()).isEqualTo(new ContourKey(frame, Structure.LV_ENDO));
              assertThat(e.tracing().contour()).isNotEqualTo(before);
            });
  }

  @Test
  void nudgingMakesExactlyOneEdit(FxRobot robot) throws Exception {
    edit(new NudgeTool(new Disc(6)));
    double r = study.endo(1, 3);
    robot.drag(onScreen(study.centreX() + r * .4, study.centreY()), MouseButton.PRIMARY);
    robot.moveTo(onScreen(study.centreX() + r * .8, study.centreY()));
    robot.moveTo(onScreen(study.centreX() + r * 1.1, study.centreY()));
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(edits).hasSize(1);
  }

  @Test
  void escapeDropsTheMovement(FxRobot robot) throws Exception {
    edit(new NudgeTool(new Disc(6)));
    double r = study.endo(1, 3);
    robot.drag(onScreen(study.centreX() + r * .4, study.centreY()), MouseButton.PRIMARY);
    robot.moveTo(onScreen(study.centreX() + r * 1.1, study.centreY()));
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(edits).isEmpty();
  }

  @Test
  void nothingCanBeChangedBeforeAnEditToolIsChosen(FxRobot robot) throws Exception {
    fx(() -> canvas.editingProperty().set(new Editing(Structure.LV_ENDO, "A")));
    double r = study.endo(1, 3);
    robot.drag(onScreen(study.centreX() + r, study.centreY()), MouseButton.PRIMARY);
    robot.moveBy(30, 10).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(edits).isEmpty();
  }

  private void edit(ventricle.viewer.tool.Tool tool) throws Exception {
    fx(
        () -> {
          canvas.editingProperty().set(new Editing(Structure.LV_ENDO, "A"));
          canvas.toolProperty().set(tool);
        });
  }

  private Contour shown() {
    return study.document.shown(frame, Structure.LV_ENDO).orElseThrow().contour();
  }

  @Test
  void wheelAsksForAnotherSlice(FxRobot robot) throws Exception {
    List<Integer> steps = new ArrayList<>();
    fx(() -> canvas.setOnSliceStep(steps::add));
    robot.moveTo(canvas);
    robot.scroll(2, javafx.geometry.VerticalDirection.DOWN);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(steps).isNotEmpty();
    int first = steps.getFirst();
    steps.clear();
    robot.scroll(2, javafx.geometry.VerticalDirection.UP);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(steps).isNotEmpty().doesNotContain(first);
  }

  @Test
  void rightDragChangesTheWindow(FxRobot robot) throws Exception {
    WindowLevel before = canvas.windowLevelProperty().get();
    robot.moveTo(canvas).press(MouseButton.SECONDARY).moveBy(60, 0).release(MouseButton.SECONDARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(canvas.windowLevelProperty().get().width()).isGreaterThan(before.width());
    assertThat(edits).isEmpty();
  }

  @Test
  void spaceAsksToPlayAndSpaceDragPans(FxRobot robot) throws Exception {
    List<String> plays = new ArrayList<>();
    fx(
        () -> {
          canvas.setOnPlayToggle(() -> plays.add("play"));
          canvas.requestFocus();
        });
    robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(plays).hasSize(1);
    robot.moveTo(canvas).press(KeyCode.SPACE).press(MouseButton.PRIMARY).moveBy(40, 0);
    robot.release(MouseButton.PRIMARY).release(KeyCode.SPACE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(plays).hasSize(1);
    assertThat(canvas.viewportProperty().get().centre()).isNotNull();
  }

  @Test
  void heatmapChangesThePictureAndOpacityZeroHidesIt() throws Exception {
    WritableImage without = picture(1);
    fx(
        () -> {
          canvas.heatmapProperty().set(study.heatmap(frame));
          canvas.heatmapOpacityProperty().set(.7);
        });
    WritableImage with = picture(1);
    fx(() -> canvas.heatmapOpacityProperty().set(0));
    assertThat(differing(without, with)).isGreaterThan(500);
    assertThat(differing(without, picture(1))).isZero();
  }

  private static int differing(WritableImage a, WritableImage b) {
    int n = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        if (a.getPixelReader().getArgb(x, y) != b.getPixelReader().getArgb(x, y)) {
          n++;
        }
      }
    }
    return n;
  }

  @Test
  void drawsOnlyWhenSomethingChanged() throws Exception {
    long before = fx(canvas::drawings);
    for (int i = 0; i < 5; i++) {
      fx(() -> javafx.application.Platform.requestNextPulse());
    }
    assertThat(fx(canvas::drawings)).isEqualTo(before);
  }

  /** The bright contour of a one-pixel square lies on that pixel's own border on screen. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,1.5", "1,2", "3,1", "3,1.5", "8,1.25", "8,2"})
  void contourAroundAPixelLandsOnThatPixel(double zoom, double scale) throws Exception {
    Contour square =
        Contour.of(new double[] {9.5, 10.5, 10.5, 9.5}, new double[] {9.5, 9.5, 10.5, 10.5});
    fx(
        () -> {
          canvas.viewportProperty().set(new Viewport(zoom, zoom == 1 ? null : new Point(10, 10)));
          canvas
              .contoursProperty()
              .set(
                  k ->
                      List.of(
                          new OverlayContour(
                              Structure.RV_ENDO,
                              new Tracing(square, new Provenance.Manual("A")),
                              false)));
        });
    WritableImage image = picture(scale);
    ImageTransform t = fx(canvas::transform);
    double sum = 0;
    double sx = 0;
    double sy = 0;
    for (int y = (int) (t.screenY(7) * scale); y < t.screenY(13) * scale; y++) {
      for (int x = (int) (t.screenX(7) * scale); x < t.screenX(13) * scale; x++) {
        Color c = image.getPixelReader().getColor(x, y);
        double yellow = Math.max(0, Math.min(c.getRed(), c.getGreen()) - c.getBlue() - .1);
        sum += yellow;
        sx += yellow * (x + .5) / scale;
        sy += yellow * (y + .5) / scale;
      }
    }
    assertThat(sum).isGreaterThan(1);
    assertThat(sx / sum).isCloseTo(t.screenX(10), within(.12 * t.scaleX() + .1));
    assertThat(sy / sum).isCloseTo(t.screenY(10), within(.12 * t.scaleY() + .1));
  }

  /** A single bright pixel is painted where the transform says its area is. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,1.5", "4,1", "4,2"})
  void pixelIsPaintedWhereTheTransformPutsIt(double zoom, double scale) throws Exception {
    int n = study.size;
    short[] stored = new short[n * n];
    stored[10 * n + 10] = 1000;
    var frames = new java.util.TreeMap<>(study.stack.frames());
    var old = frames.get(frame);
    frames.put(
        frame,
        new ventricle.engine.domain.CineFrame(
            old.source(), ventricle.engine.domain.Pixels.unsigned(n, n, stored), null, null, null));
    var stack =
        new ventricle.engine.domain.CineStack(
            "", null, study.stack.slices(), study.phases, frames, null, null, List.of());
    fx(
        () -> {
          canvas.contoursVisibleProperty().set(false);
          canvas.framesProperty().set(new FrameCache(stack, new WindowLevel(500, 1000)));
          canvas.windowLevelProperty().set(new WindowLevel(500, 1000));
          canvas.viewportProperty().set(new Viewport(zoom, new Point(12, 11)));
        });
    WritableImage image = picture(scale);
    ImageTransform t = fx(canvas::transform);
    double sum = 0;
    double sx = 0;
    double sy = 0;
    int x0 = (int) (t.screenX(8) * scale);
    int x1 = (int) (t.screenX(12) * scale);
    int y0 = (int) (t.screenY(8) * scale);
    int y1 = (int) (t.screenY(12) * scale);
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        double bright = image.getPixelReader().getColor(x, y).getBrightness();
        sum += bright;
        sx += bright * (x + .5) / scale;
        sy += bright * (y + .5) / scale;
      }
    }
    assertThat(sx / sum).isCloseTo(t.screenX(10), within(.6 / scale));
    assertThat(sy / sum).isCloseTo(t.screenY(10), within(.6 / scale));
  }
}
