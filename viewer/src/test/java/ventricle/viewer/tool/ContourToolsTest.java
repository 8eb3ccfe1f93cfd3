package ventricle.viewer.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.Limit;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.Gesture;
import ventricle.viewer.tool.ToolDraft.Sign;
import ventricle.viewer.tool.ToolDraft.Style;

class ContourToolsTest {

  private static final Contour CIRCLE = RecordingHost.circle(100, 100, 30);

  private final RecordingHost host = new RecordingHost(CIRCLE);
  private final Disc disc = new Disc(6);

  private Contour now() {
    return host.tracing.contour();
  }

  private Gesture only() {
    assertThat(host.edits).hasSize(1);
    return host.edits.getFirst().gesture();
  }

  private long lines(Style style) {
    return host.draft.lines().stream().filter(l -> l.style() == style).count();
  }

  @Test
  void aBrushStrokeIsOneEditWithoutGapsHoweverFast() {
    host.drag(BrushTool.brush(disc), 100, 90, 160, 90);
    assertThat(only()).isEqualTo(Gesture.BRUSH);
    for (int x = 100; x <= 160; x++) {
      assertThat(Polygons.contains(now(), new Point(x, 90))).isTrue();
    }
  }

  @Test
  void theEraserTakesAway() {
    host.drag(BrushTool.eraser(disc), 140, 100, 120, 100);
    assertThat(only()).isEqualTo(Gesture.ERASE);
    assertThat(Polygons.contains(now(), new Point(122, 100))).isFalse();
  }

  @Test
  void controlSwapsBrushAndEraserWhileItIsHeld() {
    BrushTool brush = BrushTool.brush(disc);
    brush.moved(host, host.at(125, 100));
    assertThat(host.draft.circle().sign()).isEqualTo(Sign.ADDS);
    brush.control(host, true);
    assertThat(host.draft.circle().sign()).isEqualTo(Sign.TAKES);
    host.control = true;
    host.drag(brush, 140, 100, 120, 100);
    assertThat(only()).isEqualTo(Gesture.ERASE);
    assertThat(Polygons.area(now())).isLessThan(Polygons.area(CIRCLE));
    host.control = false;
    brush.control(host, false);
    assertThat(host.draft.circle().sign()).isEqualTo(Sign.ADDS);
  }

  @Test
  void controlInMidStrokeTurnsTheBrushRound() {
    BrushTool brush = BrushTool.brush(disc);
    brush.pressed(host, host.at(130, 80));
    brush.dragged(host, host.at(150, 80));
    host.control = true;
    brush.dragged(host, host.at(150, 120));
    host.control = false;
    brush.released(host, host.at(150, 120));
    assertThat(only()).isEqualTo(Gesture.BRUSH);
    assertThat(Polygons.contains(now(), new Point(136, 80))).isTrue();
    assertThat(Polygons.contains(now(), new Point(150, 80))).as("erased again").isFalse();
  }

  @Test
  void theBrushBeginsAContourWhereThereIsNone() {
    RecordingHost empty = new RecordingHost(null);
    empty.drag(BrushTool.brush(disc), 50, 50, 60, 50);
    assertThat(empty.tracing.provenance()).isEqualTo(new Provenance.Manual("A"));
    empty.edits.clear();
    RecordingHost stillEmpty = new RecordingHost(null);
    stillEmpty.drag(BrushTool.eraser(disc), 50, 50, 60, 50);
    assertThat(stillEmpty.edits).isEmpty();
  }

  @Test
  void paintBesideTheContourIsShownFaintAndDropped() {
    BrushTool brush = BrushTool.brush(disc);
    brush.pressed(host, host.at(170, 170));
    brush.dragged(host, host.at(175, 170));
    assertThat(lines(Style.FAINT)).isEqualTo(1);
    brush.released(host, host.at(175, 170));
    assertThat(host.edits).isEmpty();
    assertThat(lines(Style.FAINT)).isZero();
  }

