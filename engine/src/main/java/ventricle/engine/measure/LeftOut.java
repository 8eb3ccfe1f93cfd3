package ventricle.engine.measure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

/**
 * What a rule of the segmenter took out of the numbers, until a reader has said something there.
 */
final class LeftOut {

  private LeftOut() {}

  /** One finding for each ventricle and frame at ED and ES. */
  static List<Flag> flags(ReviewDocument document) {
    return ReviewProgress.framesInUse(document).stream()
        .flatMap(
            frame ->
                Stream.of(
                        flag(document, frame, Structure.LV_ENDO, FlagCodes.LV_BASE),
                        flag(document, frame, Structure.RV_ENDO, FlagCodes.RV_BASE))
                    .flatMap(Optional::stream))
        .toList();
  }

  private static Optional<Flag> flag(
      ReviewDocument document, FrameKey frame, Structure structure, String code) {
    return document
        .offered(new ContourKey(frame, structure))
        .map(
            tracing ->
                Flag.of(
                    frame,
                    code,
                    frame.slice() + 1,
                    document.markAt(frame.phase()).orElseThrow().name()));
  }
}
