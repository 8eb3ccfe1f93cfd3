package ventricle.viewer.overlay;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import ventricle.engine.domain.Contour;
import ventricle.viewer.view.ImageTransform;

/**
 * Draws contours with a line width that does not change with the zoom, over a dark halo that keeps
 * them visible on bright blood and fat.
 */
public final class ContourPainter {

  /** Line width on the large image, screen pixels. */
  public static final double LINE = 2.2;

  private static final double HALO = 1.6;
  private static final Color HALO_COLOUR = Color.color(0, 0, 0, .5);

  private double[] xs = new double[256];
  private double[] ys = new double[256];

  /**
   * @param lineWidth screen pixels
   */
  public void paint(
      GraphicsContext gc, ImageTransform transform, OverlayContour contour, double lineWidth) {
    stroke(
        gc, transform, contour.tracing().contour(), contour.style(), contour.colour(), lineWidth);
  }

  /** Strokes a closed contour. */
  public void stroke(
      GraphicsContext gc,
      ImageTransform transform,
      Contour contour,
      ContourStyle style,
      Color colour,
      double lineWidth) {
    int n = project(transform, contour);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.setLineCap(style.cap());
    double[] dashes = style.dashes();
    double thickness = Math.max(1, lineWidth / LINE);
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] *= thickness;
    }
    gc.setLineDashes(dashes);
    gc.setStroke(HALO_COLOUR);
    gc.setLineWidth(lineWidth + HALO);
    gc.strokePolygon(xs, ys, n);
    gc.setStroke(colour);
    gc.setLineWidth(style.dotted() ? lineWidth * 1.15 : lineWidth);
    gc.strokePolygon(xs, ys, n);
    gc.setLineDashes();
  }

  /** A small tick beside the upper right of an accepted contour. */
  public void tick(GraphicsContext gc, ImageTransform transform, OverlayContour contour) {
    Contour c = contour.tracing().contour();
    int corner = 0;
    for (int i = 1; i < c.size(); i++) {
      if (c.x(i) - c.y(i) > c.x(corner) - c.y(corner)) {
        corner = i;
      }
    }
    double x = transform.screenX(c.x(corner)) + 7;
    double y = transform.screenY(c.y(corner)) - 6;
    gc.setLineCap(StrokeLineCap.ROUND);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    double[] tickX = {x - 3.5, x - 1, x + 4};
    double[] tickY = {y, y + 3, y - 3.5};
    gc.setStroke(HALO_COLOUR);
    gc.setLineWidth(4);
    gc.strokePolyline(tickX, tickY, 3);
    gc.setStroke(StructureColours.of(contour.structure()));
    gc.setLineWidth(1.8);
    gc.strokePolyline(tickX, tickY, 3);
  }

  private int project(ImageTransform transform, Contour contour) {
    int n = contour.size();
    if (xs.length < n) {
      xs = new double[n * 2];
      ys = new double[n * 2];
    }
    for (int i = 0; i < n; i++) {
      xs[i] = transform.screenX(contour.x(i));
      ys[i] = transform.screenY(contour.y(i));
    }
    return n;
  }
}
