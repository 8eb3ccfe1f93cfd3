package ventricle.viewer.tool;

import java.util.List;
import java.util.Optional;
import javafx.scene.Cursor;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Redraw;
import ventricle.engine.review.Gesture;

/** Draws a stretch of the border anew; the stretch beside the line gives way to it. */
public final class RedrawTool implements Tool {

  private final Trace path = new Trace();
  private @Nullable Movement movement;

  /** A line in progress over the contour it changes. */
  private record Movement(EditTarget target, Contour before) {}

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
    path.clear();
    EditTarget target = host.target().orElse(null);
    if (target != null && target.contour().isPresent()) {
      movement = new Movement(target, target.contour().get());
      path.begin(at);
    }
    show(host);
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    if (movement != null && path.extend(at)) {
      show(host);
    }
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    Movement m = movement;
    movement = null;
    if (m != null) {
      result(m, host.imageSize())
          .ifPresent(result -> host.commit(m.target, result.contour(), Gesture.REDRAW));
    }
    path.clear();
    show(host);
  }

  private Optional<Redraw.Result> result(Movement m, ImageSize image) {
    return Redraw.stretch(m.before, path.points(), image);
  }

  @Override
  public void moved(ToolHost host, PointerEvent at) {
    show(host);
  }

  @Override
  public void exited(ToolHost host) {
    host.show(ToolDraft.NONE);
  }

  @Override
  public boolean busy() {
    return movement != null;
  }

  @Override
  public void cancel(ToolHost host) {
    movement = null;
    path.clear();
    host.show(ToolDraft.NONE);
  }

  private void show(ToolHost host) {
    Movement m = movement;
    if (m == null) {
      host.show(host.target().isEmpty() ? ToolDraft.NONE : ToolDraft.READY);
      return;
    }
    ToolDraft.Line drawn = new ToolDraft.Line(path.points(), ToolDraft.Style.DRAWN);
    host.show(
        result(m, host.imageSize())
            .map(
                result ->
                    m.target
                        .draft(result.contour())
                        .withLines(
                            List.of(new ToolDraft.Line(result.replaced(), ToolDraft.Style.FAINT))))
            .orElse(ToolDraft.READY.withLines(List.of(drawn))));
  }
}
