package ventricle.engine.review;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;

/**
 * The slices at which a ventricle begins and ends. Models err most there and one slice more or less
 * changes a volume by a tenth, so a reader looks at them whatever the confidence (Hadler 2026: Dice
 * of the middle above .80, of the apex below .65).
 */
public final class EndSlices {

  private static final List<Set<Structure>> VENTRICLES =
      List.of(Set.of(Structure.LV_ENDO, Structure.LV_EPI), Set.of(Structure.RV_ENDO));

  private EndSlices() {}

  /**
   * The most basal and the most apical frame with a counted contour, of the left and of the right
   * ventricle, at ED and at ES as far as these are set.
   */
  public static SortedSet<FrameKey> of(ReviewDocument document) {
    TreeSet<FrameKey> ends = new TreeSet<>();
    for (Mark mark : Mark.values()) {
      PhaseMark set = document.mark(mark);
      if (set != null) {
        VENTRICLES.forEach(ventricle -> addEnds(document, set.phase(), ventricle, ends));
      }
    }
    return ends;
  }

  private static void addEnds(
      ReviewDocument document, int phase, Set<Structure> ventricle, Set<FrameKey> ends) {
    int[] drawn =
        IntStream.range(0, document.sliceCount())
            .filter(
                slice ->
                    ventricle.stream()
                        .anyMatch(
                            s -> document.counted(ContourKey.of(slice, phase, s)).isPresent()))
            .toArray();
    if (drawn.length > 0) {
      ends.add(new FrameKey(drawn[0], phase));
      ends.add(new FrameKey(drawn[drawn.length - 1], phase));
    }
  }

  /**
   * End frames that nobody has looked at yet. Taking a contour away there makes its neighbour the
   * end, which then asks for a look in its turn.
   *
   * @param viewed frames the reader has had on the canvas, standing still
   */
  public static SortedSet<FrameKey> notLookedAt(ReviewDocument document, Set<FrameKey> viewed) {
    TreeSet<FrameKey> open = new TreeSet<>(of(document));
    open.removeIf(frame -> viewed.contains(frame) || ReviewProgress.isReviewed(document, frame));
    return open;
  }
}
