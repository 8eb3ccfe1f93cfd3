package ventricle.app.review;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

/**
 * A contour on screen as its model drew it, with how sure the model was.
 *
 * @param confidence 0..1: the Dice with a reader's contour that is to be expected
 */
record LeastSure(ContourKey key, double confidence) {

  private static final Comparator<LeastSure> ORDER =
      Comparator.comparingDouble(LeastSure::confidence).thenComparing(LeastSure::key);

  /** What is known about the contours of a frame, the least sure first. */
  static List<LeastSure> all(ReviewDocument document, FrameKey frame) {
    return Arrays.stream(Structure.values())
        .map(structure -> new ContourKey(frame, structure))
        .flatMap(
            key ->
                document
                    .shown(key)
                    .flatMap(Tracing::confidence)
                    .map(confidence -> new LeastSure(key, confidence))
                    .stream())
        .sorted(ORDER)
        .toList();
  }

  /** The least sure contour of a frame; empty where nothing is known. */
  static Optional<LeastSure> of(ReviewDocument document, FrameKey frame) {
    return all(document, frame).stream().findFirst();
  }

  /** One contour for each frame at ED and ES that is not reviewed, the least sure first. */
  static List<LeastSure> toReview(ReviewDocument document) {
    return ReviewProgress.of(document).remaining().stream()
        .flatMap(frame -> of(document, frame).stream())
        .sorted(ORDER)
        .toList();
  }

  /**
   * Where to look next: the least sure contour that is not reviewed, and from a frame that was
   * reached this way the one after it. Begins anew after the last.
   *
   * @param shown the frame on screen
   * @param reached the frame that this method led to before; null when there is none
   */
  static Optional<LeastSure> next(
      ReviewDocument document, FrameKey shown, @Nullable FrameKey reached) {
    List<LeastSure> order = toReview(document);
    if (order.isEmpty()) {
      return Optional.empty();
    }
    boolean goOn = shown.equals(reached) || shown.equals(order.getFirst().key().frame());
    List<FrameKey> frames = order.stream().map(s -> s.key().frame()).toList();
    int at = goOn ? frames.indexOf(shown) : -1;
    return Optional.of(order.get((at + 1) % order.size()));
  }
}
