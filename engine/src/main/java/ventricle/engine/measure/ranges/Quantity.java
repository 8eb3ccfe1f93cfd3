package ventricle.engine.measure.ranges;

/** A value that a normal range may be known for: ml, percent, l/min, g, g/m². */
public enum Quantity {
  LV_EDV,
  LV_ESV,
  LV_SV,
  LV_EF,
  LV_CO,
  LV_MASS,
  LV_MASS_INDEX,
  RV_EDV,
  RV_ESV,
  RV_SV,
  RV_EF
}
