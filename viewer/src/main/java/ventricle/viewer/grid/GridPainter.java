package ventricle.viewer.grid;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.viewer.look.Look;
import ventricle.viewer.overlay.ContourPainter;
import ventricle.viewer.overlay.FrameMark;
import ventricle.viewer.overlay.FrameMarkPainter;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.ImageTransform;

/** Draws the cells of the grid that are in view. */
final class GridPainter {

  private static final Color EMPTY = Color.color(0, 0, 0, .35);
  private static final Color NUMBER = Color.web("#e8ecf1");
  private static final Color TICK = Color.web("#58d39b");
  private static final Color SHADE = Color.color(0, 0, 0, .62);

  private final ContourPainter contours = new ContourPainter();
  private final FrameMarkPainter marks = new FrameMarkPainter();
  private final ConfidencePainter confidence = new ConfidencePainter();

  /**
   * What is drawn and how far it is scrolled.
   *
   * @param leastSure the frame that a reader should see first; null for none
   */
  record View(
      CineStack stack,
      GridLayout layout,
      double scrolledX,
      double scrolledY,
      Crop crop,
      Thumbnails thumbnails,
      Function<FrameKey, List<OverlayContour>> contours,
      Function<FrameKey, List<OverlayContour>> offered,
      Function<FrameKey, FrameMark> marks,
      Predicate<FrameKey> reviewed,
      Function<FrameKey, Optional<Confidence>> confidence,
      @Nullable FrameKey leastSure,
      boolean dense) {}

  void paint(GraphicsContext gc, double w, double h, View view, List<FrameKey> keys) {
    gc.clearRect(0, 0, w, h);
    gc.setImageSmoothing(false);
    for (FrameKey key : keys) {
      view.layout().cellOf(key).ifPresent(cell -> cell(gc, view, key, cell));
    }
  }

  private void cell(GraphicsContext gc, View view, FrameKey key, Rectangle2D cell) {
    double x = cell.getMinX() - view.scrolledX();
    double y = cell.getMinY() - view.scrolledY();
    double side = cell.getWidth();
    gc.save();
    gc.beginPath();
    gc.rect(x, y, side, side);
    gc.clip();
    Optional<Image> image = view.thumbnails().image(key);
    if (image.isPresent()) {
      gc.drawImage(image.get(), x, y, side, side);
    } else {
      gc.setFill(EMPTY);
      gc.fillRect(x, y, side, side);
    }
    ImageShape shape = ImageShape.of(view.stack().slice(key.slice()));
    ImageTransform transform = view.crop().transform(shape, x, y, side);
    double line = view.dense() ? 1.1 : 1.4;
    FrameMark mark = view.marks().apply(key);
    marks.ground(gc, mark, x, y, side, side);
    gc.setGlobalAlpha(mark == FrameMark.EXCLUDED ? FrameMarkPainter.FADED : 1);
    for (OverlayContour contour : view.offered().apply(key)) {
      contours.paint(gc, transform, contour, line);
    }
    for (OverlayContour contour : view.contours().apply(key)) {
      contours.paint(gc, transform, contour, line);
    }
    gc.setGlobalAlpha(1);
    marks.sign(gc, mark, x + side / 2, y + side / 2, Math.min(12, side / 6));
    boolean firstColumn = view.layout().phases().indexOf(key.phase()) == 0;
    if (firstColumn) {
      number(gc, x, y, key.slice() + 1);
    }
    view.confidence()
        .apply(key)
        .ifPresent(
            c -> confidence.paint(gc, x + side, y, c, key.equals(view.leastSure()), view.dense()));
    if (view.reviewed().test(key)) {
      tick(gc, x + side, y + side);
    }
    gc.restore();
  }

  private static void number(GraphicsContext gc, double x, double y, int slice) {
    String text = String.valueOf(slice);
    gc.setFont(Font.font(Look.FAMILY_SEMI_BOLD, 11));
    gc.setTextBaseline(VPos.TOP);
    gc.setFill(SHADE);
    gc.fillRoundRect(x + 3, y + 3, 8 + 7 * text.length(), 16, 6, 6);
    gc.setFill(NUMBER);
    gc.fillText(text, x + 7, y + 4);
  }

  private static void tick(GraphicsContext gc, double right, double bottom) {
    double x = right - 11;
    double y = bottom - 11;
    gc.setFill(SHADE);
    gc.fillOval(x - 8, y - 8, 16, 16);
    gc.setStroke(TICK);
    gc.setLineWidth(2);
    gc.setLineCap(StrokeLineCap.ROUND);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.strokePolyline(
        new double[] {x - 3.8, x - 1.2, x + 4}, new double[] {y + .3, y + 3, y - 3}, 3);
  }
}
