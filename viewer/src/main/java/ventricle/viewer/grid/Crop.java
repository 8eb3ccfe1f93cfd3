package ventricle.viewer.grid;

import java.util.List;
import java.util.Optional;
import ventricle.engine.geometry.Bounds;
import ventricle.engine.geometry.Polygons;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.ImageTransform;

/**
 * The square of the image that a small picture shows, as parts of the image so that it serves
 * slices of every matrix.
 *
 * @param centreX middle, 0 = left edge, 1 = right edge of the image
 * @param centreY middle, 0 = top edge, 1 = bottom edge
 * @param size side of the square as part of the smaller side of the image
 */
public record Crop(double centreX, double centreY, double size) {

  /** Where no contour says where the heart is: the middle of the image. */
  public static final Crop MIDDLE = new Crop(.5, .5, .62);

  private static final double MARGIN = 1.28;
  private static final double SMALLEST = .2;

  /** A square around contours with room about them; empty without contours. */
  public static Optional<Crop> around(List<OverlayContour> contours, ImageShape shape) {
    return contours.stream()
        .map(c -> Polygons.bounds(c.tracing().contour()))
        .reduce(Bounds::union)
        .map(b -> around(b, shape));
  }

  private static Crop around(Bounds b, ImageShape shape) {
    double side = Math.max(b.width(), b.height() * shape.pixelAspect()) * MARGIN;
    return new Crop(
        ((b.minX() + b.maxX()) / 2 + .5) / shape.columns(),
        ((b.minY() + b.maxY()) / 2 + .5) / shape.rows(),
        Math.clamp(side / shortSide(shape), SMALLEST, 1));
  }

  private static double shortSide(ImageShape shape) {
    return Math.min(shape.columns(), shape.rows() * shape.pixelAspect());
  }

  /** The transform that fills a square on screen with this part of an image. */
  public ImageTransform transform(ImageShape shape, double x, double y, double side) {
    double scaleX = side / (size * shortSide(shape));
    double scaleY = scaleX * shape.pixelAspect();
    return new ImageTransform(
        shape,
        x + side / 2 - centreX * shape.columns() * scaleX,
        y + side / 2 - centreY * shape.rows() * scaleY,
        scaleX,
        scaleY);
  }
}
