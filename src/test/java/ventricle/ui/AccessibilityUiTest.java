package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.app.shell.Workstation;
import ventricle.support.RealModels;
import ventricle.support.Truth;
import ventricle.viewer.canvas.CineCanvas;

/** The window without a mouse, without seeing it, and on screens of other scales. */
class AccessibilityUiTest extends WorkstationTest {

  private static final int MANY = 80;

  @Override
  void prepare() throws Exception {
    desk.bring(Desk.PHANTOM, Truth.asModel(Desk.PHANTOM, Map.of()));
  }

  @Override
  Workstation sit() throws Exception {
    var none = RealModels.none();
    return fx(() -> desk.sitDown(stage(), none));
  }

  @BeforeEach
  void openStudy() throws Exception {
    press(KeyCode.CONTROL, KeyCode.D);
    settle();
  }

  private Scene scene() {
    return workstation.stage().getScene();
  }

  /** What can be worked with and is there now. */
  private List<Node> controls() throws Exception {
    return fx(() -> controls(scene().getRoot()));
  }

  private static List<Node> controls(Parent parent) {
    List<Node> found = new ArrayList<>();
    for (Node node : parent.getChildrenUnmodifiable()) {
      if (!node.isVisible() || node.isDisabled()) {
        continue;
      }
      boolean own =
          node instanceof ButtonBase
              || node instanceof Slider
              || node instanceof CineCanvas
              || Set.of("slice-grid", "ed-mark", "es-mark").contains(String.valueOf(node.getId()));
      if (own) {
        found.add(node);
      } else if (node instanceof Parent inner) {
        found.addAll(controls(inner));
      }
    }
    return found;
  }

  private static String name(Node node) {
    return node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass();
  }

  @Test
  void theTabKeyReachesEverythingAndComesBack() throws Exception {
    fx(() -> canvas().requestFocus());
    Set<Node> reached = new LinkedHashSet<>();
    for (int i = 0; i < MANY; i++) {
      press(KeyCode.TAB);
      if (!reached.add(fx(() -> scene().getFocusOwner()))) {
        break;
      }
    }
    List<Node> controls = controls();
    assertThat(controls).hasSizeGreaterThan(20);
    assertThat(controls.stream().filter(c -> !reached(c, reached)).map(c -> name(c))).isEmpty();
  }

  /** Of toggles that belong together the key reaches one, and arrow keys the others. */
  private static boolean reached(Node control, Set<Node> reached) {
    ToggleGroup group = control instanceof ToggleButton toggle ? toggle.getToggleGroup() : null;
    return reached.contains(control)
        || (group != null && group.getToggles().stream().anyMatch(reached::contains));
  }

  @Test
  void arrowKeysGoFromToolToTool() throws Exception {
    fx(() -> robot.lookup("#tool-browse").query().requestFocus());
    press(KeyCode.DOWN);
    assertThat(fx(() -> scene().getFocusOwner().getId())).isEqualTo("tool-window");
  }

  @Test
  void whatTheTabKeyReachesHasARing() throws Exception {
    fx(() -> robot.lookup("#open-folder").query().requestFocus());
    List<String> without = new ArrayList<>();
    int controls = controls().size();
    WritableImage before = picture();
    for (int i = 0; i < controls; i++) {
      press(KeyCode.TAB);
      WritableImage after = picture();
      Node reached = fx(() -> scene().getFocusOwner());
      if (same(before, after, reached)) {
        without.add(name(reached));
      }
      before = after;
    }
    assertThat(without).isEmpty();
  }

