package ventricle.engine.measure.regional;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.WallMotion;

/**
 * What a polar map can show, each on a scale of colours that is the same for every study, so that
 * two maps can be compared by eye. The ends of a scale are for drawing only and say nothing about
 * what is normal.
 */
public enum BullseyeQuantity {
  ED_THICKNESS("mm", 2, 14, "%.1f"),
  ES_THICKNESS("mm", 4, 20, "%.1f"),
  THICKENING("mm", 0, 10, "%.1f"),
  THICKENING_PERCENT("%", 0, 120, "%.0f"),
  WALL_MOTION("", 1, 5, "%.0f");

  private final String unit;
  private final double low;
  private final double high;
  private final String format;

  BullseyeQuantity(String unit, double low, double high, String format) {
    this.unit = unit;
    this.low = low;
    this.high = high;
    this.format = format;
  }

  /** "mm", "%" or nothing. */
  public String unit() {
    return unit;
  }

  /** The value of the first colour; lesser values have it too. */
  public double low() {
    return low;
  }

  /** The value of the last colour; greater values have it too. */
  public double high() {
    return high;
  }

  /** Place on the scale, 0 to 1. */
  public double part(double value) {
    return Math.clamp((value - low) / (high - low), 0, 1);
  }

  /** The value of a segment; null where it is not known or nobody graded it. */
  public @Nullable Double of(SegmentWall wall, @Nullable WallMotion grade) {
    return switch (this) {
      case ED_THICKNESS -> wall.edMm();
      case ES_THICKNESS -> wall.esMm();
      case THICKENING -> wall.thickeningMm();
      case THICKENING_PERCENT -> wall.thickeningPercent();
      case WALL_MOTION -> grade == null ? null : (Double) (double) grade.score();
    };
  }

  /** A value as it stands in the map, without its unit. */
  public String shown(double value) {
    String text = String.format(Locale.ROOT, format, value);
    return text.matches("-0(\\.0)?") ? text.substring(1) : text.replace('-', '−');
  }
}
