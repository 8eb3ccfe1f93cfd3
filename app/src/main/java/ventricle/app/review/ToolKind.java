package ventricle.app.review;

import ventricle.app.action.Action;

/** The tools of the palette, in its order. */
public enum ToolKind {
  BROWSE(Action.TOOL_BROWSE),
  WINDOW(Action.TOOL_WINDOW),
  PAN(Action.TOOL_PAN),
  POINTS(Action.TOOL_POINTS),
  NUDGE(Action.TOOL_NUDGE),
  BRUSH(Action.TOOL_BRUSH),
  ERASER(Action.TOOL_ERASER),
  REDRAW(Action.TOOL_REDRAW),
  TRANSFORM(Action.TOOL_TRANSFORM),
  DRAW(Action.TOOL_DRAW),
  DRAW_POINTS(Action.TOOL_DRAW_POINTS);

  private final Action action;

  ToolKind(Action action) {
    this.action = action;
  }

  public Action action() {
    return action;
  }

  /** Whether it can change contours; the others are safe at any time. */
  boolean edits() {
    return switch (this) {
      case BROWSE, WINDOW, PAN -> false;
      case POINTS, NUDGE, BRUSH, ERASER, REDRAW, TRANSFORM, DRAW, DRAW_POINTS -> true;
    };
  }
}
