package ventricle.viewer.demo;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.cine.CineClock;
import ventricle.viewer.cine.Cycle;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.look.Look;
import ventricle.viewer.overlay.OverlayContour;

/**
 * Frames per second of the canvas during playback: {@code CanvasBenchmark [phases a second]}, with
 * contours, then with contours and a heatmap, at 1000 × 700. Every pulse with a new phase is one
 * drawing; prints drawings a second and the time a drawing took on the JavaFX thread.
 */
public final class CanvasBenchmark {

  private static final double SECONDS = 6;

  public static void main(String[] args) throws InterruptedException {
    double wanted = args.length > 0 ? Double.parseDouble(args[0]) : 120;
    CountDownLatch done = new CountDownLatch(1);
    Platform.startup(() -> start(wanted, done));
    done.await();
    Platform.exit();
  }

  private static void start(double wanted, CountDownLatch done) {
    Look.loadFonts();
    SyntheticStudy study = new SyntheticStudy(256, 9, 30);
    WindowLevel window = WindowLevel.auto(study.stack);
    CineCanvas canvas = new CineCanvas();
    canvas.framesProperty().set(new FrameCache(study.stack, window));
    canvas.windowLevelProperty().set(window);
    canvas
        .contoursProperty()
        .set(k -> OverlayContour.of(study.document, k, EnumSet.allOf(Structure.class)));
    canvas.bottomLeftTextProperty().set("slice 4 / 9");
    CineClock clock = new CineClock(Cycle.of(study.stack));
    clock.speedProperty().set(wanted / clock.getCycle().framesPerSecond());
    clock.phaseProperty().subscribe(p -> canvas.frameProperty().set(new FrameKey(3, p.intValue())));
    canvas.playingProperty().bind(clock.playingProperty());
    Scene scene = new Scene(new StackPane(canvas), 1000, 700);
    scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.DARK));
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    clock.playingProperty().set(true);
    measure(
        canvas,
        "warm-up",
        () ->
            measure(
                canvas,
                "contours",
                () -> {
                  canvas.heatmapProperty().set(study.heatmap(new FrameKey(3, 0)));
                  measure(canvas, "contours and heatmap", done::countDown);
                }));
  }

  private static void measure(CineCanvas canvas, String what, Runnable next) {
    new AnimationTimer() {
      private final long[] pulses = new long[10_000];
      private int count;
      private long drawings = -1;

      @Override
      public void handle(long now) {
        if (drawings < 0) {
          drawings = canvas.drawings();
        }
        pulses[count++] = now;
        double seconds = (now - pulses[0]) / 1e9;
        if (seconds < SECONDS) {
          return;
        }
        stop();
        long[] gaps = new long[count - 1];
        for (int i = 0; i < gaps.length; i++) {
          gaps[i] = pulses[i + 1] - pulses[i];
        }
        Arrays.sort(gaps);
        System.out.printf(
            Locale.ROOT,
            "%s: %.1f drawings/s, %.1f pulses/s, pulse gap median %.1f ms, 95 %% %.1f ms%n",
            what,
            (canvas.drawings() - drawings) / seconds,
            gaps.length / seconds,
            gaps[gaps.length / 2] / 1e6,
            gaps[gaps.length * 95 / 100] / 1e6);
        next.run();
      }
    }.start();
  }
}
