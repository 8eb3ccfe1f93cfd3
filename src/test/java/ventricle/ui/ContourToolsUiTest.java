package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.scene.control.ButtonType;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.app.review.ToolKind;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Bounds;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;

/** Each tool in a reader's hand: key, drag, one named step, undo to the exact start. */
class ContourToolsUiTest extends WorkstationTest {

  private static final Structure ENDO = Structure.LV_ENDO;
  private static final Structure EPI = Structure.LV_EPI;

  private ReviewDocument before;
  private Contour endo;
  private Point centre;

  @BeforeEach
  void openStudyAtEd() throws Exception {
    openAnalysed();
    press(KeyCode.D);
    press(KeyCode.Z);
    before = document();
    endo = shown(ENDO);
    centre = Polygons.centroid(endo);
  }

  /** At a part of the way from the centre to the border, in a direction in degrees. */
  private Point at(double part, double degrees) {
    double[] radius = Polygons.rayFan(endo, centre, 1, Math.toRadians(degrees));
    return new Point(
        centre.x() + part * radius[0] * Math.cos(Math.toRadians(degrees)),
        centre.y() + part * radius[0] * Math.sin(Math.toRadians(degrees)));
  }

  private void assertOneStep(String name) throws Exception {
    assertThat(undoTip()).isEqualTo("Undo: " + name);
    assertThat(document()).isNotEqualTo(before);
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void everyToolIsChosenByItsButtonAndSaysItsKey(ToolKind kind) throws Exception {
    robot.clickOn("#" + kind.action().id());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(presenter().toolProperty().get()).isEqualTo(kind);
    press(KeyCode.V);
    assertThat(presenter().toolProperty().get()).isEqualTo(ToolKind.BROWSE);
  }

  @Test
  void theBrushPaintsOutwards() throws Exception {
    press(KeyCode.B);
    drag(at(.9, 0), at(1.05, 0), at(1.05, 25));
    assertThat(Polygons.area(shown(ENDO))).isGreaterThan(Polygons.area(endo));
    assertOneStep("brush · LV endocardium");
  }

  @Test
  void theEraserTakesAway() throws Exception {
    press(KeyCode.E);
    drag(at(1.1, 90), at(.8, 90));
    assertThat(Polygons.area(shown(ENDO))).isLessThan(Polygons.area(endo));
    assertOneStep("erase · LV endocardium");
  }

  @Test
  void controlMakesAnEraserOfTheBrush() throws Exception {
    press(KeyCode.B);
    robot.moveTo(onScreen(at(1.1, 90)));
    robot.press(KeyCode.CONTROL);
    drag(at(1.1, 90), at(.8, 90));
    robot.release(KeyCode.CONTROL);
    assertThat(Polygons.area(shown(ENDO))).isLessThan(Polygons.area(endo));
    assertOneStep("erase · LV endocardium");
  }

  @Test
  void aStretchIsRedrawn() throws Exception {
    press(KeyCode.X);
    drag(at(1, 60), at(.85, 75), at(.8, 90), at(.85, 105), at(1, 120));
    Contour after = shown(ENDO);
    assertThat(Polygons.distance(after, at(.82, 90))).isLessThan(1.5);
    assertThat(Polygons.distance(after, at(1, 270))).isLessThan(1e-6);
    assertOneStep("redraw a stretch · LV endocardium");
  }

  @Test
  void aContourIsDrawnByPoints() throws Exception {
    press(KeyCode.P);
    for (int degrees = 0; degrees < 360; degrees += 60) {
      robot.moveTo(onScreen(at(.8, degrees))).press(MouseButton.PRIMARY);
      robot.release(MouseButton.PRIMARY);
    }
    press(KeyCode.BACK_SPACE);
    assertThat(document()).as("not closed yet").isEqualTo(before);
    press(KeyCode.ENTER);
    assertThat(Polygons.contains(shown(ENDO), at(.6, 120))).isTrue();
    assertThat(Polygons.area(shown(ENDO))).isLessThan(Polygons.area(endo));
    assertThat(document().states()).as("Enter closed and did not accept").isEmpty();
    assertOneStep("draw by points · LV endocardium");
  }

  @Test
  void pointsThatWerePlacedStayWhenSomethingElseChanges() throws Exception {
    press(KeyCode.P);
    for (int degrees = 0; degrees < 360; degrees += 90) {
      robot.moveTo(onScreen(at(.8, degrees))).press(MouseButton.PRIMARY);
      robot.release(MouseButton.PRIMARY);
    }
    fx(() -> presenter().setMark(Mark.ES, 4));
    press(KeyCode.ENTER);
    assertThat(undoTip()).isEqualTo("Undo: draw by points · LV endocardium");
  }

  @Test
  void theWholeContourIsMovedAndScaled() throws Exception {
    press(KeyCode.T);
    robot.moveTo(onScreen(at(.5, 200)));
    drag(centre, at(.05, 0), at(.1, 0));
    assertThat(Polygons.centroid(shown(ENDO)).x()).isGreaterThan(centre.x());
    assertOneStep("move · LV endocardium");

    Bounds box = Polygons.bounds(endo);
    Point corner = new Point(box.maxX(), box.maxY());
    drag(corner, new Point(corner.x() - 2, corner.y() - 2), between(corner, centre, .3));
    assertThat(Polygons.area(shown(ENDO))).isLessThan(.9 * Polygons.area(endo));
    assertOneStep("scale · LV endocardium");
  }

  @Test
  void keysSmoothGrowAndShrink() throws Exception {
    PixelSpacing mm = presenter().stackProperty().get().slice(before.sliceCount() / 2).spacing();
    press(KeyCode.COMMA);
    assertThat(Polygons.bounds(shown(ENDO)).maxX())
        .isCloseTo(Polygons.bounds(endo).maxX() - .5 / mm.column(), within(.05));
    assertOneStep("shrink · LV endocardium");
    press(KeyCode.PERIOD);
    assertOneStep("grow · LV endocardium");
    press(KeyCode.SHIFT, KeyCode.C);
    assertOneStep("smooth · LV endocardium");
  }

  @Test
  void whatIsPaintedBeyondTheEpicardiumIsCutThere() throws Exception {
    press(KeyCode.B);
    drag(at(.9, 0), at(1.6, 0), at(2, 0));
    assertThat(Containment.holds(shown(ENDO), shown(EPI))).isTrue();
    assertThat(Polygons.area(shown(ENDO))).isGreaterThan(Polygons.area(endo));
    assertThat(shown(EPI)).isEqualTo(before.shown(presenter().frame(), EPI).get().contour());
  }

  @Test
  void anEndocardiumBesideTheEpicardiumIsRefusedWithTheReason() throws Exception {
    press(KeyCode.DELETE);
    ReviewDocument without = document();
    press(KeyCode.P);
    for (double degrees : new double[] {0, 10, 5}) {
      robot.moveTo(onScreen(at(degrees == 5 ? 2.6 : 2.2, degrees))).press(MouseButton.PRIMARY);
      robot.release(MouseButton.PRIMARY);
    }
    press(KeyCode.ENTER);
    assertThat(dialog()).contains("lies inside the LV epicardium");
    answer(ButtonType.OK);
    assertThat(document()).isEqualTo(without);
  }

  @Test
  void papillaryMusclesCountAsMuscleOnceOneIsDrawn() throws Exception {
    fx(() -> robot.lookup("#toggle-papillary").queryAs(Hyperlink.class).fire());
    assertThat(dialog()).contains("No papillary muscle is drawn");
    answer(ButtonType.OK);
    assertThat(document()).isEqualTo(before);

    Measurements cavity = measured();
    press(KeyCode.DIGIT4);
    press(KeyCode.B);
    drag(at(.5, 200), at(.6, 200));
    assertThat(measured().lv()).as("drawn, not yet counted").isEqualTo(cavity.lv());
    press(KeyCode.SHIFT, KeyCode.DIGIT4);

    Measurements mass = measured();
    assertThat(mass.papillary()).isEqualTo("mass");
    assertThat(mass.lv().edvMl()).isLessThan(cavity.lv().edvMl());
    assertThat(mass.lv().massEdG()).isGreaterThan(cavity.lv().massEdG());
    assertThat(mass.flags()).anyMatch(f -> f.code().equals("papillary-missing"));
    assertThat(text("#toggle-papillary")).isEqualTo("Count them in the cavity");
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(measured().papillary()).isEqualTo("cavity");
  }

  private Measurements measured() throws Exception {
    return fx(() -> presenter().measurementsProperty().get());
  }
}
