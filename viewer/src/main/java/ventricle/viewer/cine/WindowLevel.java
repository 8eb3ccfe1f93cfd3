package ventricle.viewer.cine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Pixels;

/**
 * The range of rescaled values that is spread over black to white, linear between {@code centre ±
 * width / 2}.
 *
 * @param width larger than 0
 */
public record WindowLevel(double centre, double width) {

  private static final int FRAMES_SAMPLED = 32;
  private static final int SAMPLES_PER_FRAME = 4096;
  private static final double LOW_PERCENTILE = .01;
  private static final double HIGH_PERCENTILE = .996;
  private static final double SMALLEST_WIDTH = 1e-6;

  public WindowLevel {
    if (!(width > 0) || !Double.isFinite(width) || !Double.isFinite(centre)) {
      throw new IllegalArgumentException("window " + width + " level " + centre);
    }
  }

  public double lower() {
    return centre - width / 2;
  }

  public double upper() {
    return centre + width / 2;
  }

  /** Grey of a rescaled value, 0 to 255. */
  public int grey(double value) {
    double t = (value - lower()) / width;
    return (int) Math.round(255 * Math.clamp(t, 0, 1));
  }

  /**
   * The window after a drag: to the right widens, downwards raises the centre (darkens); in
   * proportion to the present width so that it feels alike for every scanner.
   */
  public WindowLevel dragged(double screenDx, double screenDy) {
    double wider = Math.max(SMALLEST_WIDTH, width * Math.exp(screenDx / 250));
    return new WindowLevel(centre + screenDy * width / 400, wider);
  }

  /** The window that the file proposes, if it does. */
  public static Optional<WindowLevel> ofHeader(CineFrame frame) {
    Double c = frame.windowCenter();
    Double w = frame.windowWidth();
    return c == null || w == null || !(w > 0) || !Double.isFinite(w) || !Double.isFinite(c)
        ? Optional.empty()
        : Optional.of(new WindowLevel(c, w));
  }

  /**
   * A window from the values themselves: 1st to 99.6th percentile of pixels sampled over the whole
   * stack, so that it is the same in every slice and phase. Takes some milliseconds.
   */
  public static WindowLevel auto(CineStack stack) {
    List<CineFrame> frames = List.copyOf(stack.frames().values());
    if (frames.isEmpty()) {
      return new WindowLevel(.5, 1);
    }
    int chosen = Math.min(FRAMES_SAMPLED, frames.size());
    float[] samples = new float[chosen * SAMPLES_PER_FRAME];
    int n = 0;
    for (int i = 0; i < chosen; i++) {
      Pixels pixels = frames.get((int) ((long) i * frames.size() / chosen)).pixels();
      double step = Math.max(1, (double) pixels.size() / SAMPLES_PER_FRAME);
      for (double at = 0; at < pixels.size() && n < samples.length; at += step) {
        samples[n++] = (float) pixels.value((int) at);
      }
    }
    Arrays.sort(samples, 0, n);
    double low = samples[(int) ((n - 1) * LOW_PERCENTILE)];
    double high = samples[(int) ((n - 1) * HIGH_PERCENTILE)];
    if (!(high > low)) {
      low = samples[0];
      high = samples[n - 1];
    }
    return high > low
        ? new WindowLevel((low + high) / 2, high - low)
        : new WindowLevel(low, Math.max(1, Math.abs(low)));
  }
}
