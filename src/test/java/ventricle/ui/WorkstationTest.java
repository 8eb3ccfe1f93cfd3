package ventricle.ui;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.shell.Workstation;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.canvas.CineCanvas;

/** A workstation in a user folder of its own, and the hands to use it. */
@Tag("ui")
abstract class WorkstationTest {

  private static final int PATIENCE_S = 90;

  @TempDir Path folder;
  final FxRobot robot = new FxRobot();
  Desk desk;
  Workstation workstation;

  @BeforeEach
  void sitDown() throws Exception {
    FxToolkit.registerPrimaryStage();
    desk = new Desk(folder.resolve("home"));
    prepare();
    workstation = sit();
  }

  /** With the models of the repository, unless a test has others. */
  Workstation sit() throws Exception {
    return fx(() -> desk.sitDown(stage()));
  }

  /** A window at the corner of the screen, so that all of it can be reached. */
  static Stage stage() {
    Stage stage = new Stage();
    stage.setX(0);
    stage.setY(0);
    return stage;
  }

  /** What lies on the desk before the window opens. */
  void prepare() throws Exception {}

  @AfterEach
  void getUp() throws Exception {
    robot.release(new KeyCode[0]).release(new MouseButton[0]);
    fx(
        () -> {
          workstation.shutDown();
          List.copyOf(Window.getWindows()).forEach(Window::hide);
        });
    desk.getUp();
  }

  static <T> T fx(Callable<T> action) throws ExecutionException, InterruptedException {
    T result = WaitForAsyncUtils.asyncFx(action).get();
    WaitForAsyncUtils.waitForFxEvents();
    return result;
  }

  static void fx(Runnable action) throws ExecutionException, InterruptedException {
    WaitForAsyncUtils.asyncFx(action).get();
    WaitForAsyncUtils.waitForFxEvents();
  }

  static void waitUntil(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(PATIENCE_S, SECONDS, () -> fx(condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Opens the phantom and waits for the models, which have looked at it before where they can. */
  void openAnalysed() throws Exception {
    boolean known = desk.takeAnalysis();
    open(Desk.study());
    if (!known) {
      desk.keepAnalysis();
    }
  }

  void open(Path path) throws Exception {
    fx(() -> workstation.openPaths(List.of(path)));
    settle();
  }

  void settle() throws TimeoutException {
    settle(workstation);
  }

  static void settle(Workstation shown) throws TimeoutException {
    waitUntil(() -> shown.openStudy().isPresent() && shown.settled());
  }

  ReviewPresenter presenter() {
    return workstation.openStudy().orElseThrow().presenter();
  }

  ReviewDocument document() throws Exception {
    return fx(() -> presenter().document());
  }

  CineCanvas canvas() {
    return robot.lookup("#cine-canvas").queryAs(CineCanvas.class);
  }

  void press(KeyCode... keys) {
    robot.press(keys).release(keys);
    WaitForAsyncUtils.waitForFxEvents();
  }

  Point2D onScreen(Point image) throws Exception {
    return fx(() -> canvas().localToScreen(canvas().transform().toScreen(image)));
  }

  /** Presses at the first place and lets go at the last. */
  void drag(Point from, Point... through) throws Exception {
    robot.drag(onScreen(from), MouseButton.PRIMARY);
    for (Point place : through) {
      robot.moveTo(onScreen(place));
    }
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  String undoTip() throws Exception {
    return fx(() -> robot.lookup("#undo").queryButton().getTooltip().getText());
  }

  /** The contour on the canvas. */
  Contour shown(Structure structure) throws Exception {
    return document().shown(presenter().frame(), structure).orElseThrow().contour();
  }

  static Point centre(Contour contour) {
    return new Point(
        contour.points().stream().mapToDouble(Point::x).average().orElseThrow(),
        contour.points().stream().mapToDouble(Point::y).average().orElseThrow());
  }

  /** A point on the line from one to another; 0 is the first. */
  static Point between(Point from, Point to, double part) {
    return new Point(from.x() + part * (to.x() - from.x()), from.y() + part * (to.y() - from.y()));
  }

  String text(String id) throws Exception {
    return fx(() -> robot.lookup(id).queryAs(Labeled.class).getText());
  }

  double number(String id) throws Exception {
    return Double.parseDouble(text(id));
  }

  boolean isThere(String id) throws Exception {
    return fx(() -> robot.lookup(id).tryQuery().isPresent());
  }

  /** Waits for a dialog and reads everything it says. */
  String dialog() throws Exception {
    waitUntil(() -> robot.lookup("#dialog").tryQuery().isPresent());
    return fx(() -> words(robot.lookup("#dialog").queryAs(DialogPane.class)));
  }

  int dialogs() throws Exception {
    return fx(() -> robot.lookup("#dialog").queryAll().size());
  }

  void answer(ButtonType button) throws Exception {
    DialogPane pane = robot.lookup("#dialog").queryAs(DialogPane.class);
    Platform.runLater(() -> ((Button) pane.lookupButton(button)).fire());
    waitUntil(() -> pane.getScene() == null || !pane.getScene().getWindow().isShowing());
  }

  private static String words(Parent parent) {
    return labels(parent).stream().map(Labeled::getText).collect(Collectors.joining("\n"));
  }

  /** Every text on screen below a node. */
  static List<Labeled> labels(Parent parent) {
    List<Labeled> found = new ArrayList<>();
    for (Node node : parent.getChildrenUnmodifiable()) {
      if (!node.isVisible()) {
        continue;
      }
      if (node instanceof Labeled label && label.getText() != null && !label.getText().isEmpty()) {
        found.add(label);
      }
      if (node instanceof Parent inner) {
        found.addAll(labels(inner));
      }
    }
    return found;
  }
}
