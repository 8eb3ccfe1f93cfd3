package ventricle.viewer.tool;

import java.util.List;
import java.util.Optional;
import javafx.scene.Cursor;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.WholeContour;
import ventricle.engine.review.Gesture;

/**
 * Moves, scales and turns the contour as a whole by a box round it: inside moves, a corner scales
 * about the opposite one, an edge stretches, the knob above turns.
 */
public final class TransformTool implements Tool {

  private static final double REACH = 10;

  private @Nullable Movement movement;
  private int hot = -1;
  private boolean inside;

  /**
   * A movement in progress.
   *
   * @param box as it was when the button went down
   * @param grip which handle is held, {@link HandleBox#INSIDE} for none
   */
  private record Movement(
      EditTarget target, Contour before, HandleBox box, int grip, Point from, Contour now) {

    Movement to(Point at, double aspect, ImageSize image) {
      Contour moved =
          switch (HandleBox.kind(grip)) {
            case MOVE -> WholeContour.moved(before, at.x() - from.x(), at.y() - from.y(), image);
            case SCALE ->
                WholeContour.scaled(
                    before, box.opposite(grip), box.across(grip, at), box.down(grip, at), image);
            case ROTATE ->
                WholeContour.rotated(
                    before, box.centre(), box.angle(from, at, aspect), aspect, image);
          };
      return new Movement(target, before, box, grip, from, moved);
    }

    Gesture gesture() {
      return switch (HandleBox.kind(grip)) {
        case MOVE -> Gesture.MOVE;
        case SCALE -> Gesture.SCALE;
        case ROTATE -> Gesture.ROTATE;
      };
    }
  }

  @Override
  public boolean edits() {
    return true;
  }

  @Override
  public Cursor cursor() {
    if (movement != null) {
      return Cursor.CLOSED_HAND;
    }
    return hot >= 0 ? HandleBox.cursor(hot) : inside ? Cursor.MOVE : Cursor.DEFAULT;
  }

  private static Optional<HandleBox> box(ToolHost host) {
    return host.target()
        .flatMap(EditTarget::contour)
        .map(c -> HandleBox.round(Polygons.bounds(c), host.transform()));
  }

  @Override
  public void pressed(ToolHost host, PointerEvent at) {
    EditTarget target = host.target().orElse(null);
    HandleBox box = box(host).orElse(null);
    look(host, at);
    if (target != null && target.contour().isPresent() && box != null && (hot >= 0 || inside)) {
      Contour before = target.contour().get();
      int grip = hot >= 0 ? hot : HandleBox.INSIDE;
      movement = new Movement(target, before, box, grip, at.image(), before);
    }
    show(host);
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    Movement m = movement;
    if (m != null) {
      movement = m.to(at.image(), host.transform().shape().pixelAspect(), host.imageSize());
      show(host);
    }
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    Movement m = movement;
    movement = null;
    if (m != null) {
      host.commit(m.target, m.now, m.gesture());
    }
    look(host, at);
    show(host);
  }

  @Override
  public void moved(ToolHost host, PointerEvent at) {
    look(host, at);
    show(host);
  }

  private void look(ToolHost host, PointerEvent at) {
    HandleBox box = box(host).orElse(null);
    hot = -1;
    inside = box != null && box.holds(at.image());
    double best = REACH;
    for (int i = 0; box != null && i < box.handles().size(); i++) {
      double d =
          host.transform().toScreen(box.handles().get(i)).distance(at.screenX(), at.screenY());
      if (d <= best) {
        best = d;
        hot = i;
      }
    }
  }

  @Override
  public void exited(ToolHost host) {
    hot = -1;
    inside = false;
    show(host);
  }

  @Override
  public boolean busy() {
    return movement != null;
  }

  @Override
  public void cancel(ToolHost host) {
    movement = null;
    hot = -1;
    show(host);
  }

  @Override
  public void refresh(ToolHost host) {
    if (movement == null) {
      show(host);
    }
  }

  private void show(ToolHost host) {
    Movement m = movement;
    if (m != null) {
      // while it turns or scales, the box follows the contour
      HandleBox box = HandleBox.round(Polygons.bounds(m.now), host.transform());
      host.show(framed(m.target.draft(m.now), box, m.grip));
    } else {
      host.show(box(host).map(b -> framed(ToolDraft.READY, b, hot)).orElse(ToolDraft.NONE));
    }
  }

  private static ToolDraft framed(ToolDraft draft, HandleBox box, int underCursor) {
    return draft
        .withLines(
            List.of(
                ToolDraft.Line.closed(box.corners(), ToolDraft.Style.FRAME),
                new ToolDraft.Line(box.stem(), ToolDraft.Style.FRAME)))
        .withHandles(box.handles(), underCursor);
  }
}
