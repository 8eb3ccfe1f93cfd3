package ventricle.viewer.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.DragPoint;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.Gesture;

/**
 * Drags control points of the border; the border between its neighbours follows, the rest stays.
 * Pressing on the border between points pulls it there, a double click adds a point, Delete takes
 * away the one under the cursor.
 */
public final class ControlPointTool implements Tool {

  private static final double HANDLE_REACH = 10;
  private static final double BORDER_REACH = 8;
  private static final double STILL = 2;

  private @Nullable ControlPoints points;
  private int hot = -1;
  private @Nullable Drag drag;

  /**
   * A movement in progress.
   *
   * @param start points and border when the button went down
   * @param added whether the button went down between two points
   * @param grabX from the mouse to the point, so that it does not jump
   * @param pressed where the button went down
   */
  private record Drag(
      EditTarget target,
      ControlPoints start,
      int index,
      boolean added,
      double grabX,
      double grabY,
      PointerEvent pressed,
      ControlPoints now) {

    Drag to(ControlPoints next) {
      return new Drag(target, start, index, added, grabX, grabY, pressed, next);
    }

    /** A hand that shakes while it clicks moves nothing. */
    boolean still(PointerEvent at) {
      double moved = Math.hypot(at.screenX() - pressed.screenX(), at.screenY() - pressed.screenY());
      return moved < STILL && now.equals(start);
    }
  }

  @Override
  public boolean edits() {
    return true;
  }

  @Override
  public Cursor cursor() {
    return drag != null ? Cursor.CLOSED_HAND : hot >= 0 ? Cursor.HAND : Cursor.DEFAULT;
  }

  @Override
  public void pressed(ToolHost host, PointerEvent at) {
    ControlPoints present = present(host).orElse(null);
    EditTarget target = host.target().orElse(null);
    if (present == null || target == null) {
      return;
    }
    int index = handleAt(host, present, at);
    boolean added = index < 0;
    if (added) {
      Point nearest = Polygons.nearest(present.contour(), at.image()).point();
      if (screenDistance(host, nearest, at) > BORDER_REACH) {
        return;
      }
      index = present.placeFor(nearest);
      present = present.with(index, nearest);
      if (at.clicks() == 2) {
        points = present;
      }
    }
    Point held = present.handles().get(index);
    hot = index;
    drag =
        new Drag(
            target,
            present,
            index,
            added && at.clicks() < 2,
            held.x() - at.image().x(),
            held.y() - at.image().y(),
            at,
            present);
    show(host);
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    Drag d = drag;
    if (d == null || d.still(at)) {
      return;
    }
    ImageSize image = host.imageSize();
    Point to =
        new Point(
            Math.clamp(at.image().x() + d.grabX, -.5, image.columns() - .5),
            Math.clamp(at.image().y() + d.grabY, -.5, image.rows() - .5));
    Contour moved = DragPoint.drag(d.start.contour(), d.start.handles(), d.index, to, image);
    boolean impossible = moved.equals(d.start.contour());
    ControlPoints now =
        impossible ? d.start : new ControlPoints(moved, replaced(d.start.handles(), d.index, to));
    drag = d.to(now);
    show(host);
  }

  private static List<Point> replaced(List<Point> handles, int index, Point to) {
    List<Point> changed = new ArrayList<>(handles);
    changed.set(index, to);
    return changed;
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    Drag d = drag;
    drag = null;
    if (d != null && !d.now.contour().equals(d.start.contour())) {
      points = d.now;
      host.commit(d.target, d.now.contour(), d.added ? Gesture.ADD_POINT : Gesture.DRAG_POINT);
    }
    show(host);
  }

  @Override
  public void moved(ToolHost host, PointerEvent at) {
    hot = present(host).map(p -> handleAt(host, p, at)).orElse(-1);
    show(host);
  }

  @Override
  public void exited(ToolHost host) {
    hot = -1;
    show(host);
  }

  @Override
  public boolean busy() {
    return drag != null;
  }

  @Override
  public void cancel(ToolHost host) {
    drag = null;
    hot = -1;
    show(host);
  }

  @Override
  public void refresh(ToolHost host) {
    if (drag == null) {
      show(host);
    }
  }

  @Override
  public boolean key(ToolHost host, KeyCode key) {
    boolean removes = key == KeyCode.DELETE || key == KeyCode.BACK_SPACE;
    if (!removes || drag != null || hot < 0) {
      return false;
    }
    EditTarget target = host.target().orElse(null);
    ControlPoints present = present(host).orElse(null);
    if (target == null || present == null || hot >= present.handles().size()) {
      return false;
    }
    present
        .without(hot, host.imageSize())
        .ifPresent(
            fewer -> {
              hot = -1;
              points = fewer;
              host.commit(target, fewer.contour(), Gesture.REMOVE_POINT);
              show(host);
            });
    return true;
  }

  /** The points of the contour shown; the same ones as long as the contour is the same. */
  private Optional<ControlPoints> present(ToolHost host) {
    Contour shown = host.target().flatMap(EditTarget::contour).orElse(null);
    if (shown == null) {
      points = null;
      return Optional.empty();
    }
    ControlPoints kept = points;
    if (kept == null || !kept.contour().equals(shown)) {
      kept = ControlPoints.fit(shown);
      points = kept;
    }
    return Optional.of(kept);
  }

  private static int handleAt(ToolHost host, ControlPoints present, PointerEvent at) {
    int nearest = -1;
    double best = HANDLE_REACH;
    for (int i = 0; i < present.handles().size(); i++) {
      double d = screenDistance(host, present.handles().get(i), at);
      if (d <= best) {
        best = d;
        nearest = i;
      }
    }
    return nearest;
  }

  private static double screenDistance(ToolHost host, Point p, PointerEvent at) {
    return host.transform().toScreen(p).distance(at.screenX(), at.screenY());
  }

  private void show(ToolHost host) {
    Drag d = drag;
    if (d != null) {
      host.show(d.target.draft(d.now.contour()).withHandles(d.now.handles(), d.index));
    } else {
      host.show(
          present(host)
              .map(p -> ToolDraft.READY.withHandles(p.handles(), hot))
              .orElse(ToolDraft.NONE));
    }
  }
}
