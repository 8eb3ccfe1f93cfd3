package ventricle.viewer.tool;

import javafx.scene.Cursor;
import org.jspecify.annotations.Nullable;
import ventricle.viewer.cine.WindowLevel;

/** Window by dragging sideways, level by dragging up and down. */
public final class WindowLevelTool implements Tool {

  private @Nullable PointerEvent start;
  private @Nullable WindowLevel before;

  @Override
  public boolean edits() {
    return false;
  }

  @Override
  public Cursor cursor() {
    return Cursor.CROSSHAIR;
  }

  @Override
  public void pressed(ToolHost host, PointerEvent at) {
    start = at;
    before = host.windowLevel();
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    PointerEvent s = start;
    WindowLevel w = before;
    if (s != null && w != null) {
      host.setWindowLevel(w.dragged(at.screenX() - s.screenX(), at.screenY() - s.screenY()));
    }
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    start = null;
    before = null;
  }

  @Override
  public boolean busy() {
    return start != null;
  }

  /** Puts the window back to where the drag began. */
  @Override
  public void cancel(ToolHost host) {
    WindowLevel w = before;
    if (w != null) {
      host.setWindowLevel(w);
    }
    start = null;
    before = null;
    host.show(ToolDraft.NONE);
  }
}
