package ventricle.engine.dicom.cine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Slice;

/**
 * The images at one position in the order of the cardiac cycle.
 *
 * @param along position on the normal of the stack, mm, growing towards the apex
 * @param key what ordered them
 * @param repeated images left out because a later one lies at the same position and phase
 */
record SliceCine(double along, PhaseKey key, List<FrameHeader> phases, List<FrameHeader> repeated) {

  /** Cines of at least this many phases show a whole cycle. */
  static final int FULL_CYCLE = 10;

  /** Those that show a whole cycle first, then the later acquired first. */
  static final Comparator<SliceCine> PREFERRED =
      Comparator.comparing((SliceCine c) -> c.phases.size() >= FULL_CYCLE)
          .thenComparing(
              c -> c.phases.stream().max(FrameHeader.ACQUIRED).orElseThrow(), FrameHeader.ACQUIRED)
          .reversed();

  Slice geometry() {
    return phases.getFirst().geometry();
  }

  /** Value of the key at a phase. */
  double value(int phase) {
    return Objects.requireNonNull(phases.get(phase).keys().get(key));
  }

  /** Delay of a phase after the R wave in ms, null when the images do not say. */
  @Nullable Double delayMs(int phase) {
    return key.isDelay() ? value(phase) : null;
  }

  /**
   * The cardiac cycle in ms: the header's, else what the phases span at their mean distance, else
   * null.
   */
  @Nullable Double rrMs() {
    OptionalDouble declared =
        median(
            phases.stream()
                .map(FrameHeader::rrMs)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray());
    if (declared.isPresent()) {
      return declared.getAsDouble();
    }
    if (!key.isDelay() || phases.size() < 3) {
      return null;
    }
    double step =
        median(
                IntStream.range(1, phases.size())
                    .mapToDouble(i -> value(i) - value(i - 1))
                    .toArray())
            .orElseThrow();
    double rr = step * phases.size();
    return FrameHeaders.isPlausible(rr) ? rr : null;
  }

  static OptionalDouble median(double[] values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }
}
