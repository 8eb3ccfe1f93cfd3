package ventricle.engine.measure;

import java.util.List;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

/**
 * What a rule of the segmenter took out of the numbers, until a reader has said something there.
 */
final class LeftOut {

  private LeftOut() {}

  /** One finding for each frame at ED and ES. */
  static List<Flag> flags(ReviewDocument document) {
    return ReviewProgress.framesInUse(document).stream()
        .filter(frame -> document.offered(new ContourKey(frame, Structure.RV_ENDO)).isPresent())
        .map(
            frame ->
                Flag.of(
                    frame,
                    FlagCodes.RV_BASE,
                    frame.slice() + 1,
                    document.markAt(frame.phase()).orElseThrow().name()))
        .toList();
  }
}