  @Test
  void escapeDropsAStroke() {
    BrushTool brush = BrushTool.brush(disc);
    brush.pressed(host, host.at(130, 100));
    brush.dragged(host, host.at(150, 100));
    assertThat(brush.busy()).isTrue();
    brush.cancel(host);
    brush.released(host, host.at(150, 100));
    assertThat(host.edits).isEmpty();
  }

  @Test
  void redrawingShowsWhatWillGoAndReplacesIt() {
    RedrawTool redraw = new RedrawTool();
    redraw.pressed(host, host.at(130, 100));
    redraw.dragged(host, host.at(132, 112));
    redraw.dragged(host, host.at(124, 128));
    redraw.dragged(host, host.at(100, 130));
    assertThat(lines(Style.FAINT)).isEqualTo(1);
    assertThat(host.draft.contour()).isNotEqualTo(CIRCLE);
    redraw.released(host, host.at(100, 130));
    assertThat(only()).isEqualTo(Gesture.REDRAW);
    assertThat(Polygons.contains(now(), new Point(123, 125))).isTrue();
    assertThat(now().points()).contains(CIRCLE.point(48));
  }

  @Test
  void pointsBecomeACurveOnEnter() {
    RecordingHost empty = new RecordingHost(null);
    DrawPointsTool draw = new DrawPointsTool();
    click(empty, draw, 80, 50, 1);
    click(empty, draw, 110, 80, 1);
    click(empty, draw, 10, 10, 1);
    assertThat(draw.key(empty, KeyCode.BACK_SPACE)).isTrue();
    click(empty, draw, 80, 110, 1);
    click(empty, draw, 50, 80, 1);
    assertThat(empty.draft.handles()).hasSize(4);
    assertThat(empty.draft.contour()).as("the curve before it is closed").isNotNull();
    assertThat(empty.edits).isEmpty();
    assertThat(draw.key(empty, KeyCode.ENTER)).isTrue();
    assertThat(empty.edits).hasSize(1);
    assertThat(empty.edits.getFirst().gesture()).isEqualTo(Gesture.DRAW_POINTS);
    assertThat(Polygons.area(empty.tracing.contour())).isBetween(1801.0, Math.PI * 900);
    assertThat(draw.busy()).isFalse();
    assertThat(draw.key(empty, KeyCode.ENTER)).as("left to others").isFalse();
  }

  private static void click(RecordingHost on, Tool tool, double x, double y, int clicks) {
    tool.moved(on, on.at(x, y));
    tool.pressed(on, on.at(x, y, clicks));
    tool.released(on, on.at(x, y, clicks));
  }

  @Test
  void aDoubleClickOrTheFirstPointClosesTheCurve() {
    for (boolean doubled : new boolean[] {true, false}) {
      RecordingHost empty = new RecordingHost(null);
      DrawPointsTool draw = new DrawPointsTool();
      click(empty, draw, 80, 50, 1);
      click(empty, draw, 110, 80, 1);
      click(empty, draw, 60, 110, 1);
      if (doubled) {
        click(empty, draw, 60, 110, 2);
      } else {
        click(empty, draw, 80, 50, 1);
      }
      assertThat(empty.edits).hasSize(1);
    }
  }

  @Test
  void theWholeContourIsMovedScaledAndTurned() {
    host.drag(new TransformTool(), 100, 100, 110, 95);
    assertThat(only()).isEqualTo(Gesture.MOVE);
    assertThat(Polygons.centroid(now()).x()).isCloseTo(110, within(1e-6));
    host.edits.clear();

    var box = Polygons.bounds(now());
    host.drag(new TransformTool(), box.maxX(), box.maxY(), box.maxX() + 15, box.maxY() + 15);
    assertThat(only()).isEqualTo(Gesture.SCALE);
    assertThat(Polygons.bounds(now()).minX()).isCloseTo(box.minX(), within(1e-6));
    assertThat(Polygons.bounds(now()).width()).isCloseTo(75, within(1e-6));
    host.edits.clear();

    TransformTool tool = new TransformTool();
    box = Polygons.bounds(now());
    tool.moved(host, host.at(100, 100));
    Point knob = host.draft.handles().getLast();
    Point right = new Point(box.maxX() + 20, (box.minY() + box.maxY()) / 2);
    Point top = now().point(0);
    host.drag(tool, knob.x(), knob.y(), right.x(), right.y());
    assertThat(only()).isEqualTo(Gesture.ROTATE);
    assertThat(now().point(0).distance(top)).isGreaterThan(30);
    assertThat(Polygons.area(now())).isCloseTo(Math.PI * 37.5 * 37.5, within(10.0));
  }

