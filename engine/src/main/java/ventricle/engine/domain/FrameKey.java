package ventricle.engine.domain;

import java.util.Comparator;

/**
 * One image of a cine stack: slice and phase, both 0-based; slice 0 is the most basal.
 *
 * @param slice index of the slice, basal first
 * @param phase index of the cardiac phase
 */
public record FrameKey(int slice, int phase) implements Comparable<FrameKey> {

  private static final Comparator<FrameKey> ORDER =
      Comparator.comparingInt(FrameKey::slice).thenComparingInt(FrameKey::phase);

  public FrameKey {
    if (slice < 0 || phase < 0) {
      throw new IllegalArgumentException("slice and phase are 0-based: " + slice + ", " + phase);
    }
  }

  @Override
  public int compareTo(FrameKey other) {
    return ORDER.compare(this, other);
  }
}
