package ventricle.engine.review;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;

/** Contours from a reader's hand, with the provenance that follows from what they changed. */
public final class ReaderTracings {

  private ReaderTracings() {}

  /**
   * The edit that a released tool movement makes: changing a model's contour gives {@link
   * Provenance.EditedModel}; changing what a reader, a file or a computation drew, or drawing anew,
   * gives {@link Provenance.Manual}.
   */
  public static Edit.SetContour edit(
      ReviewDocument document, ContourKey key, Contour contour, Gesture gesture, String reader) {
    return edit(document.shown(key).orElse(null), key, contour, gesture, reader);
  }

  /**
   * The same where the tracing on screen is at hand.
   *
   * @param before what was shown at the place, null when nothing was
   */
  public static Edit.SetContour edit(
      @Nullable Tracing before, ContourKey key, Contour contour, Gesture gesture, String reader) {
    Provenance provenance =
        before == null || gesture.drawsAnew()
            ? new Provenance.Manual(reader)
            : changed(before.provenance(), reader);
    return new Edit.SetContour(key, new Tracing(contour, provenance), gesture);
  }

  private static Provenance changed(Provenance before, String reader) {
    return switch (before) {
      case Provenance.Model(var model, var confidence) -> new Provenance.EditedModel(model, reader);
      case Provenance.EditedModel(var model, var earlier) ->
          new Provenance.EditedModel(model, reader);
      case Provenance.Manual p -> new Provenance.Manual(reader);
      case Provenance.Interpolated p -> new Provenance.Manual(reader);
      case Provenance.Propagated p -> new Provenance.Manual(reader);
      case Provenance.Imported p -> new Provenance.Manual(reader);
    };
  }
}
