package ventricle.engine.measure;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.Patient;
import ventricle.engine.measure.Measurements.ByHeight;
import ventricle.engine.measure.Measurements.Indexed;
import ventricle.engine.measure.Measurements.LeftVentricle;
import ventricle.engine.measure.Measurements.RightVentricle;

/** Values relative to the size of the body. */
final class Indices {

  /** De Simone and others, J Am Coll Cardiol 1992;20:1251: mass grows with height to this power. */
  private static final double MASS_POWER = 2.7;

  private Indices() {}

  static Indexed of(Patient patient, BsaFormula formula, LeftVentricle lv, RightVentricle rv) {
    Double bsa = formula.of(patient).orElse(null);
    return new Indexed(
        bsa,
        formula.word(),
        quotient(lv.edvMl(), bsa),
        quotient(lv.esvMl(), bsa),
        quotient(lv.svMl(), bsa),
        quotient(lv.massEdG(), bsa),
        quotient(lv.coLPerMin(), bsa),
        quotient(rv.edvMl(), bsa),
        quotient(rv.esvMl(), bsa),
        quotient(rv.svMl(), bsa),
        quotient(rv.coLPerMin(), bsa),
        byHeight(patient.heightMetres(), lv, rv));
  }

  private static ByHeight byHeight(@Nullable Double height, LeftVentricle lv, RightVentricle rv) {
    Double power = height == null ? null : (Double) Math.pow(height, MASS_POWER);
    return new ByHeight(
        height,
        quotient(lv.edvMl(), height),
        quotient(lv.esvMl(), height),
        quotient(lv.svMl(), height),
        quotient(lv.massEdG(), height),
        quotient(lv.massEdG(), power),
        quotient(rv.edvMl(), height),
        quotient(rv.esvMl(), height),
        quotient(rv.svMl(), height));
  }

  private static @Nullable Double quotient(@Nullable Double a, @Nullable Double b) {
    return a == null || b == null ? null : a / b;
  }
}
