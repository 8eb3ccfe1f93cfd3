package ventricle.viewer.view;

import javafx.geometry.Point2D;
import ventricle.engine.domain.Point;

/**
 * The one map between image and screen. Image coordinates have (0, 0) at the centre of the first
 * pixel; the screen counts from the corner of the control, in its logical pixels. So the corner of
 * the first pixel, image (−.5, −.5), lies at the origin given here.
 *
 * @param originX screen x of the left edge of the first pixel
 * @param originY screen y of the top edge of the first pixel
 * @param scaleX width of an image pixel on screen
 * @param scaleY height of an image pixel on screen
 */
public record ImageTransform(
    ImageShape shape, double originX, double originY, double scaleX, double scaleY) {

  /** The transform that shows a viewport in a control of a size. */
  public static ImageTransform of(
      ImageShape shape, Viewport viewport, double width, double height) {
    double fit = Math.min(width / shape.columns(), height / (shape.rows() * shape.pixelAspect()));
    double scaleX = Math.max(1e-6, fit * viewport.zoom());
    double scaleY = scaleX * shape.pixelAspect();
    Point centre = viewport.centre();
    double cx = centre == null ? (shape.columns() - 1) / 2.0 : centre.x();
    double cy = centre == null ? (shape.rows() - 1) / 2.0 : centre.y();
    return new ImageTransform(
        shape, width / 2 - (cx + .5) * scaleX, height / 2 - (cy + .5) * scaleY, scaleX, scaleY);
  }

  public double screenX(double column) {
    return originX + (column + .5) * scaleX;
  }

  public double screenY(double row) {
    return originY + (row + .5) * scaleY;
  }

  public double column(double screenX) {
    return (screenX - originX) / scaleX - .5;
  }

  public double row(double screenY) {
    return (screenY - originY) / scaleY - .5;
  }

  public Point2D toScreen(Point image) {
    return new Point2D(screenX(image.x()), screenY(image.y()));
  }

  public Point toImage(double screenX, double screenY) {
    return new Point(column(screenX), row(screenY));
  }

  /** Width of the whole image on screen. */
  public double imageWidth() {
    return shape.columns() * scaleX;
  }

  /** Height of the whole image on screen. */
  public double imageHeight() {
    return shape.rows() * scaleY;
  }

  /** The viewport after a zoom that leaves the image under the cursor where it is. */
  public Viewport zoomedAbout(Viewport now, double factor, double screenX, double screenY) {
    Viewport next = new Viewport(now.zoom() * factor, now.centre());
    double effective = next.zoom() / now.zoom();
    Point fixed = toImage(screenX, screenY);
    Point centre = centre(now);
    return new Viewport(
        next.zoom(),
        inside(
            fixed.x() + (centre.x() - fixed.x()) / effective,
            fixed.y() + (centre.y() - fixed.y()) / effective));
  }

  /** The viewport after the image was pulled along by a distance on screen. */
  public Viewport panned(Viewport now, double screenDx, double screenDy) {
    Point centre = centre(now);
    return new Viewport(
        now.zoom(), inside(centre.x() - screenDx / scaleX, centre.y() - screenDy / scaleY));
  }

  private Point centre(Viewport viewport) {
    Point centre = viewport.centre();
    return centre == null
        ? new Point((shape.columns() - 1) / 2.0, (shape.rows() - 1) / 2.0)
        : centre;
  }

  /** The middle of the screen stays on the image, so that the image cannot be lost. */
  private Point inside(double column, double row) {
    return new Point(
        Math.clamp(column, -.5, shape.columns() - .5), Math.clamp(row, -.5, shape.rows() - .5));
  }
}
