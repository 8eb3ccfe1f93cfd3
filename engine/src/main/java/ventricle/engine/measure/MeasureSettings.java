package ventricle.engine.measure;

import ventricle.engine.domain.BsaFormula;

/**
 * Conventions of a measurement that are the same in every study.
 *
 * @param densityGPerMl of myocardium: 1.055 by default, 1.05 in many tools
 * @param bsa formula of the body surface area where the study names none
 */
public record MeasureSettings(double densityGPerMl, BsaFormula bsa) {

  public static final MeasureSettings DEFAULT = new MeasureSettings(1.055, BsaFormula.MOSTELLER);

  public MeasureSettings {
    if (!(densityGPerMl > 0)) {
      throw new IllegalArgumentException("density must be positive: " + densityGPerMl);
    }
  }
}
