package ventricle.engine.phantom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a phantom.
 *
 * @param seed the seed it was made from
 * @param efRequestedPercent the EF asked for, null when the seed chose it
 * @param edPhase 0-based phase of the largest LV volume
 * @param esPhase 0-based phase of the smallest LV volume
 * @param covered volumes of what the slices show: polygon area × slab; null for a single slice
 * @param continuous volumes of the whole shapes, between and beyond the slices
 * @param lvCurveMl covered LV volume of each phase; null for a single slice
 * @param rvCurveMl covered RV volume of each phase; null for a single slice
 * @param lvWholeCurveMl LV volume of each phase, between and beyond the slices
 * @param rates of the whole LV cavity
 * @param wallEdMm thickness of the LV's wall at ED by number of the AHA segment, from the shapes;
 *     null where a segment shows no cavity
 * @param wallEsMm the same at ES
 */
public record PhantomTruth(
    long seed,
    @Nullable Double efRequestedPercent,
    int edPhase,
    int esPhase,
    @Nullable Volumes covered,
    Volumes continuous,
    @Nullable List<Double> lvCurveMl,
    @Nullable List<Double> rvCurveMl,
    List<Double> lvWholeCurveMl,
    Rates rates,
    List<@Nullable Double> wallEdMm,
    List<@Nullable Double> wallEsMm) {

  /** Density of myocardium in g/ml, as clinical post-processing takes it. */
  public static final double MYOCARDIUM_G_PER_ML = 1.05;

  /**
   * How fast the LV empties and fills at most, both as positive numbers.
   *
   * @param perMsAfterEd when, after the first moment of the phase {@link #edPhase}
   * @param pfrMsAfterEd likewise
   */
  public record Rates(
      double perMlPerS, double perMsAfterEd, double pfrMlPerS, double pfrMsAfterEd) {}

  /** Volumes in ml, mass in g. */
  public record Volumes(
      double lvEdvMl,
      double lvEsvMl,
      double rvEdvMl,
      double rvEsvMl,
      double lvMassEdG,
      double lvMassEsG) {

    public double lvEfPercent() {
      return 100 * (lvEdvMl - lvEsvMl) / lvEdvMl;
    }

    public double rvEfPercent() {
      return 100 * (rvEdvMl - rvEsvMl) / rvEdvMl;
    }
  }
}
