package ventricle.engine.exchange.evaluate;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.MeasureSettings;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.review.Mark;

/** EDV, ESV, SV, EF and mass as {@code measure} defines them, of what a set has. */
final class VolumeNumbers {

  private VolumeNumbers() {}

  static SortedMap<Quantity, Double> of(CaseSet set) {
    Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
    Double lvEd = set.ml(Mark.ED, Region.LV_CAVITY);
    Double lvEs = set.ml(Mark.ES, Region.LV_CAVITY);
    put(numbers, Quantity.LV_EDV, lvEd);
    put(numbers, Quantity.LV_ESV, lvEs);
    ejected(numbers, lvEd, lvEs, Quantity.LV_SV, Quantity.LV_EF);
    Double muscle = set.ml(Mark.ED, Region.LV_MYOCARDIUM);
    put(
        numbers,
        Quantity.LV_MASS,
        muscle == null ? null : (Double) (muscle * MeasureSettings.DEFAULT.densityGPerMl()));
    Double rvEd = set.ml(Mark.ED, Region.RV_CAVITY);
    Double rvEs = set.ml(Mark.ES, Region.RV_CAVITY);
    put(numbers, Quantity.RV_EDV, rvEd);
    put(numbers, Quantity.RV_ESV, rvEs);
    ejected(numbers, rvEd, rvEs, Quantity.RV_SV, Quantity.RV_EF);
    return new TreeMap<>(numbers);
  }

  private static void ejected(
      Map<Quantity, Double> numbers,
      @Nullable Double ed,
      @Nullable Double es,
      Quantity stroke,
      Quantity fraction) {
    if (ed != null && es != null) {
      numbers.put(stroke, ed - es);
      put(numbers, fraction, ed > 0 ? (Double) (100 * (ed - es) / ed) : null);
    }
  }

  private static void put(
      Map<Quantity, Double> numbers, Quantity quantity, @Nullable Double value) {
    if (value != null) {
      numbers.put(quantity, value);
    }
  }
}
