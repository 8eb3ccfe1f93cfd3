package ventricle.engine.review;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;

/**
 * A contour put on another frame as it is: the last resort, where neither interpolation nor
 * propagation has anything to go by.
 */
public final class Copying {

  /** What the provenance names. */
  public static final String METHOD = "copy";

  private Copying() {}

  /**
   * The edit that copies the contour shown at a place to another frame, at the same position in the
   * patient; empty when nothing is shown or nothing of it lies on the other frame.
   *
   * @param stack in the document's slice order
   */
  public static Optional<Edit.FillContours> copy(
      CineStack stack, ReviewDocument document, ContourKey from, FrameKey to, String reader) {
    ContourKey place = new ContourKey(to, from.structure());
    return document
        .shown(from)
        .map(tracing -> onSlice(stack, tracing.contour(), from.frame().slice(), to.slice()))
        .flatMap(contour -> Fitting.fit(stack, document, place, contour))
        .map(
            contour ->
                new Edit.FillContours(
                    new TreeMap<>(
                        Map.of(
                            place,
                            new Tracing(contour, new Provenance.Propagated(reader, METHOD)))),
                    Filling.COPIED));
  }

  /** A contour of one slice in the image coordinates of another, projected along the normal. */
  static Contour onSlice(CineStack stack, Contour contour, int from, int to) {
    return stack.slice(to).toImage(contour, stack.slice(from));
  }
}
