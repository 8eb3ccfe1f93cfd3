package ventricle.viewer.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
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
 * @param pen how it is drawn; null as its provenance and structure say
 */
public record OverlayContour(
    Structure structure, Tracing tracing, boolean accepted, @Nullable Pen pen) {

  /** A line that tells whose contour it is, where several readings lie over each other. */
  public record Pen(Color colour, ContourStyle style) {}

  /** Drawn as provenance and structure say. */
  public OverlayContour(Structure structure, Tracing tracing, boolean accepted) {
    this(structure, tracing, accepted, null);
  }

  /** What a reading has on a frame, all with one pen, outer structures first. */
  public static List<OverlayContour> of(
      ReviewDocument document, FrameKey frame, Set<Structure> structures, Pen pen) {
    return of(document, frame, structures).stream()
        .map(c -> new OverlayContour(c.structure, c.tracing, false, pen))
        .toList();
  }

  /** Colour of the line. */
  public Color colour() {
    return pen == null ? StructureColours.of(structure) : pen.colour;
  }

  /** Style of the line. */
  public ContourStyle style() {
    return pen == null ? ContourStyle.of(tracing.provenance()) : pen.style;
  }

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

  /** What a model left out on a frame and a reader may take back; drawn faintly. */
  public static List<OverlayContour> offered(
      ReviewDocument document, FrameKey frame, Set<Structure> structures) {
    return DRAWING_ORDER.stream()
        .filter(structures::contains)
        .flatMap(
            structure ->
                document.offered(new ContourKey(frame, structure)).stream()
                    .map(
                        tracing -> new OverlayContour(structure, tracing, false, faint(structure))))
        .toList();
  }

  private static Pen faint(Structure structure) {
    return new Pen(
        StructureColours.of(structure).deriveColor(0, 1, 1, FAINT), ContourStyle.FAINT_DOTS);
  }

  private static final double FAINT = .75;
  private static final List<Structure> DRAWING_ORDER =
      List.of(Structure.RV_ENDO, Structure.LV_EPI, Structure.LV_ENDO, Structure.LV_PAPILLARY);
}
