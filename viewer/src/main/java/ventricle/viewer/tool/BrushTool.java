package ventricle.viewer.tool;

import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.BrushStroke;
import ventricle.engine.review.Gesture;

/**
 * Paints to the contour, or takes away from it, with a round tip. Ctrl makes a brush of the eraser
 * and an eraser of the brush for as long as it is held. Where nothing is drawn the brush begins a
 * contour. The tip's size changes with [ and ] or shift and wheel.
 */
public final class BrushTool implements Tool {

  private final boolean eraser;
  private final Disc disc;
  private @Nullable Movement movement;
  private @Nullable Point hover;
  private boolean control;
  private boolean controlKey;

  /** A stroke in progress; it is called what it began as. */
  private record Movement(EditTarget target, BrushStroke stroke, Point at, Gesture gesture) {}

  private BrushTool(boolean eraser, Disc disc) {
    this.eraser = eraser;
    this.disc = disc;
  }

  public static BrushTool brush(Disc disc) {
    return new BrushTool(false, disc);
  }

  public static BrushTool eraser(Disc disc) {
    return new BrushTool(true, disc);
  }

  @Override
  public boolean edits() {
    return true;
  }

  /** The circle is the cursor. */
  @Override
  public Cursor cursor() {
    return hover == null && movement == null ? Cursor.DEFAULT : Cursor.NONE;
  }

  private boolean takes() {
    return eraser != (control || controlKey);
  }

  @Override
  public void pressed(ToolHost host, PointerEvent at) {
    control = at.control();
    hover = at.image();
    EditTarget target = host.target().orElse(null);
    if (target != null) {
      BrushStroke stroke = BrushStroke.on(target.contour().orElse(null), host.imageSize());
      movement = new Movement(target, stroke, at.image(), takes() ? Gesture.ERASE : Gesture.BRUSH);
      go(at);
    }
    show(host);
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    control = at.control();
    hover = at.image();
    go(at);
    show(host);
  }

  private void go(PointerEvent at) {
    Movement m = movement;
    if (m != null) {
      Point to = at.image();
      BrushStroke next =
          takes()
              ? m.stroke.erased(m.at, to, disc.radius())
              : m.stroke.painted(m.at, to, disc.radius());
      movement = new Movement(m.target, next, to, m.gesture);
    }
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    Movement m = movement;
    movement = null;
    if (m != null) {
      m.stroke.contour().ifPresent(c -> host.commit(m.target, c, m.gesture));
    }
    show(host);
  }

  @Override
  public void moved(ToolHost host, PointerEvent at) {
    control = at.control();
    hover = at.image();
    show(host);
  }

  @Override
  public void exited(ToolHost host) {
    hover = null;
    controlKey = false; // whoever lets go of it elsewhere is not heard
    show(host);
  }

  @Override
  public boolean busy() {
    return movement != null;
  }

  @Override
  public void cancel(ToolHost host) {
    movement = null;
    controlKey = false;
    show(host);
  }

  @Override
  public void control(ToolHost host, boolean down) {
    control = down;
    controlKey = down;
    show(host);
  }

  @Override
  public boolean key(ToolHost host, KeyCode key) {
    return disc.key(key) && shown(host);
  }

  @Override
  public boolean wheel(ToolHost host, int steps) {
    disc.resize(steps);
    return shown(host);
  }

  private boolean shown(ToolHost host) {
    show(host);
    return true;
  }

  private void show(ToolHost host) {
    Point at = hover;
    if (at == null || host.target().isEmpty()) {
      host.show(ToolDraft.NONE);
      return;
    }
    Movement m = movement;
    ToolDraft draft = m == null ? ToolDraft.READY : draft(m);
    host.show(draft.withCircle(disc.at(at, takes() ? ToolDraft.Sign.TAKES : ToolDraft.Sign.ADDS)));
  }

  private static ToolDraft draft(Movement m) {
    return m.stroke
        .contour()
        .map(m.target::draft)
        .orElse(ToolDraft.READY)
        .withLines(
            m.stroke.loose().stream()
                .map(part -> ToolDraft.Line.closed(part.points(), ToolDraft.Style.FAINT))
                .toList());
  }
}
