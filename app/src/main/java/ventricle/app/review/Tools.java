package ventricle.app.review;

import ventricle.viewer.tool.BrowseTool;
import ventricle.viewer.tool.BrushTool;
import ventricle.viewer.tool.ControlPointTool;
import ventricle.viewer.tool.Disc;
import ventricle.viewer.tool.DrawPointsTool;
import ventricle.viewer.tool.DrawTool;
import ventricle.viewer.tool.NudgeTool;
import ventricle.viewer.tool.PanTool;
import ventricle.viewer.tool.RedrawTool;
import ventricle.viewer.tool.Tool;
import ventricle.viewer.tool.TransformTool;
import ventricle.viewer.tool.WindowLevelTool;

/**
 * The tools of one screen; each keeps its settings while another is used. Brush and eraser are one
 * size, since Ctrl makes the one of the other.
 */
final class Tools {

  private final Disc circle = new Disc(6);
  private final Disc tip = new Disc(4);
  private final Tool browse = new BrowseTool();
  private final Tool window = new WindowLevelTool();
  private final Tool pan = new PanTool();
  private final Tool points = new ControlPointTool();
  private final Tool nudge = new NudgeTool(circle);
  private final Tool brush = BrushTool.brush(tip);
  private final Tool eraser = BrushTool.eraser(tip);
  private final Tool redraw = new RedrawTool();
  private final Tool transform = new TransformTool();
  private final Tool draw = new DrawTool();
  private final Tool drawPoints = new DrawPointsTool();

  Tool of(ToolKind kind) {
    return switch (kind) {
      case BROWSE -> browse;
      case WINDOW -> window;
      case PAN -> pan;
      case POINTS -> points;
      case NUDGE -> nudge;
      case BRUSH -> brush;
      case ERASER -> eraser;
      case REDRAW -> redraw;
      case TRANSFORM -> transform;
      case DRAW -> draw;
      case DRAW_POINTS -> drawPoints;
    };
  }

  /** Makes the tool in hand larger by steps, smaller where they are negative; if it is round. */
  void resize(ToolKind inHand, int steps) {
    switch (inHand) {
      case NUDGE -> circle.resize(steps);
      case BRUSH, ERASER -> tip.resize(steps);
      default -> {}
    }
  }
}
