package ventricle.viewer.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * What a tool shows over the image, in image coordinates.
 *
 * @param contour drawn in place of the target's contour, null to leave that one
 * @param path an open line that is being drawn
 * @param handles control points
 * @param hot index of the handle under the cursor, −1 for none
 * @param circle the nudge circle, null for none
 * @param lit whether the target's contour is emphasised
 */
public record ToolDraft(
    @Nullable Contour contour,
    List<Point> path,
    List<Point> handles,
    int hot,
    @Nullable Circle circle,
    boolean lit) {

  public static final ToolDraft NONE = new ToolDraft(null, List.of(), List.of(), -1, null, false);

  /**
   * A circle on the screen.
   *
   * @param radius in image columns
   */
  public record Circle(Point centre, double radius) {}

  public ToolDraft {
    path = List.copyOf(path);
    handles = List.copyOf(handles);
  }

  static ToolDraft contour(Contour contour) {
    return new ToolDraft(contour, List.of(), List.of(), -1, null, true);
  }
}
