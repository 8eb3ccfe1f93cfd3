package ventricle.app.compare;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.Interval;

/** Numbers as the tables show them; a dash for what cannot be known. */
public final class Figures {

  /** What is not known. */
  public static final String NONE = "–";

  private Figures() {}

  /** With so many decimals. */
  public static String of(@Nullable Double value, int decimals) {
    if (value == null) {
      return NONE;
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0\\.?0*") ? text.substring(1) : text.replace('-', '−');
  }

  /** In brackets after a value; nothing when unknown. */
  public static String interval(@Nullable Interval interval, int decimals) {
    return interval == null
        ? ""
        : " (" + of(interval.low(), decimals) + " … " + of(interval.high(), decimals) + ")";
  }

  /** Minutes and seconds. */
  public static String time(Duration time) {
    return time.isZero() ? NONE : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
