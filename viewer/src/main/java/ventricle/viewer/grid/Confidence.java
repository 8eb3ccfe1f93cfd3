package ventricle.viewer.grid;

import java.util.Locale;

/**
 * How sure a model is of what it drew on a frame.
 *
 * @param least of the frame's least sure contour, 0..1
 * @param settled whether a reader has judged the frame, so that the mark need not draw the eye
 * @param words what pointing at the cell says, a line for each contour
 */
public record Confidence(double least, boolean settled, String words) {

  /** How loudly a mark speaks. */
  public enum Level {
    /** Nothing to look for. */
    HIGH,
    /** Worth a look. */
    MIDDLE,
    /** Look here first. */
    LOW;

    /** From here on up the model's contours need no mark that is seen from afar. */
    private static final double FROM_HIGH = .9;

    private static final double FROM_MIDDLE = .8;

    /** By the figure that is shown, so that both say the same. */
    public static Level of(double confidence) {
      double shown = Math.rint(confidence * 100) / 100;
      return shown >= FROM_HIGH ? HIGH : shown >= FROM_MIDDLE ? MIDDLE : LOW;
    }
  }

  public Level level() {
    return Level.of(least);
  }

  /** The figure as shown everywhere: two decimals without the zero before them. */
  public static String figure(double confidence) {
    String text = String.format(Locale.ROOT, "%.2f", confidence);
    return text.startsWith("0") ? text.substring(1) : text;
  }
}
