package ventricle.app.review;

import ventricle.app.action.Action;

/** The tools of the palette, in its order. */
public enum ToolKind {
  BROWSE(Action.TOOL_BROWSE),
  WINDOW(Action.TOOL_WINDOW),
  PAN(Action.TOOL_PAN),
  POINTS(Action.TOOL_POINTS),
  NUDGE(Action.TOOL_NUDGE),
  DRAW(Action.TOOL_DRAW);

  private final Action action;

  ToolKind(Action action) {
    this.action = action;
  }

  public Action action() {
    return action;
  }
}