  @Test
  void outsideTheBoxNothingIsTaken() {
    host.drag(new TransformTool(), 20, 20, 60, 60);
    assertThat(host.edits).isEmpty();
  }

  @Test
  void keysSmoothGrowAndShrink() {
    PixelSpacing spacing = new PixelSpacing(.5, .5);
    ContourStep.GROW.apply(host, spacing);
    assertThat(only()).isEqualTo(Gesture.GROW);
    assertThat(Polygons.bounds(now()).maxX()).isCloseTo(131, within(.01));
    ContourStep.SHRINK.apply(host, null);
    assertThat(Polygons.bounds(now()).maxX()).as("in pixels").isCloseTo(130.5, within(.02));
    ContourStep.SMOOTH.apply(host, spacing);
    assertThat(host.edits).hasSize(3);
    RecordingHost empty = new RecordingHost(null);
    ContourStep.GROW.apply(empty, spacing);
    assertThat(empty.edits).isEmpty();
  }

  @Test
  void whatCrossesTheLimitIsShownAndGivesWayWhenLetGo() {
    Contour epi = RecordingHost.circle(100, 100, 40);
    host.limit = new Limit.Within(epi);
    BrushTool brush = BrushTool.brush(disc);
    brush.pressed(host, host.at(120, 100));
    brush.dragged(host, host.at(160, 100));
    assertThat(lines(Style.CONFLICT)).isEqualTo(1);
    assertThat(Containment.holds(host.draft.contour(), epi)).isTrue();
    brush.released(host, host.at(160, 100));
    assertThat(only()).isEqualTo(Gesture.BRUSH);
    assertThat(Containment.holds(now(), epi)).isTrue();
    assertThat(Polygons.bounds(now()).maxX()).isCloseTo(140, within(.1));
  }

  @Test
  void everyToolKeepsTheLimit() {
    Contour endo = RecordingHost.circle(100, 100, 25);
    host.limit = new Limit.Around(endo);
    host.drag(new NudgeTool(disc), 140, 100, 115, 100);
    host.drag(BrushTool.eraser(disc), 60, 100, 90, 100);
    host.drag(new RedrawTool(), 100, 70, 110, 85, 121, 79);
    host.drag(new TransformTool(), 100, 100, 108, 100);
    ContourStep.SHRINK.apply(host, new PixelSpacing(.05, .05));
    assertThat(host.edits).hasSizeGreaterThanOrEqualTo(4);
    assertThat(host.edits)
        .allSatisfy(e -> assertThat(Containment.holds(endo, e.tracing().contour())).isTrue());
  }

  @Test
  void aClickLeavesAContourAsItIsEvenWhereItCrossesItsLimit() {
    for (Contour border :
        new Contour[] {RecordingHost.circle(120, 100, 30), RecordingHost.circle(40, 40, 15)}) {
      host.limit = new Limit.Within(border);
      host.drag(new NudgeTool(disc), 100, 90);
      host.drag(new TransformTool(), 100, 100);
    }
    assertThat(host.edits).isEmpty();
    assertThat(host.refusals).isZero();
  }

  @Test
  void aContourWhollyOnTheWrongSideIsRefused() {
    host.limit = new Limit.Within(RecordingHost.circle(40, 40, 15));
    host.drag(new TransformTool(), 100, 100, 110, 110);
    assertThat(host.edits).isEmpty();
    assertThat(host.refusals).isEqualTo(1);
  }
}
