package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import ventricle.app.prefs.Preferences;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Mark;
import ventricle.viewer.canvas.CineCanvas;

/** Everything has its place in a large and in a small window, in both colours. */
class LayoutUiTest extends WorkstationTest {

  private static final List<String> PARTS =
      List.of(
          "#ruo-banner",
          "#device-status",
          "#slice-grid",
          "#cine-canvas",
          "#tool-bar",
          "#undo",
          "#redo",
          "#structure-picker",
          "#overlay-heatmap",
          "#play",
          "#phase-slider",
          "#ed-mark",
          "#es-mark",
          "#results",
          "#accept-contour",
          "#export",
          "#accept-study");

  private void sizeWindow(double width, double height) throws Exception {
    fx(
        () -> {
          workstation.stage().setWidth(width);
          workstation.stage().setHeight(height);
        });
    openAnalysed();
    Scene scene = workstation.stage().getScene();
    assertThat(scene.getWidth()).isEqualTo(width);
    assertThat(scene.getHeight()).isEqualTo(height);
  }

  @Test
  void aWindowOf1440By900ShowsEverything() throws Exception {
    sizeWindow(1440, 900);
    assertEverythingIsInside();
    assertNoTextIsCut();
    assertThat(numbersOutOfSight()).isEmpty();
  }

  @Test
  void aWindowOf1280By720ShowsEverything() throws Exception {
    sizeWindow(1280, 720);
    assertEverythingIsInside();
    assertNoTextIsCut();
  }

  @Test
  void aStudyOpenedAgainShowsItsPhaseOnTheAxisAndItsZoomInTheCorner() throws Exception {
    openAnalysed();
    fx(
        () ->
            workstation
                .openStudy()
                .orElseThrow()
                .presenter()
                .apply(new Edit.MoveMark(Mark.ED, 4, "r")));
    open(Desk.study());

    int phase = fx(() -> workstation.openStudy().orElseThrow().presenter().phaseProperty().get());
    Slider slider = robot.lookup("#phase-slider").query();
    CineCanvas canvas = robot.lookup("#cine-canvas").query();
    assertThat(phase).isEqualTo(4);
    assertThat(fx(slider::getValue)).isEqualTo(phase);
    assertThat(fx(() -> canvas.bottomLeftTextProperty().get())).doesNotContain(" 0.0×");
  }

  @Test
  void theFindingsAreCountedBesideTheEjectionFractionAndAClickBringsThemIntoView()
      throws Exception {
    sizeWindow(1280, 720);
    int found =
        fx(
            () ->
                workstation
                    .openStudy()
                    .orElseThrow()
                    .presenter()
                    .findings()
                    .allProperty()
                    .get()
                    .size());
    assertThat(found).isPositive();
    Hyperlink count = robot.lookup("#to-findings").query();
    assertThat(fx(count::getText)).startsWith(found + " finding");
    Node panel = robot.lookup("#findings").query();
    Bounds results = inScene(robot.lookup(".results-scroll").query());
    assertThat(results.contains(inScene(panel).getMinX(), inScene(panel).getMinY())).isFalse();
    fx(count::fire);
    assertThat(results.contains(inScene(panel).getMinX(), inScene(panel).getMinY())).isTrue();
    assertThat(robot.lookup("#findings .flag").queryAll()).hasSize(found);
  }

  @Test
  void theImageIsTheLargestPart() throws Exception {
    sizeWindow(1440, 900);
    assertThat(area("#cine-canvas"))
        .isGreaterThan(area("#slice-grid"))
        .isGreaterThan(area("#results"))
        .isGreaterThan(1440 * 900 * .3);
  }

  private double area(String id) throws Exception {
    Bounds b = inScene(robot.lookup(id).query());
    return b.getWidth() * b.getHeight();
  }

  @Test
  void darkAndLightChangeOverAndAreRemembered() throws Exception {
    openAnalysed();
    double before = brightness();
    press(KeyCode.CONTROL, KeyCode.T);
    double after = brightness();
    assertThat(Math.abs(after - before)).isGreaterThan(.4);
    assertThat(desk.preferences().load().theme())
        .isEqualTo(after < before ? Preferences.Theme.DARK : Preferences.Theme.LIGHT);
    press(KeyCode.CONTROL, KeyCode.T);
    assertThat(brightness()).isEqualTo(before);
  }

  /** Of the header's background, 0..1. */
  private double brightness() throws Exception {
    Node header = robot.lookup(".header").query();
    WritableImage picture = fx(() -> header.snapshot(null, null));
    return picture.getPixelReader().getColor(4, 4).getBrightness();
  }

  private static Bounds inScene(Node node) throws Exception {
    return fx(() -> node.localToScene(node.getLayoutBounds()));
  }

  private void assertEverythingIsInside() throws Exception {
    Scene scene = workstation.stage().getScene();
    Bounds window = new BoundingBox(-.5, -.5, scene.getWidth() + 1, scene.getHeight() + 1);
    for (String id : PARTS) {
      Bounds at = inScene(robot.lookup(id).query());
      assertThat(window.contains(at)).as(id + " at " + at).isTrue();
      assertThat(at.getWidth()).as(id).isPositive();
      assertThat(at.getHeight()).as(id).isPositive();
    }
  }

  private void assertNoTextIsCut() throws Exception {
    Parent root = workstation.stage().getScene().getRoot();
    List<String> cut =
        fx(() -> labels(root).stream().filter(LayoutUiTest::cut).toList()).stream()
            .map(Labeled::getText)
            .toList();
    assertThat(cut).isEmpty();
  }

  private static boolean cut(Labeled label) {
    return label.lookup(".text") instanceof Text shown && !shown.getText().equals(label.getText());
  }

  /** Values that can only be seen after scrolling. */
  private List<String> numbersOutOfSight() throws Exception {
    Bounds results = inScene(robot.lookup(".results-scroll").query());
    List<Node> values = List.copyOf(robot.lookup(".results .number").queryAll());
    assertThat(values).hasSizeGreaterThanOrEqualTo(10);
    return fx(
        () ->
            values.stream()
                .filter(v -> !results.contains(v.localToScene(v.getLayoutBounds())))
                .map(Node::getId)
                .toList());
  }
}
