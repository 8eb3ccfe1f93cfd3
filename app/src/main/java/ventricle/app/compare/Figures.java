package ventricle.app.compare;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.Interval;

/** Numbers as the tables show them; a dash for what cannot be known. */
final class Figures {

  static final String NONE = "–";

  private Figures() {}

  static String of(@Nullable Double value, int decimals) {
    if (value == null) {
      return NONE;
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0\\.?0*") ? text.substring(1) : text.replace('-', '−');
  }

  static String interval(@Nullable Interval interval, int decimals) {
    return interval == null
        ? ""
        : " (" + of(interval.low(), decimals) + " … " + of(interval.high(), decimals) + ")";
  }

  /** Minutes and seconds. */
  static String time(Duration time) {
    return time.isZero() ? NONE : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
