package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import ventricle.engine.measure.BasalEnd;

/** Where a slice lies: the thirds of the heart as the truth has it, or where it has none. */
public enum Level {
  BASE,
  MID,
  APEX,
  /** Slices in which the truth has nothing. */
  BEYOND;

  /**
   * The level of each slice of a truth at one mark.
   *
   * @param basalFirst whether slices count from the base
   */
  static List<Level> of(List<SliceRegions> truth, boolean basalFirst) {
    int first = 0;
    int last = truth.size() - 1;
    while (first <= last && empty(truth.get(first))) {
      first++;
    }
    while (last > first && empty(truth.get(last))) {
      last--;
    }
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < truth.size(); i++) {
      if (i < first || i > last) {
        levels.add(BEYOND);
      } else {
        int third = (int) (3 * (i - first + .5) / (last - first + 1));
        levels.add(values()[basalFirst ? third : 2 - third]);
      }
    }
    return levels;
  }

  private static boolean empty(SliceRegions regions) {
    return Stream.of(Region.values()).noneMatch(regions::has);
  }

  /**
   * Whether slices count from the base, by the larger half of the RV; true where there is none.
   *
   * @param phases the slices of each phase
   */
  static boolean basalFirst(Collection<List<SliceRegions>> phases, int slices) {
    double[] areas = new double[slices];
    for (List<SliceRegions> phase : phases) {
      for (int i = 0; i < slices; i++) {
        areas[i] += phase.get(i).area(Region.RV_CAVITY);
      }
    }
    return !(BasalEnd.of(areas) instanceof BasalEnd.Verdict.ProposesFlip);
  }
}
