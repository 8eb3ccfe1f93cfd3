package ventricle.viewer.overlay;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

/** Draws what was said about a frame as a whole; shape and not colour tells which it is. */
public final class FrameMarkPainter {

  /** How much of a contour that does not count is still seen. */
  public static final double FADED = .45;

  private static final Color SHADE = Color.color(0, 0, 0, .5);
  private static final Color STRIPE = Color.color(0, 0, 0, .32);
  private static final Color INK = Color.web("#e8ecf1");
  private static final double HATCH = 14;

  /** Hatches an excluded frame. */
  public void ground(GraphicsContext gc, FrameMark mark, double x, double y, double w, double h) {
    if (mark != FrameMark.EXCLUDED) {
      return;
    }
    gc.save();
    gc.beginPath();
    gc.rect(x, y, w, h);
    gc.clip();
    gc.setStroke(STRIPE);
    gc.setLineCap(StrokeLineCap.BUTT);
    gc.setLineDashes();
    gc.setLineWidth(HATCH / 3);
    for (double at = x - h; at < x + w; at += HATCH) {
      gc.strokeLine(at, y + h, at + h, y);
    }
    gc.restore();
  }

  /** A crossed circle for an excluded frame, an empty one with a bar for an absent heart. */
  public void sign(GraphicsContext gc, FrameMark mark, double x, double y, double radius) {
    if (mark == FrameMark.NONE) {
      return;
    }
    gc.setFill(SHADE);
    gc.fillOval(x - radius - 3, y - radius - 3, 2 * radius + 6, 2 * radius + 6);
    gc.setStroke(INK);
    gc.setLineDashes();
    gc.setLineCap(StrokeLineCap.ROUND);
    gc.setLineWidth(Math.max(1.5, radius / 5));
    double reach = radius * Math.sqrt(.5);
    if (mark == FrameMark.EXCLUDED) {
      gc.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
      gc.strokeLine(x - reach, y - reach, x + reach, y + reach);
    } else {
      gc.setLineDashes(radius / 3, radius / 2.2);
      gc.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
      gc.setLineDashes();
      gc.strokeLine(x - radius / 2, y, x + radius / 2, y);
    }
  }
}
