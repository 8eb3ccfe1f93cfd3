package ventricle.engine.registration;

import boofcv.abst.flow.DenseOpticalFlow;
import boofcv.factory.flow.ConfigHornSchunckPyramid;
import boofcv.factory.flow.FactoryDenseOpticalFlow;
import boofcv.struct.flow.ImageFlow;
import boofcv.struct.image.GrayF32;
import java.util.Arrays;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Pixels;
import ventricle.engine.geometry.Bounds;

/**
 * Where every place of an image area has moved in another image of the same slice: dense optical
 * flow after Horn and Schunck in a pyramid (BoofCV; Meinhardt-Llopis, Sánchez and Kondermann, IPOL
 * 2013). Grey values are stretched between the area's 1st and 99th percentile first.
 */
public final class ImageMotion {

  /** What the provenance of moved contours names. */
  public static final String METHOD = "optical flow (Horn–Schunck pyramid, BoofCV)";

  /** Weight of smoothness against grey value differences of 0..255. */
  private static final float SMOOTHNESS = .3f;

  private static final int WARPS = 5;
  private static final int LAYERS = 5;

  private final ImageFlow flow;
  private final int left;
  private final int top;

  private ImageMotion(ImageFlow flow, int left, int top) {
    this.flow = flow;
    this.left = left;
    this.top = top;
  }

  /**
   * @param from image in which the places are known
   * @param to of the same matrix
   * @param around what is looked at, in image coordinates; whole pixels within the image are taken
   */
  public static ImageMotion between(Pixels from, Pixels to, Bounds around) {
    int left = Math.clamp((long) Math.floor(around.minX()), 0, from.columns() - 1);
    int top = Math.clamp((long) Math.floor(around.minY()), 0, from.rows() - 1);
    int right = Math.clamp((long) Math.ceil(around.maxX()), left, from.columns() - 1);
    int bottom = Math.clamp((long) Math.ceil(around.maxY()), top, from.rows() - 1);
    int width = right - left + 1;
    int height = bottom - top + 1;
    ConfigHornSchunckPyramid config = new ConfigHornSchunckPyramid(SMOOTHNESS, WARPS);
    config.pyrMaxLayers = LAYERS;
    DenseOpticalFlow<GrayF32> algorithm =
        FactoryDenseOpticalFlow.hornSchunckPyramid(config, GrayF32.class);
    ImageFlow flow = new ImageFlow(width, height);
    algorithm.process(
        grey(from, left, top, width, height), grey(to, left, top, width, height), flow);
    return new ImageMotion(flow, left, top);
  }

  private static GrayF32 grey(Pixels pixels, int left, int top, int width, int height) {
    GrayF32 grey = new GrayF32(width, height);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        grey.data[row * width + column] = (float) pixels.value(left + column, top + row);
      }
    }
    float[] sorted = grey.data.clone();
    Arrays.sort(sorted);
    float low = sorted[sorted.length / 100];
    float high = sorted[sorted.length - 1 - sorted.length / 100];
    float scale = high > low ? 255 / (high - low) : 0;
    for (int i = 0; i < grey.data.length; i++) {
      grey.data[i] = Math.clamp((grey.data[i] - low) * scale, 0, 255);
    }
    return grey;
  }

  /** The contour with every vertex moved; beyond the area the motion of its edge is taken. */
  public Contour move(Contour contour) {
    double[] xs = contour.xs();
    double[] ys = contour.ys();
    for (int i = 0; i < xs.length; i++) {
      double x = Math.clamp(xs[i] - left, 0, flow.width - 1.0);
      double y = Math.clamp(ys[i] - top, 0, flow.height - 1.0);
      int column = Math.min((int) x, Math.max(0, flow.width - 2));
      int row = Math.min((int) y, Math.max(0, flow.height - 2));
      double dx = 0;
      double dy = 0;
      for (int k = 0; k < 4; k++) {
        int u = Math.min(column + k % 2, flow.width - 1);
        int v = Math.min(row + k / 2, flow.height - 1);
        ImageFlow.D d = flow.get(u, v);
        double weight =
            (k % 2 == 0 ? 1 - (x - column) : x - column) * (k / 2 == 0 ? 1 - (y - row) : y - row);
        if (d.isValid()) {
          dx += weight * d.x;
          dy += weight * d.y;
        }
      }
      xs[i] += dx;
      ys[i] += dy;
    }
    return Contour.of(xs, ys);
  }
}
