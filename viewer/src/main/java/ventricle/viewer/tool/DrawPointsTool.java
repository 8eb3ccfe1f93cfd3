package ventricle.viewer.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.ClosedSpline;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.Gesture;

/**
 * Draws a new contour as a smooth curve through clicked points. Enter, a double click or a click on
 * the first point closes it, Backspace takes one point back, Esc drops them all.
 */
public final class DrawPointsTool implements Tool {

  private static final double REACH = 10;

  private final List<Point> placed = new ArrayList<>();
  private @Nullable EditTarget target;
  private @Nullable Point hover;

  @Override
  public boolean edits() {
    return true;
  }

  @Override
  public Cursor cursor() {
    return Cursor.CROSSHAIR;
  }

  @Override
  public void pressed(ToolHost host, PointerEvent at) {
    if (placed.isEmpty()) {
      target = host.target().orElse(null);
    }
    if (target == null) {
      return;
    }
    boolean closes = at.clicks() > 1 || onFirst(host, at);
    if (closes && placed.size() >= 3) {
      close(host);
    } else if (!closes) {
      placed.add(within(at.image(), host.imageSize()));
    }
    hover = null;
    show(host);
  }

  private boolean onFirst(ToolHost host, PointerEvent at) {
    return !placed.isEmpty()
        && host.transform().toScreen(placed.getFirst()).distance(at.screenX(), at.screenY())
            <= REACH;
  }

  private static Point within(Point p, ImageSize image) {
    return new Point(
        Math.clamp(p.x(), -.5, image.columns() - .5), Math.clamp(p.y(), -.5, image.rows() - .5));
  }

  private void close(ToolHost host) {
    EditTarget t = target;
    Contour drawn = curve(placed, host.imageSize()).orElse(null);
    target = null;
    placed.clear();
    if (t != null && drawn != null) {
      host.commit(t, drawn, Gesture.DRAW_POINTS);
    }
  }

  private static Optional<Contour> curve(List<Point> points, ImageSize image) {
    return ClosedSpline.draw(points, image).filter(c -> Polygons.area(c) >= DrawTool.SMALLEST_AREA);
  }

  @Override
  public void moved(ToolHost host, PointerEvent at) {
    hover = onFirst(host, at) ? null : within(at.image(), host.imageSize());
    show(host);
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    moved(host, at);
  }

  @Override
  public void exited(ToolHost host) {
    hover = null;
    show(host);
  }

  @Override
  public boolean key(ToolHost host, KeyCode key) {
    if (placed.isEmpty()) {
      return false;
    }
    switch (key) {
      case ENTER -> {
        if (placed.size() >= 3) {
          close(host);
        }
      }
      case BACK_SPACE, DELETE -> placed.removeLast();
      default -> {
        return false;
      }
    }
    show(host);
    return true;
  }

  @Override
  public boolean busy() {
    return !placed.isEmpty();
  }

  @Override
  public void cancel(ToolHost host) {
    target = null;
    placed.clear();
    host.show(ToolDraft.NONE);
  }

  /** The curve as it would be if the next point were where the cursor is. */
  private void show(ToolHost host) {
    EditTarget t = target;
    if (t == null || placed.isEmpty()) {
      host.show(ToolDraft.NONE);
      return;
    }
    List<Point> points = new ArrayList<>(placed);
    Point next = hover;
    if (next != null && next.distance(points.getLast()) > 0) {
      points.add(next);
    }
    ToolDraft draft =
        curve(points, host.imageSize())
            .map(t::draft)
            .orElse(
                ToolDraft.NONE.withLines(
                    List.of(new ToolDraft.Line(points, ToolDraft.Style.DRAWN))));
    host.show(draft.withHandles(placed, next == null && placed.size() >= 3 ? 0 : -1));
  }
}
