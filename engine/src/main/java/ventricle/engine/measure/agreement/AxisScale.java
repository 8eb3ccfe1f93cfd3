package ventricle.engine.measure.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A range of values with round ends and round ticks: 1, 2 or 5 times a power of ten, about four.
 *
 * @param step distance of ticks
 */
public record AxisScale(double low, double high, double step) {

  /** What differs by less is the same to a reader of volumes, masses and fractions. */
  private static final double SMALLEST_SPAN = .01;

  /** The range that holds all values with a little room; 0 to 1 without any. */
  public static AxisScale of(DoubleStream values) {
    var range = values.summaryStatistics();
    double low = range.getCount() == 0 ? 0 : range.getMin();
    double high = range.getCount() == 0 ? 1 : range.getMax();
    double span = high - low > SMALLEST_SPAN ? high - low : Math.max(1, Math.abs(high) * .1);
    double rough = span / 4;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      step = step < rough ? factor * power : step;
    }
    return new AxisScale(
        Math.floor((low - span * .04) / step) * step,
        Math.ceil((high + span * .04) / step) * step,
        step);
  }

  /** Where a value lies between the places of the low and the high end. */
  public double at(double value, double from, double to) {
    return from + (value - low) / (high - low) * (to - from);
  }

  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step / 2; i++) {
      ticks.add(Math.rint((low + i * step) / step) * step);
    }
    return ticks;
  }

  /** A tick's text, with as many decimals as ticks need to differ. */
  public String text(double tick) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", tick + 0.0).replace('-', '−');
  }
}
