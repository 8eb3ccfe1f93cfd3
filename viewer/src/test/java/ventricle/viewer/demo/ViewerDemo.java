package ventricle.viewer.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import javafx.animation.PauseTransition;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Gesture;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.canvas.Editing;
import ventricle.viewer.chart.CycleAxis;
import ventricle.viewer.chart.CycleData;
import ventricle.viewer.chart.RangeBar;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.grid.SliceGrid;
import ventricle.viewer.look.Look;
import ventricle.viewer.look.Words;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.tool.ControlPointTool;
import ventricle.viewer.tool.EditTarget;

/**
 * Shows every control with a synthetic study and writes pictures: {@code ViewerDemo FOLDER}, or
 * stays open without an argument.
 */
public final class ViewerDemo {

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.startup(() -> show(args, done));
    done.await();
    Platform.exit();
  }

  private static void show(String[] args, CountDownLatch done) {
    Look.loadFonts();
    SyntheticStudy study = new SyntheticStudy(208, 9, 30);
    FrameKey frame = new FrameKey(3, study.es());
    ContourKey key = new ContourKey(frame, Structure.LV_ENDO);
    var drawn = study.document.shown(key).orElseThrow();
    var document =
        study.with(new EditTarget(key, drawn, "A", null).edit(drawn.contour(), Gesture.NUDGE));
    Set<Structure> all = EnumSet.allOf(Structure.class);

    WindowLevel window = WindowLevel.auto(study.stack);
    CineCanvas canvas = new CineCanvas();
    canvas.framesProperty().set(new FrameCache(study.stack, window));
    canvas.windowLevelProperty().set(window);
    canvas.frameProperty().set(frame);
    canvas.contoursProperty().set(k -> OverlayContour.of(document, k, all));
    canvas
        .bottomLeftTextProperty()
        .set("slice 4 / 9  ·  phase 13 / 30  ·  ES\nW 420  L 210  ·  4.2×");
    canvas.bottomRightTextProperty().set("LV endo 12.4 cm²  ·  edited");
    canvas.heatmapProperty().set(study.heatmap(frame));
    canvas.heatmapOpacityProperty().set(.5);

    SliceGrid grid = new SliceGrid(Words.ENGLISH);
    grid.stackProperty().set(study.stack);
    grid.windowLevelProperty().set(window);
    grid.contoursProperty().set(k -> OverlayContour.of(document, k, all));
    grid.edProperty().set(study.ed());
    grid.esProperty().set(study.es());
    grid.selectedProperty().set(frame);
    grid.reviewedProperty().set(k -> k.slice() < 3 && k.phase() == study.ed());

    CycleAxis axis = new CycleAxis(Words.ENGLISH);
    var volumes = new TreeMap<Integer, Double>();
    for (int p = 0; p < study.phases; p++) {
      volumes.put(p, study.volume(p));
    }
    var detected = study.document.detected();
    axis.dataProperty()
        .set(
            new CycleData(
                study.phases,
                study.stack.phaseTimesMs(),
                900.0,
                volumes,
                detected.edProbability(),
                detected.esProbability()));
    axis.edProperty().set(study.ed());
    axis.esProperty().set(study.es());
    axis.phaseProperty().set(8);

    RangeBar inside = new RangeBar(Words.ENGLISH);
    inside.readingProperty().set(new RangeBar.Reading(133, 88, 161, "ml"));
    RangeBar outside = new RangeBar(Words.ENGLISH);
    outside.readingProperty().set(new RangeBar.Reading(180, 88, 161, "ml"));
    VBox right = new VBox(12, inside, outside);
    right.setPadding(new Insets(16));
    right.setStyle("-fx-background-color: -v-surface;");
    right.setPrefWidth(200);

    HBox below = new HBox(axis);
    HBox.setHgrow(axis, javafx.scene.layout.Priority.ALWAYS);
    below.setStyle("-fx-background-color: -v-surface; -fx-padding: 8;");
    BorderPane centre = new BorderPane(canvas);
    centre.setBottom(below);
    BorderPane root = new BorderPane(centre);
    root.setLeft(grid);
    root.setRight(right);
    root.setStyle("-fx-font-family: '" + Look.FAMILY + "'; -fx-background-color: -v-bg;");
    Scene scene = new Scene(root, 1440, 900);
    scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.DARK));
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    if (args.length == 0) {
      return;
    }
    Path folder = Path.of(args[0]);
    after(
        900,
        () -> {
          write(scene, folder.resolve("dark.png"));
          canvas.toolProperty().set(new ControlPointTool());
          canvas.editingProperty().set(new Editing(Structure.LV_ENDO, "A"));
          canvas.heatmapProperty().set(null);
          grid.allPhasesProperty().set(true);
          grid.setPrefWidth(520);
          scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.LIGHT));
          after(
              900,
              () -> {
                write(scene, folder.resolve("light.png"));
                done.countDown();
              });
        });
  }

  private static void after(int ms, Runnable action) {
    PauseTransition pause = new PauseTransition(Duration.millis(ms));
    pause.setOnFinished(e -> action.run());
    pause.play();
  }

  private static void write(Scene scene, Path file) {
    double scale = scene.getWindow().getRenderScaleX();
    WritableImage image =
        new WritableImage(
            (int) Math.round(scene.getWidth() * scale),
            (int) Math.round(scene.getHeight() * scale));
    var parameters = new javafx.scene.SnapshotParameters();
    parameters.setTransform(new javafx.scene.transform.Scale(scale, scale));
    scene.getRoot().snapshot(parameters, image);
    PixelReader pixels = image.getPixelReader();
    int w = (int) image.getWidth();
    int h = (int) image.getHeight();
    var awt = new java.awt.image.BufferedImage(w, h, java.awt.image.BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        awt.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    try {
      Files.createDirectories(file.getParent());
      javax.imageio.ImageIO.write(awt, "png", file.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
