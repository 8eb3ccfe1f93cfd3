package ventricle.viewer.tool;

import javafx.scene.Cursor;

/** Looks only: nothing can be changed by accident. */
public final class BrowseTool implements Tool {

  @Override
  public boolean edits() {
    return false;
  }

  @Override
  public Cursor cursor() {
    return Cursor.DEFAULT;
  }
}
