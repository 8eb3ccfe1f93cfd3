package ventricle.engine.measure.ranges;

/** A value that a normal range may be known for: ml, percent, l/min, g; an index is per m². */
public enum Quantity {
  LV_EDV,
  LV_EDV_INDEX,
  LV_ESV,
  LV_ESV_INDEX,
  LV_SV,
  LV_SV_INDEX,
  LV_EF,
  LV_CO,
  LV_MASS,
  LV_MASS_INDEX,
  RV_EDV,
  RV_ESV,
  RV_SV,
  RV_EF,
  RV_CO;

  /** Whether it is of the left ventricle. */
  public boolean isLeft() {
    return name().startsWith("LV");
  }
}
