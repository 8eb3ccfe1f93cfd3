package ventricle.viewer.bullseye;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import javafx.application.ColorScheme;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.BullseyeQuantity;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.review.WallMotion;
import ventricle.viewer.look.Look;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class BullseyeUiTest {

  private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
  private static final PseudoClass AFFECTED = PseudoClass.getPseudoClass("affected");

  private final List<AhaSegment> chosen = new ArrayList<>();
  private final List<String> graded = new ArrayList<>();
  private final List<AhaSegment> asked = new ArrayList<>();
  private Bullseye map;

  /** Thickening of n mm in segment n, unknown in 16. */
  private static Regional wall() {
    return new Regional(
        Arrays.stream(AhaSegment.values()).map(BullseyeUiTest::wall).toList(), null, List.of());
  }

  private static SegmentWall wall(AhaSegment segment) {
    Double thickening = segment.number() == 16 ? null : (Double) (double) segment.number();
    return new SegmentWall(
        segment,
        8.0,
        thickening == null ? null : 8 + thickening,
        thickening,
        null,
        segment.number() < 2,
        List.of(),
        List.of(),
        null,
        List.of());
  }

  @Start
  void start(Stage stage) {
    Look.loadFonts();
    map = new Bullseye(s -> "segment " + s.number());
    map.dataProperty().set(BullseyeData.of(BullseyeQuantity.THICKENING, wall(), new TreeMap<>()));
    map.setOnChosen(chosen::add);
    map.setOnGraded((s, grade) -> graded.add(s.number() + " " + grade));
    map.setOnAsked((s, x, y) -> asked.add(s));
    Scene scene = new Scene(new VBox(new Button("other"), map), 172, 210);
    scene.getStylesheets().setAll(Look.stylesheets(ColorScheme.DARK));
    stage.setScene(scene);
    stage.show();
  }

  private Point2D onScreen(AhaSegment segment) throws Exception {
    return WaitForAsyncUtils.asyncFx(() -> map.localToScreen(map.place(segment))).get();
  }

  private static void press(FxRobot robot, KeyCode key) {
    robot.press(key).release(key);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void click(FxRobot robot, MouseButton button) {
    robot.press(button).release(button);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void focus() {
    WaitForAsyncUtils.waitForAsyncFx(5000, map::requestFocus);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void mouseHighlightsAndChoosesTheSegmentItIsOver(FxRobot robot) throws Exception {
    for (AhaSegment segment : AhaSegment.values()) {
      robot.moveTo(onScreen(segment));
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(map.highlightedProperty().get()).isEqualTo(segment);
      assertThat(map.getAccessibleText()).isEqualTo("segment " + segment.number());
      click(robot, MouseButton.PRIMARY);
    }
    assertThat(chosen).containsExactly(AhaSegment.values());
  }

  @Test
  void nothingIsHighlightedBesideTheMap(FxRobot robot) throws Exception {
    robot.moveTo(onScreen(AhaSegment.BASAL_ANTERIOR));
    robot.moveTo(WaitForAsyncUtils.asyncFx(() -> map.localToScreen(3, 3)).get());
    WaitForAsyncUtils.waitForFxEvents();
    click(robot, MouseButton.PRIMARY);

    assertThat(map.highlightedProperty().get()).isNull();
    assertThat(chosen).isEmpty();
  }

  @Test
  void secondButtonAsksForTheMenuOfTheSegment(FxRobot robot) throws Exception {
    robot.moveTo(onScreen(AhaSegment.MID_INFERIOR));
    click(robot, MouseButton.SECONDARY);

    assertThat(asked).containsExactly(AhaSegment.MID_INFERIOR);
    assertThat(chosen).isEmpty();
  }

  @Test
  void arrowsReachEverySegmentAndEnterChoosesIt(FxRobot robot) {
    focus();
    assertThat(map.highlightedProperty().get()).isEqualTo(AhaSegment.BASAL_ANTERIOR);
    List<AhaSegment> reached = new ArrayList<>();
    for (int ring : new int[] {6, 6, 4}) {
      for (int i = 0; i < ring; i++) {
        press(robot, KeyCode.LEFT);
        reached.add(map.highlightedProperty().get());
      }
      press(robot, KeyCode.DOWN);
    }
    assertThat(reached).containsExactlyInAnyOrder(AhaSegment.values());
    press(robot, KeyCode.ENTER);
    press(robot, KeyCode.UP);
    press(robot, KeyCode.UP);
    press(robot, KeyCode.RIGHT);
    press(robot, KeyCode.SPACE);
    assertThat(chosen).containsExactly(AhaSegment.APICAL_ANTERIOR, AhaSegment.BASAL_ANTEROLATERAL);
  }

  @Test
  void digitsGradeOnlyWhereGradesAreEntered(FxRobot robot) {
    focus();
    press(robot, KeyCode.DIGIT3);
    assertThat(graded).isEmpty();

    WaitForAsyncUtils.waitForAsyncFx(5000, () -> map.gradingProperty().set(true));
    press(robot, KeyCode.DIGIT3);
    press(robot, KeyCode.LEFT);
    press(robot, KeyCode.DIGIT5);
    press(robot, KeyCode.DIGIT7);
    press(robot, KeyCode.DELETE);
    assertThat(graded)
        .containsExactly("1 " + WallMotion.AKINETIC, "2 " + WallMotion.ANEURYSMAL, "2 null");
  }

  @Test
  void unknownSegmentsAreHatchedAndAffectedOnesMarked() {
    assertThat(area(16).getPseudoClassStates()).contains(UNKNOWN);
    assertThat(number(16).getText()).isEmpty();
    assertThat(area(1).getPseudoClassStates()).contains(AFFECTED);
    assertThat(number(1).getText()).isEqualTo("1.0");
    assertThat(area(2).getPseudoClassStates()).doesNotContain(AFFECTED, UNKNOWN);
    assertThat(area(2).getFill()).isNotEqualTo(area(9).getFill());
  }

  @Test
  void numbersStayInsideTheirSegmentsAndDoNotTouch() throws Exception {
    List<javafx.geometry.Bounds> numbers = new ArrayList<>();
    for (AhaSegment segment : AhaSegment.values()) {
      Text text = number(segment.number());
      var bounds =
          WaitForAsyncUtils.asyncFx(() -> text.localToScene(text.getBoundsInLocal())).get();
      var area = area(segment.number());
      var whole = WaitForAsyncUtils.asyncFx(() -> area.localToScene(area.getBoundsInLocal())).get();
      assertThat(whole.contains(bounds) || text.getText().isEmpty()).as(segment.key()).isTrue();
      assertThat(numbers).as(segment.key()).noneMatch(n -> n.intersects(bounds));
      if (!text.getText().isEmpty()) {
        numbers.add(bounds);
      }
    }
  }

  private Node node(int segment) {
    return map.lookup("#segment-" + segment);
  }

  private SVGPath area(int segment) {
    return (SVGPath) node(segment).lookup(".segment");
  }

  private Text number(int segment) {
    return (Text) node(segment).lookup(".segment-number");
  }
}
