package ventricle.viewer.demo;

import com.sun.javafx.tk.RenderJob;
import com.sun.javafx.tk.Toolkit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.History;
import ventricle.engine.review.Nesting;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.canvas.Editing;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.look.Look;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.tool.BrushTool;
import ventricle.viewer.tool.Disc;
import ventricle.viewer.tool.NudgeTool;
import ventricle.viewer.tool.Tool;

/**
 * Time from a mouse event to the repaint it causes, for nudge and brush on a frame of 512 × 512
 * pixels with contours, heatmap and text over it, in a canvas of 1000 × 700: {@code EditBenchmark
 * [events a tool]}. Events come at random times between the pulses, as from a hand. Prints for each
 * tool median and 99th percentile of what the tool itself takes (and of its processor time, which
 * other work on the machine does not lengthen), of the time until the canvas is drawn, and of the
 * time until the picture has been rendered and handed to the window.
 */
public final class EditBenchmark {

  private static final FrameKey FRAME = new FrameKey(1, 0);
  private static final int STROKE = 60;
  private static final int WARM_UP = 200;

  private final int events;
  private final CountDownLatch done;
  private final SyntheticStudy study = new SyntheticStudy(512, 3, 2);
  private final CineCanvas canvas = new CineCanvas();
  private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor();
  private final Random random = new Random(1);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private History history = History.of(study.document);
  private Run run = new Run("warm-up", WARM_UP);
  private long startedNanos;
  private long drawings;

  /** The times of one tool, nanoseconds. */
  private static final class Run {
    final String name;
    final long[] handled;
    final long[] cpu;
    final long[] drawn;
    final long[] shown;
    int count;

    Run(String name, int events) {
      this.name = name;
      handled = new long[events];
      cpu = new long[events];
      drawn = new long[events];
      shown = new long[events];
    }
  }

  private EditBenchmark(int events, CountDownLatch done) {
    this.events = events;
    this.done = done;
  }

  public static void main(String[] args) throws InterruptedException {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    CountDownLatch done = new CountDownLatch(1);
    Platform.startup(() -> new EditBenchmark(events, done).start());
    done.await();
    Runtime.getRuntime().halt(0);
  }

  private void start() {
    Look.loadFonts();
    WindowLevel window = WindowLevel.auto(study.stack);
    canvas.framesProperty().set(new FrameCache(study.stack, window));
    canvas.windowLevelProperty().set(window);
    canvas.frameProperty().set(FRAME);
    canvas.heatmapProperty().set(study.heatmap(FRAME));
    canvas.bottomLeftTextProperty().set("slice 2 / 3  ·  phase 1 / 2\nW 500  L 250  ·  1.4×");
    canvas.bottomRightTextProperty().set("LV endocardium 13.4 cm²");
    canvas
        .editingProperty()
        .set(
            new Editing(
                Structure.LV_ENDO,
                "benchmark",
                key -> Nesting.limit(history.document(), key).orElse(null)));
    canvas.setOnEdit(
        edit -> {
          if (history.apply(edit) instanceof History.Result.Applied(History after)) {
            history = after;
            showDocument();
          }
        });
    showDocument();
    Scene scene = new Scene(new StackPane(canvas), 1000, 700);
    scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.DARK));
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    scene.addPostLayoutPulseListener(this::afterLayout);
    use(new NudgeTool(new Disc(18)));
    later();
  }

  private void showDocument() {
    var document = history.document();
    canvas
        .contoursProperty()
        .set(key -> OverlayContour.of(document, key, EnumSet.allOf(Structure.class)));
  }

  private void use(Tool tool) {
    history = History.of(study.document);
    showDocument();
    canvas.toolProperty().set(tool);
  }

  /** The next event at some time within the next pulses. */
  private void later() {
    long micros = 4_000 + random.nextInt(20_000);
    hand.schedule(() -> Platform.runLater(this::move), micros, TimeUnit.MICROSECONDS);
  }

  /** Along the border, in and out across it, as one corrects. */
  private void move() {
    int step = run.count % STROKE;
    double angle = .09 * run.count;
    double reach = step == 0 ? .9 : 1.02 + .08 * Math.sin(.35 * run.count);
    var endo =
        study.document.shown(new ContourKey(FRAME, Structure.LV_ENDO)).orElseThrow().contour();
    Point border = endo.point((int) Math.floorMod(Math.round(angle * 40), (long) endo.size()));
    Point centre = Polygons.centroid(endo);
    Point at =
        new Point(
            centre.x() + reach * (border.x() - centre.x()),
            centre.y() + reach * (border.y() - centre.y()));
    drawings = canvas.drawings();
    long cpu = threads.getCurrentThreadCpuTime();
    startedNanos = System.nanoTime();
    if (step == 0) {
      fire(MouseEvent.MOUSE_PRESSED, at);
    } else if (step == STROKE - 1) {
      fire(MouseEvent.MOUSE_RELEASED, at);
    } else {
      fire(MouseEvent.MOUSE_DRAGGED, at);
    }
    run.handled[run.count] = System.nanoTime() - startedNanos;
    run.cpu[run.count] = threads.getCurrentThreadCpuTime() - cpu;
    canvas.redraw(); // so that an event which changes nothing is no end of the run
  }

  private void fire(EventType<MouseEvent> type, Point at) {
    Point2D p = canvas.transform().toScreen(at);
    boolean down = type != MouseEvent.MOUSE_RELEASED;
    canvas.fireEvent(
        new MouseEvent(
            type,
            p.getX(),
            p.getY(),
            p.getX(),
            p.getY(),
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

  private void afterLayout() {
    if (startedNanos == 0 || canvas.drawings() == drawings) {
      return;
    }
    long started = startedNanos;
    startedNanos = 0;
    run.drawn[run.count] = System.nanoTime() - started;
    // after this pulse its picture is rendered; then the window gets it; then this one's turn
    Platform.runLater(
        () ->
            Toolkit.getToolkit()
                .addRenderJob(new RenderJob(() -> Platform.runLater(() -> shown(started)))));
  }

  private void shown(long started) {
    run.shown[run.count] = System.nanoTime() - started;
    run.count++;
    if (run.count == run.handled.length) {
      next();
    } else {
      later();
    }
  }

  private void next() {
    String finished = run.name;
    report();
    switch (finished) {
      case "warm-up" -> begin("nudge", new NudgeTool(new Disc(18)));
      case "nudge" -> begin("brush", BrushTool.brush(new Disc(12)));
      default -> done.countDown();
    }
  }

  private void begin(String name, Tool tool) {
    run = new Run(name, events);
    use(tool);
    later();
  }

  private void report() {
    System.out.printf(
        Locale.ROOT,
        "%-8s %5d events: tool p50 %.1f p99 %.1f ms (CPU %.1f, %.1f); drawn p50 %.1f p99 %.1f ms;"
            + " shown p50 %.1f p99 %.1f ms%n",
        run.name,
        run.handled.length,
        percentile(run.handled, .5),
        percentile(run.handled, .99),
        percentile(run.cpu, .5),
        percentile(run.cpu, .99),
        percentile(run.drawn, .5),
        percentile(run.drawn, .99),
        percentile(run.shown, .5),
        percentile(run.shown, .99));
  }

  private static double percentile(long[] nanos, double part) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] / 1e6;
  }
}
