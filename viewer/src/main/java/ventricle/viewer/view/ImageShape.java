package ventricle.viewer.view;

import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;

/**
 * What the transform must know of an image.
 *
 * @param pixelAspect height of a pixel divided by its width
 */
public record ImageShape(int columns, int rows, double pixelAspect) {

  public ImageShape {
    if (columns < 1 || rows < 1 || !(pixelAspect > 0) || !Double.isFinite(pixelAspect)) {
      throw new IllegalArgumentException(columns + " × " + rows + ", aspect " + pixelAspect);
    }
  }

  /** Square pixels are taken where the file gives no spacing. */
  public static ImageShape of(Slice slice) {
    PixelSpacing spacing = slice.spacing();
    double aspect = spacing == null ? 1 : spacing.row() / spacing.column();
    return new ImageShape(slice.columns(), slice.rows(), aspect);
  }
}
