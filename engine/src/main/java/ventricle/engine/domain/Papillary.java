package ventricle.engine.domain;

/** Where papillary muscles are counted; travels with every result. */
public enum Papillary {
  /** In the blood volume, as ACDC and UK Biobank do; the default. */
  CAVITY("cavity"),
  /** In the muscle mass: contours of papillary muscles are taken off the blood volume. */
  MASS("mass");

  private final String word;

  Papillary(String word) {
    this.word = word;
  }

  /** The word in {@code measurements.json}. */
  public String word() {
    return word;
  }
}
