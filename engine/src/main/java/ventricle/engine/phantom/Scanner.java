package ventricle.engine.phantom;

/**
 * Turns tissue signal into stored pixels: coil gain, limited resolution with a trace of ringing,
 * complex noise whose magnitude is stored (Rician).
 */
final class Scanner {

  private static final int HALF = 4;
  private static final double CUTOFF = 0.82;
  private static final int GAUSS_BITS = 12;
  private static final float[] GAUSS = gaussTable();

  private final int matrix;
  private final double[] kernel;
  private final double noise;
  private final double scale;

  /**
   * @param noise standard deviation of each channel, as a fraction of blood's signal
   * @param scale stored value of blood at a gain of 1
   */
  Scanner(int matrix, double noise, double scale) {
    this.matrix = matrix;
    this.kernel = kernel();
    this.noise = noise;
    this.scale = scale;
  }

  short[] store(double[] signal, double[] gain, Draws draws) {
    int n = matrix * matrix;
    double[] real = new double[n];
    double[] imaginary = new double[n];
    for (int i = 0; i < n; i++) {
      long bits = draws.bits();
      real[i] = signal[i] * gain[i] + noise * gauss(bits);
      imaginary[i] = noise * gauss(bits >>> 24);
    }
    real = filtered(real);
    imaginary = filtered(imaginary);
    short[] stored = new short[n];
    for (int i = 0; i < n; i++) {
      double magnitude = Math.sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
      stored[i] = (short) Math.min(4095, Math.rint(magnitude * scale));
    }
    return stored;
  }

  private double[] filtered(double[] image) {
    double[] across = new double[image.length];
    for (int y = 0; y < matrix; y++) {
      int row = y * matrix;
      for (int x = 0; x < matrix; x++) {
        double sum = 0;
        for (int k = -HALF; k <= HALF; k++) {
          int at = Math.max(0, Math.min(matrix - 1, x + k));
          sum += kernel[k + HALF] * image[row + at];
        }
        across[row + x] = sum;
      }
    }
    double[] result = new double[image.length];
    for (int y = 0; y < matrix; y++) {
      int out = y * matrix;
      for (int k = -HALF; k <= HALF; k++) {
        double weight = kernel[k + HALF];
        int in = Math.max(0, Math.min(matrix - 1, y + k)) * matrix;
        for (int x = 0; x < matrix; x++) {
          result[out + x] += weight * across[in + x];
        }
      }
    }
    return result;
  }

  /** A low-pass below the pixel's Nyquist frequency, softened as scanners do. */
  private static double[] kernel() {
    double[] taps = new double[2 * HALF + 1];
    double sum = 0;
    for (int k = -HALF; k <= HALF; k++) {
      double x = StrictMath.PI * CUTOFF * k;
      double sinc = k == 0 ? 1 : StrictMath.sin(x) / x;
      double window = 0.5 + 0.5 * StrictMath.cos(StrictMath.PI * k / (HALF + 1));
      taps[k + HALF] = sinc * window;
      sum += taps[k + HALF];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= sum;
    }
    return taps;
  }

  private static float gauss(long bits) {
    return GAUSS[(int) bits & ((1 << GAUSS_BITS) - 1)]
        + GAUSS[(int) (bits >>> GAUSS_BITS) & ((1 << GAUSS_BITS) - 1)];
  }

  /** Normal numbers of variance ½ each, so that the sum of two has variance 1. */
  private static float[] gaussTable() {
    float[] table = new float[1 << GAUSS_BITS];
    Draws draws = new Draws(20);
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (draws.normal() * StrictMath.sqrt(0.5));
    }
    return table;
  }
}
