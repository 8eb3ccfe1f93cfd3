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
    int[] argb = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        argb[y * side + x] = colour(pixels, window, t, x, y, samples);
      }
    }
    return argb;
  }

  private static int colour(
      Pixels pixels, WindowLevel window, ImageTransform t, int x, int y, int samples) {
    double sum = 0;
    int inside = 0;
    for (int j = 0; j < samples; j++) {
      double row = t.row(y + (j + .5) / samples);
      for (int i = 0; i < samples; i++) {
        double column = t.column(x + (i + .5) / samples);
        if (column >= -.5
            && row >= -.5
            && column <= pixels.columns() - .5
            && row <= pixels.rows() - .5) {
          sum += samples > 1 ? nearest(pixels, column, row) : blended(pixels, column, row);
          inside++;
        }
      }
    }
    if (inside == 0) {
      return BLACK;
    }
    int grey = window.grey(sum / inside);
    return BLACK | grey << 16 | grey << 8 | grey;
  }

  private static double nearest(Pixels pixels, double column, double row) {
    return pixels.value(
        Math.clamp(Math.round(column), 0, pixels.columns() - 1),
        Math.clamp(Math.round(row), 0, pixels.rows() - 1));
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
