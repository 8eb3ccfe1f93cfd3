package ventricle.engine.geometry;

/** Values of an image between its pixel centres. */
public final class Resample {

  private Resample() {}

  /**
   * Bilinear interpolation. Between the outermost pixel centres and the image's edge, half a pixel
   * out, the outermost pixel counts unchanged; beyond the edge {@code border} decides.
   *
   * @param values row by row
   * @param x column, 0 = centre of the first pixel
   * @param y row, likewise
   */
  public static float bilinear(
      float[] values, ImageSize image, double x, double y, CropGrid.Border border) {
    int columns = image.columns();
    int rows = image.rows();
    if (border == CropGrid.Border.ZERO
        && (x < -0.5 || y < -0.5 || x > columns - 0.5 || y > rows - 0.5)) {
      return 0;
    }
    double cx = Math.clamp(x, 0, columns - 1);
    double cy = Math.clamp(y, 0, rows - 1);
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(x0 + 1, columns - 1);
    int y1 = Math.min(y0 + 1, rows - 1);
    double fx = cx - x0;
    double fy = cy - y0;
    double upper = values[y0 * columns + x0] * (1 - fx) + values[y0 * columns + x1] * fx;
    double lower = values[y1 * columns + x0] * (1 - fx) + values[y1 * columns + x1] * fx;
    return (float) (upper * (1 - fy) + lower * fy);
  }
}
