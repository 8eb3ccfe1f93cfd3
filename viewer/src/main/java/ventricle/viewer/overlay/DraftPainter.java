package ventricle.viewer.overlay;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import ventricle.engine.domain.Point;
import ventricle.viewer.tool.ToolDraft;
import ventricle.viewer.view.ImageTransform;

/** Draws the aids of an editing tool: control points, nudge circle, line in the making. */
public final class DraftPainter {

  private static final double HANDLE = 7;
  private static final double HOT_HANDLE = 10;
  private static final Color DARK = Color.color(0, 0, 0, .55);

  /**
   * @param colour of the structure that is edited
   */
  public void paint(GraphicsContext gc, ImageTransform transform, ToolDraft draft, Color colour) {
    if (!draft.path().isEmpty()) {
      path(gc, transform, draft.path(), colour);
    }
    for (int i = 0; i < draft.handles().size(); i++) {
      handle(gc, transform, draft.handles().get(i), i == draft.hot(), colour);
    }
    ToolDraft.Circle circle = draft.circle();
    if (circle != null) {
      circle(gc, transform, circle);
    }
  }

  private static void path(
      GraphicsContext gc, ImageTransform transform, List<Point> path, Color colour) {
    double[] xs = path.stream().mapToDouble(p -> transform.screenX(p.x())).toArray();
    double[] ys = path.stream().mapToDouble(p -> transform.screenY(p.y())).toArray();
    gc.setLineCap(StrokeLineCap.ROUND);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.setStroke(DARK);
    gc.setLineWidth(ContourPainter.LINE + 1.6);
    gc.strokePolyline(xs, ys, xs.length);
    gc.setStroke(colour);
    gc.setLineWidth(ContourPainter.LINE);
    gc.strokePolyline(xs, ys, xs.length);
    int last = xs.length - 1;
    gc.setLineWidth(1);
    gc.setLineDashes(3, 4);
    gc.strokeLine(xs[last], ys[last], xs[0], ys[0]);
    gc.setLineDashes();
  }

  private static void handle(
      GraphicsContext gc, ImageTransform transform, Point at, boolean hot, Color colour) {
    double size = hot ? HOT_HANDLE : HANDLE;
    double x = transform.screenX(at.x()) - size / 2;
    double y = transform.screenY(at.y()) - size / 2;
    gc.setFill(DARK);
    gc.fillRoundRect(x - 1.5, y - 1.5, size + 3, size + 3, 4, 4);
    gc.setFill(hot ? colour : Color.WHITE);
    gc.fillRoundRect(x, y, size, size, 2, 2);
    gc.setStroke(hot ? Color.WHITE : colour);
    gc.setLineWidth(1.25);
    gc.strokeRoundRect(x, y, size, size, 2, 2);
  }

  private static void circle(
      GraphicsContext gc, ImageTransform transform, ToolDraft.Circle circle) {
    double rx = circle.radius() * transform.scaleX();
    double ry = circle.radius() * transform.scaleY();
    double x = transform.screenX(circle.centre().x()) - rx;
    double y = transform.screenY(circle.centre().y()) - ry;
    gc.setStroke(DARK);
    gc.setLineWidth(3);
    gc.strokeOval(x, y, 2 * rx, 2 * ry);
    gc.setStroke(Color.WHITE);
    gc.setLineWidth(1.25);
    gc.strokeOval(x, y, 2 * rx, 2 * ry);
  }
}
