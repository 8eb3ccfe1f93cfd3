package ventricle.engine.measure.ranges;

/**
 * A range of one quantity for one sex, in the quantity's unit.
 *
 * @param sex "F" or "M"
 * @param basis what low and high are: a 95 % range as printed, or mean ± 1.96 SD computed from a
 *     printed mean and SD
 * @param verified whether the numbers were read at their source rather than quoted by another page
 */
public record NormalRange(
    Quantity quantity,
    String sex,
    double low,
    double high,
    String basis,
    boolean verified,
    RangeSource source) {

  public boolean holds(double value) {
    return value >= low && value <= high;
  }
}
