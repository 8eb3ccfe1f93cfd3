package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Sentence;
import ventricle.engine.measure.regional.Regional;

/**
 * The numbers of a study; a value that cannot be known is null and a flag says why.
 *
 * @param edPhase 0-based, null while unset
 * @param papillary "cavity" or "mass": where papillary muscles are counted
 * @param coveredSlicesOnly whether the stack may end inside the ventricle, so that volumes speak of
 *     the covered slices only
 * @param second LV volumes read without contours, null when no model has read any
 * @param regional the LV's wall by segments
 * @param dynamics how fast the LV empties and fills
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
    List<Flag> flags,
    @Nullable SecondVolumes second,
    Regional regional,
    Dynamics dynamics) {

  private static final Sentence RATES_NOT_THEN = Sentence.of("rates-unknown.not-then");
  private static final Sentence WALL_NOT_THEN = Sentence.of("wall-unknown.not-then");

  public Measurements {
    flags = List.copyOf(flags);
    // numbers that an earlier version of the program signed
    regional = regional == null ? Regional.unknown(WALL_NOT_THEN) : regional;
    dynamics = dynamics == null ? Dynamics.unknown(RATES_NOT_THEN) : dynamics;
  }

  /** Whether the LV's values are of all of it, so that a normal range says something of them. */
  public boolean wholeLv() {
    return whole(FlagCodes.LV_CUT);
  }

  /** The same of the RV. */
  public boolean wholeRv() {
    return whole(FlagCodes.RV_CUT);
  }

  private boolean whole(String cut) {
    return !coveredSlicesOnly && flags.stream().noneMatch(flag -> flag.code().equals(cut));
  }

  /** Without a second reading, segments and rates. */
  public Measurements(
      @Nullable Integer edPhase,
      @Nullable Integer esPhase,
      String papillary,
      LeftVentricle lv,
      RightVentricle rv,
      Indexed indexed,
      VolumeCurve curve,
      boolean coveredSlicesOnly,
      List<Flag> flags) {
    this(
        edPhase,
        esPhase,
        papillary,
        lv,
        rv,
        indexed,
        curve,
        coveredSlicesOnly,
        flags,
        null,
        Regional.unknown(WALL_NOT_THEN),
        Dynamics.unknown(RATES_NOT_THEN));
  }

  /** The same numbers with further flags behind those that are there. */
  public Measurements withFlags(List<Flag> more) {
    List<Flag> all = new ArrayList<>(flags);
    all.addAll(more);
    return new Measurements(
        edPhase,
        esPhase,
        papillary,
        lv,
        rv,
        indexed,
        curve,
        coveredSlicesOnly,
        all,
        second,
        regional,
        dynamics);
  }

  /** Volumes in ml, EF in percent, cardiac output in l/min, mass in g (at ED). */
  public record LeftVentricle(
      @Nullable Double edvMl,
      @Nullable Double esvMl,
      @Nullable Double svMl,
      @Nullable Double efPercent,
      @Nullable Double coLPerMin,
      @Nullable Double massEdG) {}

  /** Volumes in ml, EF in percent, cardiac output in l/min. */
  public record RightVentricle(
      @Nullable Double edvMl,
      @Nullable Double esvMl,
      @Nullable Double svMl,
      @Nullable Double efPercent,
      @Nullable Double coLPerMin) {}

  /**
   * Values by body surface area: ml/m², g/m², l/min/m².
   *
   * @param formula whose it is: "Mosteller" or "Du Bois"
   */
  public record Indexed(
      @Nullable Double bsaM2,
      String formula,
      @Nullable Double lvEdvMlPerM2,
      @Nullable Double lvEsvMlPerM2,
      @Nullable Double lvSvMlPerM2,
      @Nullable Double lvMassGPerM2,
      @Nullable Double cardiacIndex,
      @Nullable Double rvEdvMlPerM2,
      @Nullable Double rvEsvMlPerM2,
      @Nullable Double rvSvMlPerM2,
      @Nullable Double rvCardiacIndex,
      ByHeight byHeight) {

    public Indexed {
      byHeight = byHeight == null ? ByHeight.UNKNOWN : byHeight;
    }

    /** By body surface area alone. */
    public Indexed(
        @Nullable Double bsaM2,
        String formula,
        @Nullable Double lvEdvMlPerM2,
        @Nullable Double lvEsvMlPerM2,
        @Nullable Double lvSvMlPerM2,
        @Nullable Double lvMassGPerM2,
        @Nullable Double cardiacIndex,
        @Nullable Double rvEdvMlPerM2,
        @Nullable Double rvEsvMlPerM2) {
      this(
          bsaM2,
          formula,
          lvEdvMlPerM2,
          lvEsvMlPerM2,
          lvSvMlPerM2,
          lvMassGPerM2,
          cardiacIndex,
          rvEdvMlPerM2,
          rvEsvMlPerM2,
          null,
          null,
          ByHeight.UNKNOWN);
    }
  }

  /**
   * Values by height: ml/m, g/m.
   *
   * @param lvMassGPerM27 by height to the power of 2.7, g/m^2.7
   */
  public record ByHeight(
      @Nullable Double heightM,
      @Nullable Double lvEdvMlPerM,
      @Nullable Double lvEsvMlPerM,
      @Nullable Double lvSvMlPerM,
      @Nullable Double lvMassGPerM,
      @Nullable Double lvMassGPerM27,
      @Nullable Double rvEdvMlPerM,
      @Nullable Double rvEsvMlPerM,
      @Nullable Double rvSvMlPerM) {

    /** Nothing known. */
    public static final ByHeight UNKNOWN =
        new ByHeight(null, null, null, null, null, null, null, null, null);
  }

  /**
   * LV volumes that a model read without contours.
   *
   * @param edvMl at the phases the model read, null when spacing or distance are unknown
   * @param efPercent null when a volume is
   * @param edDifference (model − contours) / contours; null when they cannot be compared: the mark
   *     has moved away from the phase that was read, a volume is unknown, a slice is left out, or
   *     nobody has measured what is to be expected of the model
   * @param esDifference likewise
   * @param agrees whether both differences lie within what is to be expected of the model: false
   *     when one does not, null when neither is outside and one is not known
   */
  public record SecondVolumes(
      ModelRef model,
      @Nullable Double edvMl,
      @Nullable Double esvMl,
      @Nullable Double efPercent,
      @Nullable Double edDifference,
      @Nullable Double esDifference,
      @Nullable Boolean agrees) {}

  /**
   * Volumes over the cycle.
   *
   * @param timesMs null when the files do not say
   * @param lvMl one value per phase, null unless every phase has contours of this ventricle
   */
  public record VolumeCurve(
      @Nullable List<Double> timesMs, @Nullable List<Double> lvMl, @Nullable List<Double> rvMl) {}
}
