package ventricle.engine.dicom.cine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells which phases a slice with fewer images than the others lacks, from the values of its key in
 * the complete slices.
 */
final class PhaseGrid {

  /** A slice with less than this part of the phases is paired, not filled up. */
  private static final double MIN_PART = .7;

  /** How far from a phase of the others an image may lie, in steps. */
  private static final double TOLERANCE = .25;

  private PhaseGrid() {}

  /**
   * For each phase the index of the slice's image, or −1 where it is missing.
   *
   * @return empty when the slice is complete, or does not fit the phases of the complete slices
   */
  static Optional<int[]> missing(SliceCine slice, List<SliceCine> all, int phases) {
    int count = slice.phases().size();
    List<SliceCine> complete =
        all.stream().filter(s -> s.phases().size() == phases && s.key() == slice.key()).toList();
    if (count >= phases || count < MIN_PART * phases || complete.isEmpty()) {
      return Optional.empty();
    }
    return switch (slice.key()) {
      case TRIGGER_TIME, NOMINAL_TRIGGER_DELAY, TEMPORAL_POSITION ->
          byValue(slice, complete, phases);
      case INSTANCE_NUMBER -> byNumber(slice, complete, phases);
      case ACQUISITION_TIME, CONTENT_TIME -> Optional.empty();
    };
  }

  private static Optional<int[]> byValue(SliceCine slice, List<SliceCine> complete, int phases) {
    double[] grid =
        IntStream.range(0, phases)
            .mapToDouble(p -> complete.stream().mapToDouble(s -> s.value(p)).average().orElse(0))
            .toArray();
    double step = (grid[phases - 1] - grid[0]) / (phases - 1);
    int[] source = empty(phases);
    for (int i = 0; i < slice.phases().size(); i++) {
      int nearest = 0;
      for (int p = 1; p < phases; p++) {
        if (Math.abs(grid[p] - slice.value(i)) < Math.abs(grid[nearest] - slice.value(i))) {
          nearest = p;
        }
      }
      if (Math.abs(grid[nearest] - slice.value(i)) > TOLERANCE * step || source[nearest] >= 0) {
        return Optional.empty();
      }
      source[nearest] = i;
    }
    return Optional.of(source);
  }

  /** Instance numbers that run on from slice to slice: the rest by the phase count is the phase. */
  private static Optional<int[]> byNumber(SliceCine slice, List<SliceCine> complete, int phases) {
    long[] starts =
        complete.stream().mapToLong(s -> Math.floorMod((long) s.value(0), (long) phases)).toArray();
    boolean running =
        complete.stream().allMatch(s -> s.value(phases - 1) - s.value(0) == phases - 1)
            && Arrays.stream(starts).distinct().count() == 1;
    if (!running) {
      return Optional.empty();
    }
    int[] source = empty(phases);
    for (int i = 0; i < slice.phases().size(); i++) {
      int phase = (int) Math.floorMod((long) slice.value(i) - starts[0], (long) phases);
      if (source[phase] >= 0 || (i > 0 && phase < indexBefore(source, i))) {
        return Optional.empty();
      }
      source[phase] = i;
    }
    return Optional.of(source);
  }

  private static int indexBefore(int[] source, int i) {
    return IntStream.range(0, source.length).filter(p -> source[p] == i - 1).findFirst().orElse(0);
  }

  private static int[] empty(int phases) {
    int[] source = new int[phases];
    Arrays.fill(source, -1);
    return source;
  }
}
