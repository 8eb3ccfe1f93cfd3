package ventricle.viewer.tool;

import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Nudge;
import ventricle.engine.review.Gesture;

/**
 * Pushes the border with a circle: from inside outwards, from outside inwards. The circle's size
 * changes with [ and ] or shift and wheel.
 */
public final class NudgeTool implements Tool {

  public static final double SMALLEST_RADIUS = 1;
  public static final double LARGEST_RADIUS = 60;
  private static final double STEP = 1.15;

  private final DoubleProperty radius = new SimpleDoubleProperty(this, "radius", 6);
  private @Nullable Stroke stroke;
  private @Nullable Point hover;

  /** A push in progress. */
  private record Stroke(
      EditTarget target, Contour before, Contour now, Nudge.Side side, Point at) {}

  /** Radius of the circle in image columns. */
  public DoubleProperty radiusProperty() {
    return radius;
  }

  @Override
  public boolean edits() {
    return true;
  }

  /** The circle is the cursor. */
  @Override
  public Cursor cursor() {
    return hover == null && stroke == null ? Cursor.DEFAULT : Cursor.NONE;
  }

  @Override
  public void pressed(ToolHost host, PointerEvent at) {
    host.target()
        .ifPresent(
            target ->
                target
                    .contour()
                    .ifPresent(
                        contour ->
                            stroke =
                                new Stroke(
                                    target,
                                    contour,
                                    contour,
                                    Nudge.sideOf(contour, at.image()),
                                    at.image())));
    hover = at.image();
    show(host);
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    Stroke s = stroke;
    hover = at.image();
    if (s != null) {
      ImageSize image = host.imageSize();
      Contour pushed = Nudge.push(s.now, s.at, at.image(), radius.get(), s.side, image);
      stroke = new Stroke(s.target, s.before, pushed, s.side, at.image());
    }
    show(host);
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    Stroke s = stroke;
    stroke = null;
    if (s != null && !s.now.equals(s.before)) {
      host.commit(s.target.edit(s.now, Gesture.NUDGE));
    }
    show(host);
  }

  @Override
  public void moved(ToolHost host, PointerEvent at) {
    hover = at.image();
    show(host);
  }

  @Override
  public void exited(ToolHost host) {
    hover = null;
    show(host);
  }

  @Override
  public boolean busy() {
    return stroke != null;
  }

  @Override
  public void cancel(ToolHost host) {
    stroke = null;
    show(host);
  }

  @Override
  public boolean key(ToolHost host, KeyCode key) {
    return switch (key) {
      case OPEN_BRACKET -> wheel(host, -1);
      case CLOSE_BRACKET -> wheel(host, 1);
      default -> false;
    };
  }

  @Override
  public boolean wheel(ToolHost host, int steps) {
    radius.set(Math.clamp(radius.get() * Math.pow(STEP, steps), SMALLEST_RADIUS, LARGEST_RADIUS));
    show(host);
    return true;
  }

  private void show(ToolHost host) {
    Point at = hover;
    Stroke s = stroke;
    if (at == null || host.target().isEmpty()) {
      host.show(ToolDraft.NONE);
      return;
    }
    host.show(
        new ToolDraft(
            s == null ? null : s.now,
            List.of(),
            List.of(),
            -1,
            new ToolDraft.Circle(at, radius.get()),
            true));
  }
}
