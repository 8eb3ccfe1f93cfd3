package ventricle.viewer.tool;

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

  private final Disc disc;
  private @Nullable Stroke stroke;
  private @Nullable Point hover;

  /** A push in progress. */
  private record Stroke(EditTarget target, Contour now, Nudge.Side side, Point at) {}

  public NudgeTool(Disc disc) {
    this.disc = disc;
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
      Contour pushed = Nudge.push(s.now, s.at, at.image(), disc.radius(), s.side, image);
      stroke = new Stroke(s.target, pushed, s.side, at.image());
    }
    show(host);
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    Stroke s = stroke;
    stroke = null;
    if (s != null) {
      host.commit(s.target, s.now, Gesture.NUDGE);
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
    Stroke s = stroke;
    if (at == null || host.target().isEmpty()) {
      host.show(ToolDraft.NONE);
      return;
    }
    ToolDraft draft = s == null ? ToolDraft.READY : s.target.draft(s.now);
    host.show(draft.withCircle(disc.at(at, ToolDraft.Sign.NONE)));
  }
}
