package ventricle.engine.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a study; a value that cannot be known is null and a flag says why.
 *
 * @param edPhase 0-based, null while unset
 * @param papillary "cavity" or "mass": where papillary muscles are counted
 * @param coveredSlicesOnly whether the stack may end inside the ventricle, so that volumes speak of
 *     the covered slices only
 */
public record Measurements(
    @Nullable Integer edPhase,
    @Nullable Integer esPhase,
    String papillary,
    LeftVentricle lv,
    RightVentricle rv,
    Indexed indexed,
    VolumeCurve curve,
    boolean coveredSlicesOnly,
    List<Flag> flags) {

  public Measurements {
    flags = List.copyOf(flags);
  }

  /** Volumes in ml, EF in percent, cardiac output in l/min, mass in g (at ED). */
  public record LeftVentricle(
      @Nullable Double edvMl,
      @Nullable Double esvMl,
      @Nullable Double svMl,
      @Nullable Double efPercent,
      @Nullable Double coLPerMin,
      @Nullable Double massEdG) {}

  /** Volumes in ml, EF in percent. */
  public record RightVentricle(
      @Nullable Double edvMl,
      @Nullable Double esvMl,
      @Nullable Double svMl,
      @Nullable Double efPercent) {}

  /** Values by body surface area: ml/m², g/m², l/min/m². */
  public record Indexed(
      @Nullable Double bsaM2,
      String formula,
      @Nullable Double lvEdvMlPerM2,
      @Nullable Double lvEsvMlPerM2,
      @Nullable Double lvSvMlPerM2,
      @Nullable Double lvMassGPerM2,
      @Nullable Double cardiacIndex,
      @Nullable Double rvEdvMlPerM2,
      @Nullable Double rvEsvMlPerM2) {}

  /**
   * Volumes over the cycle.
   *
   * @param timesMs null when the files do not say
   * @param lvMl one value per phase, null unless every phase has contours of this ventricle
   */
  public record VolumeCurve(
      @Nullable List<Double> timesMs, @Nullable List<Double> lvMl, @Nullable List<Double> rvMl) {}
}
