package ventricle.engine.report;

import java.util.Arrays;
import ventricle.engine.domain.CineFrame;

/** Which values of a frame become grey in a picture that nobody sets the window of. */
public final class GreyWindow {

  private GreyWindow() {}

  /**
   * The values that become black and white: the file's window, else the 1st and the 99.5th
   * percentile of the frame.
   */
  public static double[] of(CineFrame frame) {
    Double centre = frame.windowCenter();
    Double width = frame.windowWidth();
    if (centre != null && width != null && width >= 1) {
      return new double[] {centre - width / 2, centre + width / 2};
    }
    float[] sorted = frame.pixels().toFloats();
    Arrays.sort(sorted);
    double low = sorted[(int) (0.01 * (sorted.length - 1))];
    double high = sorted[(int) (0.995 * (sorted.length - 1))];
    return new double[] {low, Math.max(high, low + 1)};
  }
}
