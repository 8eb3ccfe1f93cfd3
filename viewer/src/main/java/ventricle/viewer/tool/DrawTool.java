package ventricle.viewer.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Cursor;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Limit;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Smoothing;
import ventricle.engine.review.Gesture;

/** Draws a new contour freehand; letting go closes it. Takes the place of one that is there. */
public final class DrawTool implements Tool {

  /** What is smaller was a slip, px². */
  static final double SMALLEST_AREA = 4;

  private static final double SMOOTHING = .8;

  private final Trace path = new Trace();
  private @Nullable EditTarget target;

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
    target = host.target().orElse(null);
    path.begin(at);
    show(host);
  }

  @Override
  public void dragged(ToolHost host, PointerEvent at) {
    if (target != null && path.extend(at)) {
      show(host);
    }
  }

  @Override
  public void released(ToolHost host, PointerEvent at) {
    EditTarget t = target;
    target = null;
    if (t != null) {
      ImageSize image = host.imageSize();
      closed(path.points(), image).ifPresent(c -> host.commit(t, c, Gesture.DRAW));
    }
    path.clear();
    host.show(ToolDraft.NONE);
  }

  /** The drawn line closed, without self-crossings and hand tremor, on the image. */
  static Optional<Contour> closed(List<Point> drawn, ImageSize image) {
    if (drawn.size() < 3) {
      return Optional.empty();
    }
    return Polygons.simplified(Contour.of(drawn))
        .filter(c -> Polygons.area(c) >= SMALLEST_AREA)
        .map(c -> Smoothing.smooth(c, SMOOTHING))
        .flatMap(c -> Polygons.clip(c, image))
        .filter(c -> Polygons.area(c) >= SMALLEST_AREA);
  }

  @Override
  public boolean busy() {
    return target != null;
  }

  @Override
  public void cancel(ToolHost host) {
    target = null;
    path.clear();
    host.show(ToolDraft.NONE);
  }

  /** The line, how it will be closed, and what of it cannot stay. */
  private void show(ToolHost host) {
    EditTarget t = target;
    if (t == null) {
      return;
    }
    List<ToolDraft.Line> lines = new ArrayList<>();
    lines.add(new ToolDraft.Line(path.points(), ToolDraft.Style.DRAWN));
    lines.add(
        new ToolDraft.Line(
            List.of(path.points().getLast(), path.points().getFirst()), ToolDraft.Style.CLOSING));
    Limit limit = t.limit();
    if (limit != null) {
      closed(path.points(), host.imageSize()).map(limit::conflict).stream()
          .flatMap(List::stream)
          .forEach(line -> lines.add(new ToolDraft.Line(line, ToolDraft.Style.CONFLICT)));
    }
    host.show(ToolDraft.NONE.withLines(lines));
  }
}
