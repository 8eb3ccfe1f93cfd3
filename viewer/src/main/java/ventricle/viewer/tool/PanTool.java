package ventricle.viewer.tool;

import javafx.scene.Cursor;
import org.jspecify.annotations.Nullable;
import ventricle.viewer.view.Viewport;

/** Pulls the image along; a double click shows the whole image. */
public final class PanTool implements Tool {

  private @Nullable PointerEvent last;

  @Override
  public boolean edits() {
    return false;
  }

  @Override
  public Cursor cursor() {
    return last == null ? Cursor.OPEN_HAND : Cursor.CLOSED_HAND;
  }

  @Override
  public void pressed(ToolHost host, PointerEvent at) {
    if (at.clicks() == 2) {
      host.setViewport(Viewport.FIT);
    } else {
      last = at;
    }
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    PointerEvent from = last;
    if (from != null) {
      host.setViewport(
          host.transform()
              .panned(
                  host.viewport(), at.screenX() - from.screenX(), at.screenY() - from.screenY()));
      last = at;
    }
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    last = null;
  }

  @Override
  public boolean busy() {
    return last != null;
  }

  @Override
  public void cancel(ToolHost host) {
    last = null;
    host.show(ToolDraft.NONE);
  }
}