  private WritableImage picture() throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    return fx(() -> scene().getRoot().snapshot(null, null));
  }

  private boolean same(WritableImage a, WritableImage b, Node at) throws Exception {
    Bounds bounds = fx(() -> at.localToScene(at.getBoundsInLocal()));
    for (int y = (int) bounds.getMinY() - 3; y < bounds.getMaxY() + 3; y++) {
      for (int x = (int) bounds.getMinX() - 3; x < bounds.getMaxX() + 3; x++) {
        if (x >= 0
            && y >= 0
            && x < a.getWidth()
            && y < a.getHeight()
            && a.getPixelReader().getArgb(x, y) != b.getPixelReader().getArgb(x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void aScreenReaderHasWordsForEverything() throws Exception {
    List<String> mute = new ArrayList<>();
    for (Node control : controls()) {
      Object words = fx(() -> control.queryAccessibleAttribute(AccessibleAttribute.TEXT));
      boolean role = control.getAccessibleRole() != AccessibleRole.NODE;
      if (!(words instanceof String text) || text.isBlank() || !role) {
        mute.add(name(control));
      }
    }
    assertThat(mute).isEmpty();
  }

  @Test
  void theImageAndTheGridSayWhatTheyShow() throws Exception {
    press(KeyCode.A);
    int slice = fx(() -> presenter().frame().slice() + 1);
    assertThat(fx(() -> canvas().getAccessibleText()))
        .contains("slice " + slice + " / 5", "frames wait");
    Node grid = robot.lookup("#slice-grid").query();
    assertThat(fx(grid::getAccessibleText)).contains("slice " + slice + " of 5");
    assertThat(fx(() -> robot.lookup("#pick-lv-endo").query().getAccessibleText()))
        .startsWith("LV endocardium, ");
  }

  @Test
  void aButtonThatWasClickedLeavesTheKeysToTheImage() throws Exception {
    robot.clickOn("#tool-nudge");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(fx(() -> scene().getFocusOwner())).isSameAs(canvas());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2})
  void onEveryScaleNothingIsCutAndNothingLiesOverAnother(double scale) throws Exception {
    fx(
        () -> {
          workstation.stage().setRenderScaleX(scale);
          workstation.stage().setRenderScaleY(scale);
          workstation.stage().setWidth(1440);
          workstation.stage().setHeight(900);
        });
    press(KeyCode.A);
    fx(() -> scene().getRoot().requestLayout());
    fx(() -> scene().getRoot().layout());
    assertThat(
            fx(() -> labels(scene().getRoot()).stream().filter(AccessibilityUiTest::cut).toList()))
        .extracting(Labeled::getText)
        .isEmpty();
    Map<Node, Bounds> at = places();
    assertThat(at).hasSizeGreaterThan(20);
    at.forEach(
        (a, place) -> {
          assertThat(place.getMaxX()).as(name(a)).isLessThanOrEqualTo(1440.5);
          assertThat(place.getMaxY()).as(name(a)).isLessThanOrEqualTo(900.5);
          at.forEach(
              (b, other) -> {
                if (a != b) {
                  assertThat(overlap(place, other)).as(name(a) + " and " + name(b)).isLessThan(1);
                }
              });
        });
  }

  /** Where each control lies, but for the image and what is scrolled out of sight. */
  private Map<Node, Bounds> places() throws Exception {
    List<Node> controls = controls();
    Node view = robot.lookup(".results-scroll").query();
    Set<Node> scrolled = robot.lookup(".results-numbers").query().lookupAll("*");
    return fx(
        () -> {
          Bounds sight = view.localToScene(view.getLayoutBounds());
          Map<Node, Bounds> at = new LinkedHashMap<>();
          for (Node control : controls) {
            Bounds place = control.localToScene(control.getLayoutBounds());
            boolean image =
                control instanceof CineCanvas || String.valueOf(control.getId()).endsWith("-mark");
            if (!image && (!scrolled.contains(control) || sight.contains(place))) {
              at.put(control, place);
            }
          }
          return at;
        });
  }

  private static boolean cut(Labeled label) {
    return label.lookup(".text") instanceof Text shown && !shown.getText().equals(label.getText());
  }

  private static double overlap(Bounds a, Bounds b) {
    double w = Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX());
    double h = Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY());
    return Math.max(0, w) * Math.max(0, h);
  }
}
