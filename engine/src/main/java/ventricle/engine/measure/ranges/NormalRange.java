package ventricle.engine.measure.ranges;

/**
 * A range of one quantity for one sex, in the quantity's unit.
 *
 * @param sex "F" or "M"
 * @param basis what low and high are: a 95 % range as printed, the limits beyond which the source
 *     calls a value abnormal, or so many SDs about a printed mean
 * @param verified whether the numbers were read at their source rather than quoted by another page
 * @param readAt where the numbers were read: a table or part of the source, or who quotes it
 */
public record NormalRange(
    Quantity quantity,
    String sex,
    double low,
    double high,
    String basis,
    boolean verified,
    String readAt,
    RangeSource source) {

  public boolean holds(double value) {
    return value >= low && value <= high;
  }
}
