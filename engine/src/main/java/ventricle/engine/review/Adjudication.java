package ventricle.engine.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;

/**
 * Choosing, place by place, whose reading shall count. What is chosen keeps its provenance, which
 * says who drew it; its review state says who chose it.
 */
public final class Adjudication {

  private Adjudication() {}

  /**
   * The edits by which a place of the consensus becomes what a reading has there: its contour, that
   * nothing is there, or that it is left out of every number and why. ED and ES follow the first
   * reading that anything is taken from.
   *
   * @param from counts slices from the same end as the consensus
   * @param adjudicator who chooses
   */
  public static List<Edit> take(
      ReviewDocument consensus, ContourKey key, ReviewDocument from, String adjudicator) {
    List<Edit> edits = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      PhaseMark set = from.mark(mark);
      if (consensus.mark(mark) == null && set != null) {
        edits.add(new Edit.MoveMark(mark, set.phase(), adjudicator));
      }
    }
    Tracing chosen = from.shown(key).orElse(null);
    if (chosen != null) {
      edits.add(new Edit.SetContour(key, chosen, Gesture.IMPORT));
    } else if (consensus.shown(key).isPresent()) {
      edits.add(new Edit.RemoveContour(key, adjudicator));
    }
    edits.add(new Edit.SetState(Map.of(key, state(from.stateOf(key), chosen, adjudicator))));
    return edits;
  }

  private static ReviewState state(ReviewState of, @Nullable Tracing chosen, String adjudicator) {
    if (of instanceof ReviewState.Excluded excluded) {
      return new ReviewState.Excluded(adjudicator, excluded.reason());
    }
    return chosen == null
        ? new ReviewState.ConfirmedAbsent(adjudicator)
        : new ReviewState.Contoured(adjudicator);
  }
}
