package ventricle.engine.domain;

import java.util.Comparator;

/** The place of one contour: at most one contour per structure lies on a frame. */
public record ContourKey(FrameKey frame, Structure structure) implements Comparable<ContourKey> {

  private static final Comparator<ContourKey> ORDER =
      Comparator.comparing(ContourKey::frame).thenComparing(ContourKey::structure);

  /** Shorthand for a key from 0-based slice and phase. */
  public static ContourKey of(int slice, int phase, Structure structure) {
    return new ContourKey(new FrameKey(slice, phase), structure);
  }

  @Override
  public int compareTo(ContourKey other) {
    return ORDER.compare(this, other);
  }
}
