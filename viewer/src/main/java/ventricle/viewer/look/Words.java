package ventricle.viewer.look;

import org.jspecify.annotations.Nullable;
import ventricle.engine.review.Mark;
import ventricle.viewer.overlay.FrameMark;

/**
 * The few words that controls show or speak by themselves; the program may put others in their
 * place. Slices and phases come in 1-based.
 */
public interface Words {

  /** The words of the field in English. */
  Words ENGLISH = new Words() {};

  default String baseToApex() {
    return "base → apex";
  }

  default String mark(Mark mark) {
    return mark.name();
  }

  /** Head of a grid column, such as "ED 3". */
  default String columnHead(@Nullable Mark mark, int phase) {
    return mark == null ? "phase " + phase : mark(mark) + "  " + phase;
  }

  /** Spoken for the selected cell of the grid. */
  default String cell(int slice, int slices, int phase, @Nullable Mark mark, boolean reviewed) {
    String at = "slice " + slice + " of " + slices + ", phase " + phase;
    return at + (mark == null ? "" : ", " + mark(mark)) + (reviewed ? ", reviewed" : "");
  }

  /** Spoken after a cell: what was said about its frame as a whole. */
  default String frame(FrameMark mark) {
    return switch (mark) {
      case NONE -> "";
      case EXCLUDED -> ", left out of the numbers";
      case ABSENT -> ", confirmed without ventricles";
    };
  }

  /** Spoken for the grid as a whole. */
  default String grid(int slices, int phases) {
    return "%d slices from base to apex by %d phases".formatted(slices, phases);
  }

  /** Spoken for a mark on the time axis. */
  default String markAt(Mark mark, int phase, int phases) {
    return "%s mark, phase %d of %d".formatted(mark(mark), phase, phases);
  }

  default String markHelp() {
    return "Left and right arrow move the mark by one phase";
  }

  /** Beside the point where the LV empties or fills fastest. */
  default String rate(boolean ejection, double mlPerS) {
    return "%s %.0f ml/s".formatted(ejection ? "PER" : "PFR", mlPerS);
  }

  default String seek() {
    return "Cardiac phase";
  }

  /** Spoken for a value against its normal range. */
  default String range(String value, String low, String high) {
    return "%s, normal range %s to %s".formatted(value, low, high);
  }

  default String outsideRange() {
    return "outside the normal range";
  }
}
