package ventricle.engine.report;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.review.ReviewDocument;

/**
 * Masks of the contours that count ({@link ReviewDocument#counted}), so that label volumes,
 * segmentations and numbers agree.
 */
public final class CountedContours {

  private CountedContours() {}

  /** Whether any ventricle has a contour in a phase. */
  public static boolean anyIn(ReviewDocument document, int phase) {
    for (int slice = 0; slice < document.sliceCount(); slice++) {
      for (Structure structure : Structure.values()) {
        if (document.counted(ContourKey.of(slice, phase, structure)).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The label image of a frame, row by row: 1 RV cavity, 2 LV myocardium, 3 LV cavity (papillary
   * muscles inside), 0 elsewhere.
   */
  public static byte[] labels(ReviewDocument document, FrameKey frame, Slice slice) {
    return Rasteriser.labels(
        ImageSize.of(slice),
        contour(document, frame, Structure.RV_ENDO),
        contour(document, frame, Structure.LV_EPI),
        contour(document, frame, Structure.LV_ENDO));
  }

  private static @Nullable Contour contour(
      ReviewDocument document, FrameKey frame, Structure structure) {
    return document.countedContour(new ContourKey(frame, structure)).orElse(null);
  }
}
