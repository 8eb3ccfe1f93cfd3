package ventricle.engine.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sentence;
import ventricle.engine.measure.SmoothingSpline.Steepest;

/**
 * Peak ejection and filling rate from volumes over the cycle. Times count from ED for ejection and
 * from ES for filling.
 *
 * <p>Where the base crosses a slice, the sum over slices falls by that slice within one phase,
 * which looks faster than any ejection. The rates are therefore those of the slices that show the
 * LV in every phase, scaled so that these eject the whole stroke volume: the base is taken to move
 * in step with what lies below it. The rate is the slope of a {@link SmoothingSpline} that halves
 * what swings with a period of 60 ms.
 *
 * <p>On 150 phantoms (docs/decisions/0026), smoothing and phases alone take a median of 3 % off
 * ejection and 11 % off filling, which lasts two or three phases; the stack adds the error of its
 * stroke volume (−19 … +11 % in nine of ten) and takes some 7 % more off ejection, for the base
 * sweeps more early in systole than the scaling gives it.
 */
final class VolumeRates {

  /** Fewer phases do not show a peak. */
  static final int FEWEST_PHASES = 25;

  /** Longer phases do not either, ms. */
  static final double LONGEST_PHASE_MS = 45;

  /** Period of an oscillation of the volume that smoothing halves, ms. */
  private static final double HALVED_MS = 60;

  /** Slices that show the LV throughout and eject less than this part of it say too little. */
  static final double LEAST_PART = 1 / 3.0;

  /** Steps between phases may differ from their mean by this part of it. */
  private static final double UNEVEN = 0.2;

  private VolumeRates() {}

  /**
   * @param ml volume of each phase, null when the curve is incomplete
   * @param throughout the same of the slices that show the LV in every phase, null when none does
   * @param timesMs of each phase, null when unknown
   * @param rrMs length of the cycle, null when unknown
   * @param ed 0-based phase, null while unset
   * @param es likewise
   */
  static Dynamics of(
      @Nullable List<Double> ml,
      @Nullable List<Double> throughout,
      @Nullable List<Double> timesMs,
      @Nullable Double rrMs,
      @Nullable Integer ed,
      @Nullable Integer es) {
    if (ed == null || es == null) {
      return unknown("unset");
    }
    if (ml == null) {
      return unknown("contours");
    }
    if (timesMs == null) {
      return unknown("times");
    }
    int n = ml.size();
    if (n < FEWEST_PHASES) {
      return unknown("few-phases", n, FEWEST_PHASES);
    }
    double step = (timesMs.get(n - 1) - timesMs.get(0)) / (n - 1);
    if (!(step > 0) || step > LONGEST_PHASE_MS) {
      return unknown("long-phase", Sentence.number(step, 0), Sentence.number(LONGEST_PHASE_MS, 0));
    }
    for (int i = 1; i < n; i++) {
      if (Math.abs(timesMs.get(i) - timesMs.get(i - 1) - step) > UNEVEN * step) {
        return unknown("uneven");
      }
    }
    double stroke = ml.get(ed) - ml.get(es);
    if (!(stroke > 0)) {
      return unknown("not-smaller");
    }
    double part = throughout == null ? 0 : throughout.get(ed) - throughout.get(es);
    if (throughout == null || !(part > 0) || part < LEAST_PART * stroke) {
      return unknown("part");
    }
    boolean closes =
        rrMs != null && Math.abs(timesMs.get(n - 1) + step - timesMs.get(0) - rrMs) <= step;
    SmoothingSpline curve = SmoothingSpline.of(throughout, HALVED_MS / step, closes);
    Steepest ejection = curve.steepest(ed, es, -1);
    Steepest filling = curve.steepest(es, ed, 1);
    if (!shown(ejection) || !shown(filling)) {
      return unknown("ends");
    }
    double perSecond = 1000 / step * stroke / part;
    return new Dynamics(
        ejection.slope() * perSecond,
        ejection.at() * step,
        filling.slope() * perSecond,
        filling.at() * step,
        null,
        List.of());
  }

  private static Dynamics unknown(String why, Object... arguments) {
    return Dynamics.unknown(Sentence.of("rates-unknown." + why, arguments));
  }

  private static boolean shown(Steepest peak) {
    return peak.slope() > 0 && !peak.ends();
  }
}
