package ventricle.viewer.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.measure.Dynamics;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.DetectedPhases;

/**
 * The curves over one cardiac cycle.
 *
 * @param timesMs delay of each phase after the R wave, null when unknown
 * @param rrMs length of the cycle, null when unknown
 * @param lvMl LV volume of the phases (0-based) where it is known; a line when all are
 * @param edProbability P(ED) per phase, null when no detector ran
 * @param esProbability P(ES) per phase, likewise
 * @param rates where the LV empties and fills fastest, as far as that is known
 */
public record CycleData(
    int phases,
    @Nullable List<Double> timesMs,
    @Nullable Double rrMs,
    SortedMap<Integer, Double> lvMl,
    @Nullable List<Double> edProbability,
    @Nullable List<Double> esProbability,
    List<Rate> rates) {

  /** Nothing to show. */
  public static final CycleData EMPTY =
      new CycleData(1, null, null, Collections.emptySortedMap(), null, null);

  public CycleData {
    lvMl = Collections.unmodifiableSortedMap(new TreeMap<>(lvMl));
    rates = List.copyOf(rates);
  }

  /** Without rates. */
  public CycleData(
      int phases,
      @Nullable List<Double> timesMs,
      @Nullable Double rrMs,
      SortedMap<Integer, Double> lvMl,
      @Nullable List<Double> edProbability,
      @Nullable List<Double> esProbability) {
    this(phases, timesMs, rrMs, lvMl, edProbability, esProbability, List.of());
  }

  /**
   * The peak of ejection or filling.
   *
   * @param phase 0-based, between two phases as it comes
   * @param mlPerS a positive number
   */
  public record Rate(boolean ejection, double phase, double mlPerS) {}

  /** The curves of a study as far as they are known. */
  public static CycleData of(
      CineStack stack, @Nullable Measurements measured, @Nullable DetectedPhases detected) {
    return new CycleData(
        stack.phases(),
        stack.phaseTimesMs(),
        stack.rrMs(),
        measured == null ? Collections.emptySortedMap() : volumes(measured, stack.phases()),
        detected == null ? null : detected.edProbability(),
        detected == null ? null : detected.esProbability(),
        measured == null ? List.of() : rates(stack, measured));
  }

  private static List<Rate> rates(CineStack stack, Measurements measured) {
    Dynamics known = measured.dynamics();
    List<Rate> rates = new ArrayList<>();
    Double ejection =
        phase(stack.phaseTimesMs(), stack.rrMs(), measured.edPhase(), known.timeToPerMs());
    if (ejection != null && known.perMlPerS() != null) {
      rates.add(new Rate(true, ejection, known.perMlPerS()));
    }
    Double filling =
        phase(stack.phaseTimesMs(), stack.rrMs(), measured.esPhase(), known.timeToPfrMs());
    if (filling != null && known.pfrMlPerS() != null) {
      rates.add(new Rate(false, filling, known.pfrMlPerS()));
    }
    return rates;
  }

  /**
   * The place of a time after a phase, in phases; null when a time is unknown or the place lies
   * after the last phase.
   */
  static @Nullable Double phase(
      @Nullable List<Double> timesMs,
      @Nullable Double rrMs,
      @Nullable Integer from,
      @Nullable Double afterMs) {
    if (timesMs == null || from == null || afterMs == null || from >= timesMs.size()) {
      return null;
    }
    double time = timesMs.get(from) + afterMs;
    if (time > timesMs.getLast() && rrMs != null) {
      time -= rrMs; // into the next beat, which the curve shows at its beginning
    }
    for (int i = 0; i + 1 < timesMs.size(); i++) {
      double start = timesMs.get(i);
      double end = timesMs.get(i + 1);
      if (time >= start && time <= end && end > start) {
        return i + (time - start) / (end - start);
      }
    }
    return null;
  }

  private static SortedMap<Integer, Double> volumes(Measurements measured, int phases) {
    SortedMap<Integer, Double> known = new TreeMap<>();
    List<Double> curve = measured.curve().lvMl();
    if (curve != null) {
      IntStream.range(0, Math.min(phases, curve.size())).forEach(i -> known.put(i, curve.get(i)));
    } else {
      put(known, measured.edPhase(), measured.lv().edvMl());
      put(known, measured.esPhase(), measured.lv().esvMl());
    }
    return known;
  }

  private static void put(
      SortedMap<Integer, Double> known, @Nullable Integer phase, @Nullable Double ml) {
    if (phase != null && ml != null) {
      known.put(phase, ml);
    }
  }

  /** Whether the volume of every phase is known. */
  public boolean wholeCurve() {
    return phases > 1 && lvMl.size() == phases;
  }
}
