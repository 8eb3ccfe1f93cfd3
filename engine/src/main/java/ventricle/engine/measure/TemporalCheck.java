package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds frames that do not fit the frames before and after: how far a value lies off the line
 * between its neighbours in time,
 *
 * <pre>bend(t) = |v(t − 1) − 2 v(t) + v(t + 1)| / stroke</pre>
 *
 * with stroke the difference of largest and smallest volume. A slice has its own stroke, or the
 * mean one of a slice where that is larger; half the mean one where its cavity is gone for that
 * frame, else the loss of a small apical slice of a heart that empties well would pass. Bounds from
 * the LV areas of 65 training cycles (12 to 35 phases, 3 slices, 1,607 frames): 99.9 % of the
 * frames of sane cycles stay below .34 for the volume and .37 for a slice. The first and the last
 * phase are not judged, because one cycle of six does not close.
 */
final class TemporalCheck {

  /** Largest bend of the volume curve. */
  static final double VOLUME_BEND = 0.35;

  /** Largest bend of the area in one slice. */
  static final double SLICE_BEND = 0.50;

  /** Shorter cycles move so far from frame to frame that nothing can be said. */
  static final int FEWEST_PHASES = 12;

  private TemporalCheck() {}

  /**
   * A phase that jumps.
   *
   * @param slice where it is seen best
   * @param phase 0-based
   * @param whole whether the volume of the phase jumps, else only the area in that slice
   */
  record Jump(int slice, int phase, boolean whole) {}

  /**
   * The phases that jump, at most one jump for each.
   *
   * @param areas LV cavity by slice and phase, in any unit; NaN where it is not to be judged (frame
   *     missing or left out), 0 where there is no LV
   * @param slabs what each slice's area counts in the volume
   */
  static List<Jump> jumps(double[][] areas, double[] slabs) {
    int phases = areas.length == 0 ? 0 : areas[0].length;
    if (phases < FEWEST_PHASES) {
      return List.of();
    }
    SortedMap<Integer, Jump> found = new TreeMap<>();
    double[] volumes = sums(areas, slabs);
    double[] volumeBends = bends(volumes, range(volumes));
    for (int t = 1; t < phases - 1; t++) {
      if (peaks(volumeBends, t, VOLUME_BEND)) {
        found.put(t, new Jump(mostBent(areas, slabs, t), t, true));
      }
    }
    double[] ones = new double[areas.length];
    java.util.Arrays.fill(ones, 1);
    double share = range(sums(areas, ones)) / Math.max(1, withCavity(areas));
    double[] largest = new double[phases];
    for (int z = 0; z < areas.length; z++) {
      double own = range(areas[z]);
      double[] moved = bends(areas[z], Math.max(own, share));
      double[] lost = bends(areas[z], Math.max(own, share / 2));
      for (int t = 1; t < phases - 1; t++) {
        boolean between = areas[z][t - 1] > 0 && areas[z][t + 1] > 0;
        double[] bends = areas[z][t] == 0 ? lost : moved;
        if (between && peaks(bends, t, SLICE_BEND) && bends[t] > largest[t]) {
          largest[t] = bends[t];
          boolean whole = found.containsKey(t) && found.get(t).whole();
          found.put(t, new Jump(z, t, whole));
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  private static double[] sums(double[][] areas, double[] weights) {
    double[] sums = new double[areas[0].length];
    for (int z = 0; z < areas.length; z++) {
      for (int t = 0; t < sums.length; t++) {
        sums[t] += areas[z][t] * weights[z];
      }
    }
    return sums;
  }

  /** Largest less smallest value, leaving out what is not to be judged. */
  private static double range(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    return most > least ? most - least : 0;
  }

  /** NaN at the first and last phase and where nothing can be said. */
  private static double[] bends(double[] values, double stroke) {
    double[] bends = new double[values.length];
    java.util.Arrays.fill(bends, Double.NaN);
    for (int t = 1; t < values.length - 1 && stroke > 0; t++) {
      bends[t] = Math.abs(values[t - 1] - 2 * values[t] + values[t + 1]) / stroke;
    }
    return bends;
  }

  /** A wrong frame bends the curve at its neighbours too, half as much: only the peak counts. */
  private static boolean peaks(double[] bends, int t, double bound) {
    return bends[t] > bound && !(bends[t - 1] >= bends[t]) && !(bends[t + 1] > bends[t]);
  }

  private static int mostBent(double[][] areas, double[] slabs, int t) {
    int best = 0;
    double most = -1;
    for (int z = 0; z < areas.length; z++) {
      double[] a = areas[z];
      double bend = slabs[z] * Math.abs(a[t - 1] - 2 * a[t] + a[t + 1]);
      if (bend > most) {
        most = bend;
        best = z;
      }
    }
    return best;
  }

  private static int withCavity(double[][] areas) {
    int count = 0;
    for (double[] slice : areas) {
      for (double area : slice) {
        if (area > 0) {
          count++;
          break;
        }
      }
    }
    return count;
  }
}
