package ventricle.engine.geometry;

import ventricle.engine.domain.Contour;

/** Takes the steps of the pixel grid out of a contour without shrinking it. */
public final class Smoothing {

  private Smoothing() {}

  /**
   * The contour resampled to about half a pixel and smoothed along its arc with the filter 2G − G²
   * (G a Gaussian; the second term gives back most of what the first takes from slow bends), then
   * scaled about its centroid to exactly the area it had. May leave the image by a fraction of a
   * pixel: clip it again where the image ends. A contour that would no longer be simple comes back
   * as it was.
   *
   * @param sigma width of the Gaussian along the arc in pixels; 0 leaves the contour alone
   */
  public static Contour smooth(Contour c, double sigma) {
    double area = Polygons.area(c);
    if (sigma <= 0 || area == 0) {
      return c;
    }
    Contour even = Polygons.resampleByStep(c, 0.5);
    double spacing = Polygons.perimeter(even) / even.size();
    double[] kernel = gaussian(sigma / spacing, even.size());
    Contour smooth = Contour.of(twice(even.xs(), kernel), twice(even.ys(), kernel));
    double now = Polygons.area(smooth);
    if (now == 0) {
      return c;
    }
    Contour scaled = Polygons.scale(smooth, Math.sqrt(area / now), Polygons.centroid(smooth));
    return Polygons.isSimple(scaled) ? scaled : c;
  }

  private static double[] gaussian(double sigma, int n) {
    int half = Math.min((int) Math.ceil(4 * sigma), (n - 1) / 2);
    double[] kernel = new double[half + 1];
    double sum = 0;
    for (int k = 0; k <= half; k++) {
      kernel[k] = Math.exp(-k * k / (2 * sigma * sigma));
      sum += k == 0 ? kernel[k] : 2 * kernel[k];
    }
    for (int k = 0; k <= half; k++) {
      kernel[k] /= sum;
    }
    return kernel;
  }

  private static double[] twice(double[] values, double[] kernel) {
    double[] once = convolve(values, kernel);
    double[] again = convolve(once, kernel);
    for (int i = 0; i < once.length; i++) {
      once[i] = 2 * once[i] - again[i];
    }
    return once;
  }

  private static double[] convolve(double[] values, double[] kernel) {
    int n = values.length;
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = kernel[0] * values[i];
      for (int k = 1; k < kernel.length; k++) {
        sum += kernel[k] * (values[(i + k) % n] + values[(i - k + n) % n]);
      }
      result[i] = sum;
    }
    return result;
  }
}
