package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Orders the images at one position by the first key that all of them carry and that tells them
 * apart. A time that lies more than 1.3 cardiac cycles after its zero, or spans more, is not a
 * cardiac time and is passed over.
 */
final class PhaseOrder {

  private static final double MAX_CYCLES = 1.3;

  /** Taken for the longest cycle where no header gives one: 30 beats a minute. */
  private static final double LONGEST_RR_MS = 2000;

  private PhaseOrder() {}

  /** The cine that the images make; empty when no key tells them apart. */
  static Optional<SliceCine> order(List<FrameHeader> images, double along) {
    for (PhaseKey key : PhaseKey.values()) {
      Optional<SliceCine> cine = order(images, along, key);
      if (cine.isPresent()) {
        return cine;
      }
    }
    return Optional.empty();
  }

  private static Optional<SliceCine> order(List<FrameHeader> images, double along, PhaseKey key) {
    if (images.stream().anyMatch(f -> f.keys().get(key) == null)) {
      return Optional.empty();
    }
    List<FrameHeader> sorted = new ArrayList<>(images);
    sorted.sort(
        Comparator.comparing((FrameHeader f) -> value(f, key)).thenComparing(FrameHeader.ACQUIRED));
    if (key.isTime() && !isWithinCycle(sorted, key)) {
      return Optional.empty();
    }
    List<FrameHeader> kept = new ArrayList<>();
    List<FrameHeader> repeated = new ArrayList<>();
    for (FrameHeader image : sorted) {
      if (!kept.isEmpty() && value(kept.getLast(), key) == value(image, key)) {
        repeated.add(kept.removeLast());
      }
      kept.add(image);
    }
    if (!repeated.isEmpty() && !mayRepeat(images, kept.size(), key)) {
      return Optional.empty();
    }
    return Optional.of(new SliceCine(along, key, List.copyOf(kept), List.copyOf(repeated)));
  }

  /**
   * Whether equal values mean images acquired twice rather than a key that does not tell phases
   * apart.
   */
  private static boolean mayRepeat(List<FrameHeader> images, int distinct, PhaseKey key) {
    boolean perPhase = key.isDelay() || key == PhaseKey.TEMPORAL_POSITION;
    boolean declaredDistinct =
        images.stream()
            .map(FrameHeader::declaredPhases)
            .anyMatch(declared -> declared != null && declared == images.size());
    return perPhase && !declaredDistinct && distinct >= 2 && 2 * distinct >= images.size();
  }

  private static boolean isWithinCycle(List<FrameHeader> sorted, PhaseKey key) {
    double rr =
        sorted.stream()
            .map(FrameHeader::rrMs)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(LONGEST_RR_MS);
    double first = value(sorted.getFirst(), key);
    double last = value(sorted.getLast(), key);
    double span = last - first;
    return span <= MAX_CYCLES * rr && (!key.isDelay() || last <= MAX_CYCLES * rr);
  }

  private static double value(FrameHeader image, PhaseKey key) {
    @Nullable Double value = image.keys().get(key);
    return Objects.requireNonNull(value);
  }
}
