package ventricle.engine.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

/**
 * The contours that results are made of: what is shown, less what a reader excluded or called
 * absent. Masks, segmentations and pictures take these, so that they agree with the numbers.
 */
public final class CountedContours {

  private CountedContours() {}

  public static Optional<Tracing> at(ReviewDocument document, ContourKey key) {
    return counts(document.stateOf(key)) ? document.shown(key) : Optional.empty();
  }

  public static Optional<Tracing> at(ReviewDocument document, FrameKey frame, Structure structure) {
    return at(document, new ContourKey(frame, structure));
  }

  /** Whether a contour in this state is part of results; null: nobody has looked yet. */
  public static boolean counts(@Nullable ReviewState state) {
    return switch (state) {
      case ReviewState.Excluded excluded -> false;
      case ReviewState.ConfirmedAbsent absent -> false;
      case ReviewState.Unreviewed unreviewed -> true;
      case ReviewState.Contoured contoured -> true;
      case null -> true;
    };
  }

  /** Whether any ventricle has a contour in a phase. */
  public static boolean anyIn(ReviewDocument document, int phase) {
    for (int slice = 0; slice < document.sliceCount(); slice++) {
      for (Structure structure : Structure.values()) {
        if (at(document, ContourKey.of(slice, phase, structure)).isPresent()) {
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
    return at(document, frame, structure).map(Tracing::contour).orElse(null);
  }
}
