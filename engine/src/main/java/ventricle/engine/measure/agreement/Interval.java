package ventricle.engine.measure.agreement;

/** A confidence interval; 95 % unless the caller said otherwise. */
public record Interval(double low, double high) {

  static Interval about(double middle, double half) {
    return new Interval(middle - half, middle + half);
  }

  public boolean contains(double value) {
    return value >= low && value <= high;
  }
}
