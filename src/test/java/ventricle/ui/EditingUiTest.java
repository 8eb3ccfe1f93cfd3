package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.app.review.ToolKind;
import ventricle.app.shell.Workstation;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.ReviewDocument;

/** Correcting contours by hand; what is corrected stays. */
class EditingUiTest extends WorkstationTest {

  private static final Structure ENDO = Structure.LV_ENDO;

  private ReviewDocument before;
  private Measurements measured;

  @BeforeEach
  void openStudyAtEd() throws Exception {
    openAnalysed();
    press(KeyCode.D);
    before = document();
    measured = fx(() -> presenter().measurementsProperty().get());
    assertThat(presenter().frame().phase()).isEqualTo(before.ed().phase());
  }

  /** Pushes the endocardium outwards with the tool in hand. */
  private void pushOutwards() throws Exception {
    Contour contour = shown(ENDO);
    Point centre = centre(contour);
    Point border = contour.point(0);
    drag(
        between(centre, border, .5),
        between(centre, border, .7),
        between(centre, border, .9),
        between(centre, border, 1.1));
  }

  private Provenance provenance() throws Exception {
    return document().shown(presenter().frame(), ENDO).orElseThrow().provenance();
  }

  private String provenanceShown() throws Exception {
    return fx(
        () ->
            labels((Parent) robot.lookup("#pick-lv-endo").query()).stream()
                .map(Labeled::getText)
                .toList()
                .getLast());
  }

  @Test
  void withTheBrowseToolADragChangesNothing() throws Exception {
    assertThat(presenter().toolProperty().get()).isEqualTo(ToolKind.BROWSE);
    pushOutwards();
    assertThat(document()).isEqualTo(before);
    assertThat(undoTip()).isEqualTo("Nothing to undo");
  }

  @Test
  void nudgingChangesContourProvenanceAndNumbers() throws Exception {
    Contour was = shown(ENDO);
    assertThat(provenanceShown()).as("with how sure it is").matches("AI \\.\\d\\d");
    String shownEdv = text("#value-lv-edv");
    press(KeyCode.N);
    pushOutwards();
    assertThat(Polygons.area(shown(ENDO))).isGreaterThan(Polygons.area(was));
    assertThat(provenance())
        .isInstanceOfSatisfying(
            Provenance.EditedModel.class, p -> assertThat(p.reader()).isEqualTo(Desk.READER));
    assertThat(provenanceShown()).isEqualTo("AI, edited");
    assertThat(presenter().measurementsProperty().get().lv().edvMl())
        .isGreaterThan(measured.lv().edvMl());
    assertThat(text("#value-lv-edv")).isNotEqualTo(shownEdv);
    assertThat(document().modelLayer()).as("the model's own layer").isEqualTo(before.modelLayer());
  }

  @Test
  void undoNamesItsStepAndRestoresExactly() throws Exception {
    press(KeyCode.N);
    pushOutwards();
    ReviewDocument after = document();
    assertThat(undoTip()).isEqualTo("Undo: nudge · LV endocardium");
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document()).isEqualTo(before);
    assertThat(presenter().measurementsProperty().get()).isEqualTo(measured);
    robot.clickOn("#redo");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(document()).isEqualTo(after);
  }

  @Test
  void aControlPointIsDragged() throws Exception {
    press(KeyCode.C);
    Contour was = shown(ENDO);
    Point centre = centre(was);
    Point2D rest = onScreen(centre);
    robot.moveTo(rest);
    Point border = was.point(0);
    drag(border, between(centre, border, 1.15), between(centre, border, 1.3));
    assertThat(shown(ENDO)).isNotEqualTo(was);
    assertThat(provenance()).isInstanceOf(Provenance.EditedModel.class);
    assertThat(undoTip()).isEqualTo("Undo: move control point · LV endocardium");
  }

  @Test
  void aDrawnContourIsTheReadersOwn() throws Exception {
    press(KeyCode.DELETE);
    assertThat(document().shown(presenter().frame(), ENDO)).isEmpty();
    press(KeyCode.F);
    Contour model = before.modelLayer().get(new ContourKey(presenter().frame(), ENDO)).contour();
    int size = model.size();
    drag(
        model.point(0),
        IntStream.range(0, 13)
            .mapToObj(i -> model.point(i * size / 12 % size))
            .toArray(Point[]::new));
    assertThat(provenance()).isEqualTo(new Provenance.Manual(Desk.READER));
    assertThat(provenanceShown()).isEqualTo("manual");
  }

  @Test
  void aContourIsDeletedAndTheModelsComesBack() throws Exception {
    Contour was = shown(ENDO);
    press(KeyCode.DELETE);
    assertThat(document().shown(presenter().frame(), ENDO)).isEmpty();
    assertThat(provenanceShown()).isEqualTo("–");
    assertThat(presenter().measurementsProperty().get().lv()).isNotEqualTo(measured.lv());
    press(KeyCode.R);
    assertThat(shown(ENDO)).isEqualTo(was);
    assertThat(presenter().measurementsProperty().get().lv()).isEqualTo(measured.lv());
  }

  @Test
  void theStructurePickedIsTheOneEdited() throws Exception {
    press(KeyCode.DIGIT3);
    press(KeyCode.DELETE);
    assertThat(document().shown(presenter().frame(), ENDO)).isPresent();
    assertThat(document().shown(presenter().frame(), Structure.RV_ENDO)).isEmpty();
  }

  @Test
  void aStudyOpensAgainWithTheReadersEdits() throws Exception {
    press(KeyCode.N);
    pushOutwards();
    ReviewDocument left = document();
    press(KeyCode.CONTROL, KeyCode.W);
    assertThat(isThere("#empty-view")).isTrue();
    open(Desk.study());
    assertThat(document().readerLayer()).isEqualTo(left.readerLayer());
    assertThat(undoTip()).isEqualTo("Undo: nudge · LV endocardium");
  }

  @Test
  void aWindowOnTheNextDayHasTheReadersEdits() throws Exception {
    press(KeyCode.N);
    pushOutwards();
    ReviewDocument left = document();
    fx(workstation::shutDown);
    fx(() -> workstation.stage().hide());
    Workstation next = fx(() -> desk.sitDown(stage()));
    fx(() -> next.openPaths(List.of(Desk.study())));
    settle(next);
    assertThat(next.openStudy().orElseThrow().presenter().document().readerLayer())
        .isEqualTo(left.readerLayer());
    fx(next::shutDown);
  }
}
