package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.EndSlices;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

/**
 * A frame that waits for a reader's eye, and why.
 *
 * @param frame slice and phase, 0-based
 * @param reasons the weightiest first; never empty
 */
public record Attention(FrameKey frame, List<Reason> reasons) {

  /** A model's contour with less confidence than this is a reason of its own. */
  public static final double UNSURE_BELOW = .8;

  /** Why a frame waits. */
  public sealed interface Reason {

    /** Something is said about the frame in a finding. */
    record Finding(Flag flag) implements Reason {}

    /**
     * A model doubts its contour.
     *
     * @param confidence 0..1: the Dice with a reader's contour that is to be expected
     */
    record Unsure(Structure structure, double confidence) implements Reason {}

    /** A ventricle begins or ends here, where models err most. */
    record EndSlice() implements Reason {}

    /** Numbers are taken from the frame and no reader has judged it. */
    record NotReviewed() implements Reason {}
  }

  public Attention {
    reasons = List.copyOf(reasons);
  }

  /**
   * Everything that waits, in reading order: the slices from base to apex at ED, then those at ES,
   * then frames of other phases that a finding leads to. A frame in use waits until it is reviewed,
   * another one until it has been looked at.
   *
   * @param findings about the document as it is
   * @param lookedAt whether a frame stood still on the screen as it is now
   */
  public static List<Attention> list(
      ReviewDocument document, List<Flag> findings, Predicate<FrameKey> lookedAt) {
    Set<FrameKey> inUse = ReviewProgress.framesInUse(document);
    TreeSet<FrameKey> frames = new TreeSet<>(order(document));
    frames.addAll(inUse);
    for (Flag flag : findings) {
      FrameKey frame = flag.frame();
      if (frame != null && document.holds(frame) && !lookedAt.test(frame)) {
        frames.add(frame);
      }
    }
    Set<FrameKey> ends = EndSlices.of(document);
    return frames.stream()
        .filter(frame -> !ReviewProgress.isReviewed(document, frame))
        .map(frame -> new Attention(frame, reasons(document, findings, frame, inUse, ends)))
        .toList();
  }

  private static List<Reason> reasons(
      ReviewDocument document,
      List<Flag> findings,
      FrameKey frame,
      Set<FrameKey> inUse,
      Set<FrameKey> ends) {
    List<Reason> reasons = new ArrayList<>();
    findings.stream()
        .filter(flag -> frame.equals(flag.frame()))
        .forEach(flag -> reasons.add(new Reason.Finding(flag)));
    if (inUse.contains(frame)) {
      Arrays.stream(Structure.values())
          .flatMap(structure -> unsure(document, new ContourKey(frame, structure)).stream())
          .sorted(Comparator.comparingDouble(Reason.Unsure::confidence))
          .forEach(reasons::add);
      if (ends.contains(frame)) {
        reasons.add(new Reason.EndSlice());
      }
      reasons.add(new Reason.NotReviewed());
    }
    return reasons;
  }

  private static Optional<Reason.Unsure> unsure(ReviewDocument document, ContourKey key) {
    return document
        .shown(key)
        .flatMap(Tracing::confidence)
        .filter(confidence -> confidence < UNSURE_BELOW)
        .map(confidence -> new Reason.Unsure(key.structure(), confidence));
  }

  /** The next that waits after the frame shown, from the last one on to the first. */
  public static Optional<Attention> next(
      ReviewDocument document, List<Attention> waiting, FrameKey shown) {
    Comparator<FrameKey> order = order(document);
    return waiting.stream()
        .filter(a -> order.compare(a.frame(), shown) > 0)
        .findFirst()
        .or(() -> waiting.stream().findFirst());
  }

  private static Comparator<FrameKey> order(ReviewDocument document) {
    return Comparator.<FrameKey>comparingInt(frame -> rank(document, frame.phase()))
        .thenComparingInt(FrameKey::phase)
        .thenComparingInt(FrameKey::slice);
  }

  private static int rank(ReviewDocument document, int phase) {
    return document.markAt(phase).map(Mark::ordinal).orElse(Mark.values().length);
  }
}
