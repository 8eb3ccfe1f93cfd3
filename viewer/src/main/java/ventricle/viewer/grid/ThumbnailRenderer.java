package ventricle.viewer.grid;

import ventricle.engine.domain.Pixels;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.ImageTransform;

/** Small pictures by averaging where the image is reduced; pure, for any thread. */
final class ThumbnailRenderer {

  private static final int BLACK = 0xff000000;

  private ThumbnailRenderer() {}

  /** side × side opaque BGRA pixels; black beyond the image. */
  static int[] render(Pixels pixels, double aspect, WindowLevel window, Crop crop, int side) {
    ImageShape shape = new ImageShape(pixels.columns(), pixels.rows(), aspect);
    ImageTransform t = crop.transform(shape, 0, 0, side);
    int samples = (int) Math.clamp(Math.ceil(Math.max(1 / t.scaleX(), 1 / t.scaleY())), 1, 4);
    return samples > 1
        ? averaged(pixels, window, t, side, samples)
        : blended(pixels, window, t, side);
  }

  /** Reduces: the mean of the pixels under samples × samples places in each small pixel. */
  private static int[] averaged(
      Pixels pixels, WindowLevel window, ImageTransform t, int side, int samples) {
    int[] columns = new int[side * samples];
    int[] rows = new int[side * samples];
    for (int i = 0; i < columns.length; i++) {
      double at = (i + .5) / samples;
      columns[i] = index(t.column(at), pixels.columns());
      rows[i] = index(t.row(at), pixels.rows());
    }
    int[] argb = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double sum = 0;
        int inside = 0;
        for (int j = y * samples; j < (y + 1) * samples; j++) {
          for (int i = x * samples; i < (x + 1) * samples; i++) {
            if (columns[i] >= 0 && rows[j] >= 0) {
              sum += pixels.value(columns[i], rows[j]);
              inside++;
            }
          }
        }
        argb[y * side + x] = inside == 0 ? BLACK : grey(window.grey(sum / inside));
      }
    }
    return argb;
  }

  /** The pixel at a place along a row or column, −1 beyond the image. */
  private static int index(double at, int count) {
    return at < -.5 || at > count - .5 ? -1 : Math.clamp(Math.round(at), 0, count - 1);
  }

  /** Enlarges by blending the four pixels around each place. */
  private static int[] blended(Pixels pixels, WindowLevel window, ImageTransform t, int side) {
    int[] argb = new int[side * side];
    for (int y = 0; y < side; y++) {
      double row = t.row(y + .5);
      for (int x = 0; x < side; x++) {
        double column = t.column(x + .5);
        boolean inside = index(column, pixels.columns()) >= 0 && index(row, pixels.rows()) >= 0;
        argb[y * side + x] = inside ? grey(window.grey(blended(pixels, column, row))) : BLACK;
      }
    }
    return argb;
  }

  private static int grey(int level) {
    return BLACK | level << 16 | level << 8 | level;
  }

  private static double blended(Pixels pixels, double column, double row) {
    int x0 = (int) Math.floor(column);
    int y0 = (int) Math.floor(row);
    double fx = column - x0;
    double fy = row - y0;
    int left = Math.clamp(x0, 0, pixels.columns() - 1);
    int right = Math.clamp(x0 + 1, 0, pixels.columns() - 1);
    int top = Math.clamp(y0, 0, pixels.rows() - 1);
    int bottom = Math.clamp(y0 + 1, 0, pixels.rows() - 1);
    double upper = pixels.value(left, top) * (1 - fx) + pixels.value(right, top) * fx;
    double lower = pixels.value(left, bottom) * (1 - fx) + pixels.value(right, bottom) * fx;
    return upper * (1 - fy) + lower * fy;
  }
}
