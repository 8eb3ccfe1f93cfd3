package ventricle.engine.measure.agreement;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.Measurements;

/** A number of a study that readers are compared by. */
@SuppressWarnings("ImmutableEnumChecker") // functions of records, without state
public enum Quantity {
  LV_EDV("ml", m -> m.lv().edvMl()),
  LV_ESV("ml", m -> m.lv().esvMl()),
  LV_SV("ml", m -> m.lv().svMl()),
  LV_EF("%", m -> m.lv().efPercent()),
  LV_MASS("g", m -> m.lv().massEdG()),
  RV_EDV("ml", m -> m.rv().edvMl()),
  RV_ESV("ml", m -> m.rv().esvMl()),
  RV_SV("ml", m -> m.rv().svMl()),
  RV_EF("%", m -> m.rv().efPercent());

  private final String unit;
  private final Function<Measurements, @Nullable Double> value;

  Quantity(String unit, Function<Measurements, @Nullable Double> value) {
    this.unit = unit;
    this.value = value;
  }

  /** ml, % or g. */
  public String unit() {
    return unit;
  }

  /** Empty where it cannot be known. */
  public Optional<Double> of(Measurements measurements) {
    return Optional.ofNullable(value.apply(measurements));
  }
}
