package ventricle.engine.review;

/** The tool movement that made an edit, so that undo can name its step. */
public enum Gesture {
  DRAG_POINT,
  ADD_POINT,
  REMOVE_POINT,
  NUDGE,
  DRAW,
  IMPORT
}
