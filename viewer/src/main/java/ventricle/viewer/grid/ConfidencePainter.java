package ventricle.viewer.grid;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import ventricle.viewer.look.Look;

/**
 * The mark in the upper right of a cell: a speck where the model is sure, a ring where it is less
 * so, a plate with the figure where it is not. Size and shape say the same as colour.
 */
final class ConfidencePainter {

  private static final Color HALO = Color.color(0, 0, 0, .6);
  private static final Color SPECK = Color.color(1, 1, 1, .6);
  private static final Color SETTLED = Color.color(1, 1, 1, .34);
  private static final Color RING = Color.web("#e8ecf1");
  private static final Color LOUD = Color.web("#ffc233");
  private static final Color ON_LOUD = Color.web("#1a1304");
  private static final double INSET = 3;
  private static final double PLATE_WIDTH = 25;
  private static final double PLATE_HEIGHT = 16;

  /**
   * @param right and {@code top} the cell's corner
   * @param leastSure whether no other frame in use is less sure, which gives it a figure anyhow
   * @param dense whether cells are many: then marks that say nothing are left out
   */
  void paint(
      GraphicsContext gc,
      double right,
      double top,
      Confidence confidence,
      boolean leastSure,
      boolean dense) {
    if (confidence.settled()) {
      if (!dense) {
        disc(gc, right - 8, top + 8, 2, SETTLED);
      }
    } else if (confidence.level() == Confidence.Level.LOW) {
      plate(gc, right, top, confidence.least(), LOUD, ON_LOUD, LOUD);
    } else if (leastSure) {
      plate(gc, right, top, confidence.least(), HALO, RING, RING);
    } else if (confidence.level() == Confidence.Level.MIDDLE) {
      ring(gc, right - 8.5, top + 8.5);
    } else if (!dense) {
      disc(gc, right - 8, top + 8, 2.2, SPECK);
    }
  }

  private static void disc(GraphicsContext gc, double x, double y, double radius, Color colour) {
    gc.setFill(HALO);
    gc.fillOval(x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2);
    gc.setFill(colour);
    gc.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private static void ring(GraphicsContext gc, double x, double y) {
    gc.setFill(HALO);
    gc.fillOval(x - 5.5, y - 5.5, 11, 11);
    gc.setStroke(RING);
    gc.setLineDashes();
    gc.setLineWidth(1.6);
    gc.strokeOval(x - 3.7, y - 3.7, 7.4, 7.4);
  }

  private static void plate(
      GraphicsContext gc,
      double right,
      double top,
      double value,
      Color ground,
      Color ink,
      Color edge) {
    double x = Math.rint(right - INSET - PLATE_WIDTH);
    double y = Math.rint(top + INSET);
    gc.setFill(ground);
    gc.fillRoundRect(x, y, PLATE_WIDTH, PLATE_HEIGHT, 6, 6);
    gc.setStroke(edge);
    gc.setLineDashes();
    gc.setLineWidth(1);
    gc.strokeRoundRect(x + .5, y + .5, PLATE_WIDTH - 1, PLATE_HEIGHT - 1, 6, 6);
    gc.setFont(Font.font(Look.FAMILY_SEMI_BOLD, 11));
    gc.setTextBaseline(VPos.TOP);
    gc.setTextAlign(TextAlignment.CENTER);
    gc.setFill(ink);
    gc.fillText(Confidence.figure(value), x + PLATE_WIDTH / 2, y + 1);
    gc.setTextAlign(TextAlignment.LEFT);
  }
}
