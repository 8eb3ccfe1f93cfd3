package ventricle.app.review;

import ventricle.viewer.tool.BrowseTool;
import ventricle.viewer.tool.ControlPointTool;
import ventricle.viewer.tool.DrawTool;
import ventricle.viewer.tool.NudgeTool;
import ventricle.viewer.tool.PanTool;
import ventricle.viewer.tool.Tool;
import ventricle.viewer.tool.WindowLevelTool;

/** The tools of one screen; each keeps its settings while another is used. */
final class Tools {

  private final Tool browse = new BrowseTool();
  private final Tool window = new WindowLevelTool();
  private final Tool pan = new PanTool();
  private final Tool points = new ControlPointTool();
  private final NudgeTool nudge = new NudgeTool();
  private final Tool draw = new DrawTool();

  Tool of(ToolKind kind) {
    return switch (kind) {
      case BROWSE -> browse;
      case WINDOW -> window;
      case PAN -> pan;
      case POINTS -> points;
      case NUDGE -> nudge;
      case DRAW -> draw;
    };
  }

  /** Makes the nudge circle larger or smaller. */
  void resize(double factor) {
    nudge
        .radiusProperty()
        .set(
            Math.clamp(
                nudge.radiusProperty().get() * factor,
                NudgeTool.SMALLEST_RADIUS,
                NudgeTool.LARGEST_RADIUS));
  }
}
