package ventricle.viewer.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

/**
 * One contour to draw.
 *
 * @param accepted whether a reader has accepted it
 */
public record OverlayContour(Structure structure, Tracing tracing, boolean accepted) {

  /** What a document shows on a frame, outer structures first so that inner ones lie on top. */
  public static List<OverlayContour> of(
      ReviewDocument document, FrameKey frame, Set<Structure> structures) {
    List<OverlayContour> contours = new ArrayList<>(4);
    for (Structure structure : DRAWING_ORDER) {
      if (structures.contains(structure)) {
        ContourKey key = new ContourKey(frame, structure);
        document
            .shown(key)
            .ifPresent(
                tracing ->
                    contours.add(
                        new OverlayContour(
                            structure,
                            tracing,
                            document.stateOf(key) instanceof ReviewState.Contoured)));
      }
    }
    return contours;
  }

  private static final List<Structure> DRAWING_ORDER =
      List.of(Structure.RV_ENDO, Structure.LV_EPI, Structure.LV_ENDO, Structure.LV_PAPILLARY);
}
