package ventricle.viewer.tool;

import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;

/**
 * What the primary mouse button does on the image. A tool holds only the movement in progress; it
 * calls pure geometry and hands one edit to its host when the button is released. Nothing changes
 * before that, and Esc or {@link #cancel} drops the movement.
 */
public sealed interface Tool
    permits BrowseTool,
        WindowLevelTool,
        PanTool,
        ControlPointTool,
        NudgeTool,
        BrushTool,
        RedrawTool,
        DrawTool,
        DrawPointsTool,
        TransformTool {

  /** Whether it can change contours; the others are safe at any time. */
  boolean edits();

  Cursor cursor();

  default void pressed(ToolHost host, PointerEvent at) {}

  default void dragged(ToolHost host, PointerEvent at) {}

  default void released(ToolHost host, PointerEvent at) {}

  default void moved(ToolHost host, PointerEvent at) {}

  /** The pointer left the image. */
  default void exited(ToolHost host) {}

  /** Frame, target or tool changed, or Esc: forget the movement and show what is there. */
  default void cancel(ToolHost host) {
    host.show(ToolDraft.NONE);
  }

  /** The target's contour may have changed; a tool in a movement goes on with it. */
  default void refresh(ToolHost host) {}

  /** Whether a movement is in progress that {@link #cancel} would drop. */
  default boolean busy() {
    return false;
  }

  /** True when the key was used. */
  default boolean key(ToolHost host, KeyCode key) {
    return false;
  }

  /** Ctrl went down or up; the events of the mouse say so too. */
  default void control(ToolHost host, boolean down) {}

  /** Wheel with shift, positive away from the user; true when used. */
  default boolean wheel(ToolHost host, int steps) {
    return false;
  }
}
