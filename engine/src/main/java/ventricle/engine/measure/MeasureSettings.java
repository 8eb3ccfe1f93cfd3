package ventricle.engine.measure;

/**
 * Conventions of a measurement.
 *
 * @param densityGPerMl of myocardium: 1.055 by default, 1.05 in many tools
 */
public record MeasureSettings(Papillary papillary, double densityGPerMl) {

  public static final MeasureSettings DEFAULT = new MeasureSettings(Papillary.CAVITY, 1.055);

  public MeasureSettings {
    if (!(densityGPerMl > 0)) {
      throw new IllegalArgumentException("density must be positive: " + densityGPerMl);
    }
  }
}
