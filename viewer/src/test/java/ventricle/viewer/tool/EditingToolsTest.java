package ventricle.viewer.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.viewer.SyntheticStudy;

class EditingToolsTest {

  private static final Contour CIRCLE = RecordingHost.circle(100, 100, 30);

  private final RecordingHost host = new RecordingHost(CIRCLE);

  @Test
  void nudgeFromInsideMakesOneEditThatGrowsTheContour() {
    NudgeTool nudge = new NudgeTool(new Disc(6));
    host.drag(nudge, 118, 100, 124, 100, 130, 100, 132, 101);
    assertThat(host.edits).hasSize(1);
    Edit.SetContour edit = host.edits.getFirst();
    assertThat(edit.gesture()).isEqualTo(Gesture.NUDGE);
    assertThat(edit.key()).isEqualTo(ContourKey.of(2, 3, Structure.LV_ENDO));
    assertThat(Polygons.area(edit.tracing().contour())).isGreaterThan(Polygons.area(CIRCLE));
  }

  @Test
  void nudgeFromOutsideShrinksTheContour() {
    host.drag(new NudgeTool(new Disc(6)), 145, 100, 135, 100, 130, 100);
    assertThat(Polygons.area(host.edits.getFirst().tracing().contour()))
        .isLessThan(Polygons.area(CIRCLE));
  }

  @Test
  void editedModelContourRemembersModelAndReader() {
    host.drag(new NudgeTool(new Disc(6)), 118, 100, 132, 100);
    assertThat(host.edits.getFirst().tracing().provenance())
        .isEqualTo(new Provenance.EditedModel(SyntheticStudy.MODEL, "A"));
  }

  @Test
  void nudgeThatMeetsNothingMakesNoEdit() {
    host.drag(new NudgeTool(new Disc(6)), 100, 100, 102, 101);
    assertThat(host.edits).isEmpty();
  }

  @Test
  void draftShowsThePushBeforeTheButtonIsReleased() {
    NudgeTool nudge = new NudgeTool(new Disc(6));
    nudge.pressed(host, host.at(118, 100));
    nudge.dragged(host, host.at(132, 100));
    assertThat(host.draft.contour()).isNotNull().isNotEqualTo(CIRCLE);
    assertThat(host.edits).isEmpty();
    assertThat(host.tracing.contour()).isEqualTo(CIRCLE);
  }

  @Test
  void cancelDropsThePush() {
    NudgeTool nudge = new NudgeTool(new Disc(6));
    nudge.pressed(host, host.at(118, 100));
    nudge.dragged(host, host.at(132, 100));
    assertThat(nudge.busy()).isTrue();
    nudge.cancel(host);
    nudge.released(host, host.at(132, 100));
    assertThat(host.edits).isEmpty();
    assertThat(host.draft.contour()).isNull();
  }

  @Test
  void bracketsChangeTheNudgeCircle() {
    Disc disc = new Disc(6);
    NudgeTool nudge = new NudgeTool(disc);
    nudge.moved(host, host.at(100, 100));
    double before = disc.radiusProperty().get();
    assertThat(nudge.key(host, KeyCode.CLOSE_BRACKET)).isTrue();
    assertThat(host.draft.circle().radius()).isGreaterThan(before);
    nudge.key(host, KeyCode.OPEN_BRACKET);
    assertThat(disc.radiusProperty().get()).isCloseTo(before, within(1e-9));
  }

  @Test
  void draggingAControlPointMakesOneEditThroughThePoint() {
    ControlPointTool tool = new ControlPointTool();
    tool.moved(host, host.at(100, 100));
    Point handle = host.draft.handles().getFirst();
    double x = handle.x() + 6;
    host.drag(tool, handle.x(), handle.y(), x - 3, handle.y(), x, handle.y());
    assertThat(host.edits).hasSize(1);
    assertThat(host.edits.getFirst().gesture()).isEqualTo(Gesture.DRAG_POINT);
    assertThat(Polygons.distance(host.tracing.contour(), new Point(x, handle.y()))).isLessThan(.05);
  }

  @Test
  void handlesKeepTheirPlacesAfterADrag() {
    ControlPointTool tool = new ControlPointTool();
    tool.moved(host, host.at(100, 100));
    var before = host.draft.handles();
    Point h = before.getFirst();
    host.drag(tool, h.x(), h.y(), h.x() + 5, h.y());
    assertThat(host.draft.handles()).hasSameSizeAs(before);
    assertThat(host.draft.handles().subList(1, before.size()))
        .isEqualTo(before.subList(1, before.size()));
  }

