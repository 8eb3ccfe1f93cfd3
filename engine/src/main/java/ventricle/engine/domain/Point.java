package ventricle.engine.domain;

/**
 * A position in image coordinates, in pixels: x = column, y = row, (0, 0) = the centre of the first
 * pixel. An image of {@code columns} spans −0.5 … columns − 0.5.
 */
public record Point(double x, double y) {

  public double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
