package ventricle.engine.review;

/** The tool movement that made an edit, so that undo can name its step. */
public enum Gesture {
  DRAG_POINT,
  ADD_POINT,
  REMOVE_POINT,
  NUDGE,
  BRUSH,
  ERASE,
  REDRAW,
  DRAW,
  DRAW_POINTS,
  SMOOTH,
  GROW,
  SHRINK,
  MOVE,
  SCALE,
  ROTATE,
  IMPORT,
  /** What a model drew and left out, as it drew it. */
  TAKE_BACK;

  /** Whether it makes a contour from nothing, whatever was there before. */
  boolean drawsAnew() {
    return this == DRAW || this == DRAW_POINTS;
  }
}