  @Test
  void clickWithoutMovementMakesNoEdit() {
    ControlPointTool tool = new ControlPointTool();
    tool.moved(host, host.at(100, 100));
    Point h = host.draft.handles().getFirst();
    host.drag(tool, h.x(), h.y(), h.x(), h.y());
    assertThat(host.edits).isEmpty();
  }

  @Test
  void pullingTheBorderBetweenPointsAddsAPoint() {
    ControlPointTool tool = new ControlPointTool();
    tool.moved(host, host.at(100, 100));
    int before = host.draft.handles().size();
    Point middle = between(host.draft.handles().get(0), host.draft.handles().get(1));
    host.drag(tool, middle.x(), middle.y(), middle.x() + 4, middle.y() + 2);
    assertThat(host.edits).hasSize(1);
    assertThat(host.edits.getFirst().gesture()).isEqualTo(Gesture.ADD_POINT);
    assertThat(host.draft.handles()).hasSize(before + 1);
  }

  @Test
  void doubleClickAddsAPointAndLeavesTheBorder() {
    ControlPointTool tool = new ControlPointTool();
    tool.moved(host, host.at(100, 100));
    int before = host.draft.handles().size();
    Point middle = between(host.draft.handles().get(0), host.draft.handles().get(1));
    tool.pressed(host, host.at(middle.x(), middle.y(), 2));
    tool.released(host, host.at(middle.x(), middle.y(), 2));
    assertThat(host.draft.handles()).hasSize(before + 1);
    assertThat(host.edits).isEmpty();
  }

  @Test
  void deleteTakesThePointUnderTheCursorAway() {
    ControlPointTool tool = new ControlPointTool();
    tool.moved(host, host.at(100, 100));
    int before = host.draft.handles().size();
    Point h = host.draft.handles().get(2);
    tool.moved(host, host.at(h.x(), h.y()));
    assertThat(tool.key(host, KeyCode.DELETE)).isTrue();
    assertThat(host.edits).hasSize(1);
    assertThat(host.edits.getFirst().gesture()).isEqualTo(Gesture.REMOVE_POINT);
    assertThat(host.draft.handles()).hasSize(before - 1).doesNotContain(h);
    assertThat(Polygons.isSimple(host.tracing.contour())).isTrue();
    assertThat(Polygons.area(host.tracing.contour()))
        .isCloseTo(Polygons.area(CIRCLE), within(.03 * Polygons.area(CIRCLE)));
  }

  private static Point between(Point a, Point b) {
    double angle =
        (Math.atan2(a.y() - 100, a.x() - 100) + Math.atan2(b.y() - 100, b.x() - 100)) / 2;
    return new Point(100 + 30 * Math.cos(angle), 100 + 30 * Math.sin(angle));
  }

  @Test
  void freehandLineBecomesAClosedManualContour() {
    RecordingHost empty = new RecordingHost(null);
    double[] path = new double[120];
    for (int i = 0; i < 60; i++) {
      path[2 * i] = 80 + 20 * Math.cos(2 * Math.PI * i / 62);
      path[2 * i + 1] = 90 + 20 * Math.sin(2 * Math.PI * i / 62);
    }
    empty.drag(new DrawTool(), path);
    assertThat(empty.edits).hasSize(1);
    assertThat(empty.edits.getFirst().gesture()).isEqualTo(Gesture.DRAW);
    assertThat(empty.tracing.provenance()).isEqualTo(new Provenance.Manual("A"));
    assertThat(Polygons.area(empty.tracing.contour()))
        .isCloseTo(Math.PI * 400, within(.02 * Math.PI * 400));
  }

  @Test
  void strayClickWithThePenDrawsNothing() {
    RecordingHost empty = new RecordingHost(null);
    empty.drag(new DrawTool(), 50, 50, 51, 50, 51, 51);
    assertThat(empty.edits).isEmpty();
  }

  @Test
  void cancelPutsTheWindowBack() {
    WindowLevelTool tool = new WindowLevelTool();
    var before = host.window;
    tool.pressed(host, host.at(10, 10));
    tool.dragged(host, host.at(40, 30));
    assertThat(host.window).isNotEqualTo(before);
    tool.cancel(host);
    assertThat(host.window).isEqualTo(before);
  }

  @Test
  void onlyEditingToolsCanEdit() {
    assertThat(new BrowseTool().edits()).isFalse();
    assertThat(new PanTool().edits()).isFalse();
    assertThat(new WindowLevelTool().edits()).isFalse();
    host.drag(new BrowseTool(), 118, 100, 140, 100);
    host.drag(new PanTool(), 118, 100, 140, 100);
    assertThat(host.edits).isEmpty();
  }
}
