package ventricle.engine.measure.regional;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.review.ReviewDocument;

/**
 * Wall thickness of every segment over the cycle.
 *
 * @param mm one list for each segment by number, with one value for each phase; null where it is
 *     not known
 */
public record ThicknessCurves(List<List<@Nullable Double>> mm) {

  public ThicknessCurves {
    // List.copyOf takes no nulls
    mm = mm.stream().map(Collections::unmodifiableList).toList();
  }

  /**
   * The curves of a document that is measured once.
   *
   * @param stack in the document's slice order
   */
  public static ThicknessCurves of(CineStack stack, ReviewDocument document) {
    return of(stack, document, new Rings());
  }

  /**
   * The curves of a document; nothing is guessed for phases without contours.
   *
   * @param stack in the document's slice order
   * @param known rings of earlier curves of the study
   */
  public static ThicknessCurves of(CineStack stack, ReviewDocument document, Rings known) {
    return new ThicknessCurves(WallThickness.curves(stack, document, known));
  }

  public List<@Nullable Double> of(AhaSegment segment) {
    return mm.get(segment.number() - 1);
  }
}
