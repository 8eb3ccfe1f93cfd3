package ventricle.engine.measure.regional;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sentence;

/**
 * The wall in all segments. Between the compact borders: papillary muscles are no part of the wall
 * whichever way their volume is counted.
 *
 * @param segments 16, by number
 * @param reason why nothing at all could be measured; null when something could
 * @param said the same as data, for other languages; none in numbers that were signed before it was
 */
public record Regional(List<SegmentWall> segments, @Nullable String reason, List<Sentence> said) {

  public Regional {
    segments = List.copyOf(segments);
    said = said == null ? List.of() : List.copyOf(said);
    if (segments.size() != AhaSegment.values().length) {
      throw new IllegalArgumentException("there are 16 segments, not " + segments.size());
    }
  }

  /** Nothing known, and why. */
  public static Regional unknown(Sentence why) {
    return of(
        Arrays.stream(AhaSegment.values())
            .map(s -> SegmentWall.of(s, null, null, List.of(), List.of(), List.of(why)))
            .toList(),
        List.of(why));
  }

  /**
   * @param missing why nothing at all could be measured; empty when something could
   */
  static Regional of(List<SegmentWall> segments, List<Sentence> missing) {
    return new Regional(segments, Sentence.english(missing), missing);
  }

  public SegmentWall wall(AhaSegment segment) {
    return segments.get(segment.number() - 1);
  }
}
