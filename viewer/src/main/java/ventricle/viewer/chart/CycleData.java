package ventricle.viewer.chart;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
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
 */
public record CycleData(
    int phases,
    @Nullable List<Double> timesMs,
    @Nullable Double rrMs,
    SortedMap<Integer, Double> lvMl,
    @Nullable List<Double> edProbability,
    @Nullable List<Double> esProbability) {

  /** Nothing to show. */
  public static final CycleData EMPTY =
      new CycleData(1, null, null, Collections.emptySortedMap(), null, null);

  public CycleData {
    lvMl = Collections.unmodifiableSortedMap(new TreeMap<>(lvMl));
  }

  /** The curves of a study as far as they are known. */
  public static CycleData of(
      CineStack stack, @Nullable Measurements measured, @Nullable DetectedPhases detected) {
    return new CycleData(
        stack.phases(),
        stack.phaseTimesMs(),
        stack.rrMs(),
        measured == null ? Collections.emptySortedMap() : volumes(measured, stack.phases()),
        detected == null ? null : detected.edProbability(),
        detected == null ? null : detected.esProbability());
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
