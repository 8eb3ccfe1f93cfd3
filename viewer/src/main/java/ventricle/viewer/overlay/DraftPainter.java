package ventricle.viewer.overlay;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import ventricle.engine.domain.Point;
import ventricle.viewer.tool.ToolDraft;
import ventricle.viewer.view.ImageTransform;

/** Draws the aids of an editing tool: control points, circles, lines in the making. */
public final class DraftPainter {

  private static final double HANDLE = 7;
  private static final double HOT_HANDLE = 10;
  private static final Color DARK = Color.color(0, 0, 0, .55);

  /** Dark red on white dashes: apart from every structure's colour, also in lightness. */
  private static final Color CONFLICT = Color.web("#c4001d");

  /**
   * @param colour of the structure that is edited
   */
  public void paint(GraphicsContext gc, ImageTransform transform, ToolDraft draft, Color colour) {
    for (ToolDraft.Line line : draft.lines()) {
      line(gc, transform, line, colour);
    }
    for (int i = 0; i < draft.handles().size(); i++) {
      handle(gc, transform, draft.handles().get(i), i == draft.hot(), colour);
    }
    ToolDraft.Circle circle = draft.circle();
    if (circle != null) {
      circle(gc, transform, circle);
    }
  }

  private static void line(
      GraphicsContext gc, ImageTransform transform, ToolDraft.Line line, Color colour) {
    double[] xs = line.points().stream().mapToDouble(p -> transform.screenX(p.x())).toArray();
    double[] ys = line.points().stream().mapToDouble(p -> transform.screenY(p.y())).toArray();
    gc.setLineCap(StrokeLineCap.ROUND);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    switch (line.style()) {
      case DRAWN -> {
        stroke(gc, xs, ys, DARK, ContourPainter.LINE + 1.6);
        stroke(gc, xs, ys, colour, ContourPainter.LINE);
      }
      case CLOSING -> stroke(gc, xs, ys, colour, 1, 3, 4);
      case CONFLICT -> {
        stroke(gc, xs, ys, Color.WHITE, ContourPainter.LINE + 2.4);
        stroke(gc, xs, ys, CONFLICT, ContourPainter.LINE + .6, 5, 5);
      }
      case FAINT -> {
        stroke(gc, xs, ys, DARK, 2.4);
        stroke(gc, xs, ys, colour.deriveColor(0, .6, 1, .7), 1.2, 2, 5);
      }
      case FRAME -> {
        stroke(gc, xs, ys, DARK, 2.6);
        stroke(gc, xs, ys, Color.WHITE, 1, 5, 4);
      }
    }
    gc.setLineDashes();
  }

  private static void stroke(
      GraphicsContext gc, double[] xs, double[] ys, Color colour, double width, double... dashes) {
    gc.setLineDashes(dashes);
    gc.setStroke(colour);
    gc.setLineWidth(width);
    gc.strokePolyline(xs, ys, xs.length);
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
    if (circle.sign() != ToolDraft.Sign.NONE) {
      sign(gc, x + rx * (1 + Math.sqrt(.5)) + 7, y + ry * (1 + Math.sqrt(.5)) + 7, circle.sign());
    }
  }

  /** A plus or minus at the lower right of the circle. */
  private static void sign(GraphicsContext gc, double x, double y, ToolDraft.Sign sign) {
    for (boolean halo : new boolean[] {true, false}) {
      gc.setStroke(halo ? DARK : Color.WHITE);
      gc.setLineWidth(halo ? 4.5 : 2);
      gc.strokeLine(x - 4, y, x + 4, y);
      if (sign == ToolDraft.Sign.ADDS) {
        gc.strokeLine(x, y - 4, x, y + 4);
      }
    }
  }
}
