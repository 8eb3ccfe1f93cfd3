package ventricle.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import ventricle.app.action.Action;
import ventricle.app.prefs.Preferences;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.shell.OpenStudy;
import ventricle.app.shell.Workstation;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.Mark;
import ventricle.viewer.canvas.CineCanvas;

/**
 * Takes a picture of each contour tool in mid-movement on the demo study, for the guide. Argument:
 * the folder for the pictures.
 */
public final class ToolPictures {

  private static final double WIDTH = 420;
  private static final double HEIGHT = 330;

  private final Path folder;
  private final BenchParts parts;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Deque<Runnable> steps = new ArrayDeque<>();
  private ReviewPresenter presenter;
  private CineCanvas canvas;
  private OpenStudy open;
  private Contour endo;
  private Point centre;

  private ToolPictures(Path folder, Path installation) {
    this.folder = folder;
    this.parts = new BenchParts(installation);
  }

  /** Takes the pictures and ends. */
  public static void main(String[] arguments) throws Exception {
    ToolPictures pictures =
        new ToolPictures(
            Files.createDirectories(Path.of(arguments[0])),
            Path.of(System.getProperty("ventricle.root", ".")));
    Platform.startup(pictures::start);
    pictures.done.await();
    Runtime.getRuntime().halt(0);
  }

  private void start() {
    try {
      Workstation window = new Workstation(parts.make(), new Stage(), Preferences.Theme.DARK);
      window.show();
      window.openDemo();
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          if (window.openStudy().isPresent() && window.settled()) {
            stop();
            begin(window.openStudy().get());
          }
        }
      }.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin(OpenStudy study) {
    open = study;
    presenter = study.presenter();
    canvas = study.screen().canvas();
    presenter.go(Mark.ED);
    run(Action.ZOOM_HEART);
    endo = presenter.document().shown(presenter.frame(), Structure.LV_ENDO).orElseThrow().contour();
    centre = Polygons.centroid(endo);
    tool("control-points", Action.TOOL_POINTS, border(200), at(1.1, 200), at(1.17, 200));
    tool("nudge", Action.TOOL_NUDGE, at(.55, 20), at(.75, 20), at(.93, 20));
    tool("brush", Action.TOOL_BRUSH, at(.9, 330), at(1.05, 335), at(1.6, 345));
    tool("eraser", Action.TOOL_ERASER, at(1.05, 200), at(.9, 190), at(.85, 165));
    tool("redraw", Action.TOOL_REDRAW, arc(190, 290, .86));
    tool("handle-box", Action.TOOL_TRANSFORM, corner(), toCentre(corner(), .08));
    tool("draw", Action.TOOL_DRAW, arc(0, 270, .92));
    points();
    papillary();
    steps.add(done::countDown);
    next();
  }

  private void run(Action action) {
    open.screen().handler(action).orElseThrow().run();
  }

  private Point at(double part, double degrees) {
    double angle = Math.toRadians(degrees);
    double radius = part * Polygons.rayFan(endo, centre, 1, angle)[0];
    return new Point(centre.x() + radius * Math.cos(angle), centre.y() + radius * Math.sin(angle));
  }

  private Point border(double degrees) {
    return Polygons.nearest(endo, at(1, degrees)).point();
  }

  private Point[] arc(double from, double to, double part) {
    int n = 30;
    Point[] way = new Point[n + 1];
    for (int i = 0; i <= n; i++) {
      double inner = from == 0 ? part : 1 - (1 - part) * Math.sin(Math.PI * i / n);
      way[i] = at(inner, from + (to - from) * i / n);
    }
    return way;
  }

  private Point corner() {
    var box = Polygons.bounds(endo);
    return new Point(box.maxX(), box.maxY());
  }

  private Point toCentre(Point from, double part) {
    return new Point(
        from.x() + part * (centre.x() - from.x()), from.y() + part * (centre.y() - from.y()));
  }

  /** A movement that is pictured before it is dropped. */
  private void tool(String name, Action action, Point... way) {
    steps.add(
        () -> {
          run(action);
          mouse(MouseEvent.MOUSE_MOVED, way[0]);
          mouse(MouseEvent.MOUSE_PRESSED, way[0]);
          for (Point p : List.of(way)) {
            mouse(MouseEvent.MOUSE_DRAGGED, p);
          }
        });
    steps.add(() -> picture(name));
    steps.add(() -> key(KeyCode.ESCAPE));
  }

  private void points() {
    steps.add(
        () -> {
          run(Action.TOOL_DRAW_POINTS);
          for (int degrees = 0; degrees <= 240; degrees += 60) {
            mouse(MouseEvent.MOUSE_MOVED, at(.97, degrees));
            mouse(MouseEvent.MOUSE_PRESSED, at(.97, degrees));
            mouse(MouseEvent.MOUSE_RELEASED, at(.97, degrees));
          }
          mouse(MouseEvent.MOUSE_MOVED, at(.97, 300));
        });
    steps.add(() -> picture("draw-points"));
    steps.add(() -> key(KeyCode.ESCAPE));
  }

  private void papillary() {
    steps.add(
        () -> {
          run(Action.PICK_LV_PAPILLARY);
          run(Action.TOOL_BRUSH);
          mouse(MouseEvent.MOUSE_MOVED, at(.78, 280));
          mouse(MouseEvent.MOUSE_PRESSED, at(.78, 280));
          mouse(MouseEvent.MOUSE_DRAGGED, at(.7, 285));
        });
    steps.add(() -> picture("papillary"));
    steps.add(() -> key(KeyCode.ESCAPE));
  }

  private void mouse(EventType<MouseEvent> type, Point at) {
    Point2D p = canvas.localToScene(canvas.transform().toScreen(at));
    boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
    MouseButton button = type == MouseEvent.MOUSE_MOVED ? MouseButton.NONE : MouseButton.PRIMARY;
    canvas.fireEvent(
        new MouseEvent(
            type, p.getX(), p.getY(), p.getX(), p.getY(), button, 1, false, false, false, false,
            down, false, false, false, false, false, null));
  }

  private void key(KeyCode code) {
    canvas.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  /** What the step before changed is drawn before the next one looks. */
  private void next() {
    Runnable step = steps.poll();
    if (step != null) {
      step.run();
      PauseTransition pause = new PauseTransition(Duration.millis(250));
      pause.setOnFinished(e -> next());
      pause.play();
    }
  }

  /** The heart on the canvas. */
  private void picture(String name) {
    Point2D middle = canvas.localToScene(canvas.transform().toScreen(centre));
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setViewport(
        new Rectangle2D(middle.getX() - WIDTH / 2, middle.getY() - HEIGHT / 2, WIDTH, HEIGHT));
    WritableImage image = canvas.getScene().getRoot().snapshot(parameters, null);
    try {
      ImageIO.write(
          SwingFXUtils.fromFXImage(image, null),
          "png",
          folder.resolve("tool-" + name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
