package ventricle.engine.measure.regional;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wall in all segments. Between the compact borders: papillary muscles are no part of the wall
 * whichever way their volume is counted.
 *
 * @param segments 16, by number
 * @param reason one sentence, why nothing at all could be measured; null when something could
 */
public record Regional(List<SegmentWall> segments, @Nullable String reason) {

  public Regional {
    segments = List.copyOf(segments);
    if (segments.size() != AhaSegment.values().length) {
      throw new IllegalArgumentException("there are 16 segments, not " + segments.size());
    }
  }

  /** Nothing known, and why. */
  public static Regional unknown(String reason) {
    return new Regional(
        Arrays.stream(AhaSegment.values())
            .map(s -> SegmentWall.of(s, null, null, List.of(), List.of(), reason))
            .toList(),
        reason);
  }

  public SegmentWall wall(AhaSegment segment) {
    return segments.get(segment.number() - 1);
  }
}
