package ventricle.engine.geometry;

import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;

/**
 * The matrix of an image. Pixel centres lie on whole numbers, so the image spans −0.5 … columns −
 * 0.5 and −0.5 … rows − 0.5.
 */
public record ImageSize(int rows, int columns) {

  public ImageSize {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("an image has pixels: " + rows + " × " + columns);
    }
  }

  public static ImageSize of(Slice slice) {
    return new ImageSize(slice.rows(), slice.columns());
  }

  public Bounds span() {
    return new Bounds(-0.5, -0.5, columns - 0.5, rows - 0.5);
  }

  /** Whether a position lies on the image, its border included. */
  public boolean contains(Point p) {
    return p.x() >= -0.5 && p.x() <= columns - 0.5 && p.y() >= -0.5 && p.y() <= rows - 0.5;
  }
}
