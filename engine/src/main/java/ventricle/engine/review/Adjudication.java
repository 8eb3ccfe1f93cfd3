package ventricle.engine.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;

/**
 * Choosing, place by place, whose reading shall count. What is chosen keeps its provenance, which
 * says who drew it; its review state says who chose it.
 */
public final class Adjudication {

  private Adjudication() {}

  /**
   * The edits by which a place of the consensus becomes what a reading has there: its contour, or
   * that nothing is there. ED and ES follow the first reading that anything is taken from.
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
    Tracing chosen = from.counted(key).orElse(null);
    if (chosen == null) {
      if (consensus.shown(key).isPresent()) {
        edits.add(new Edit.RemoveContour(key, adjudicator));
      }
      edits.add(new Edit.SetState(Map.of(key, new ReviewState.ConfirmedAbsent(adjudicator))));
    } else {
      edits.add(new Edit.SetContour(key, chosen, Gesture.IMPORT));
      edits.add(new Edit.SetState(Map.of(key, new ReviewState.Contoured(adjudicator))));
    }
    return edits;
  }
}
