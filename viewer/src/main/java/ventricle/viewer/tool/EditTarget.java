package ventricle.viewer.tool;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;

/**
 * What an editing tool works on: one structure of the frame shown.
 *
 * @param tracing the contour shown there, null when there is none
 * @param reader who edits
 */
public record EditTarget(ContourKey key, @Nullable Tracing tracing, String reader) {

  public Optional<Contour> contour() {
    return Optional.ofNullable(tracing).map(Tracing::contour);
  }

  /** The edit that puts a contour here; a model's contour stays known as the model's, edited. */
  public Edit.SetContour edit(Contour contour, Gesture gesture) {
    return new Edit.SetContour(key, new Tracing(contour, provenance(gesture)), gesture);
  }

  private Provenance provenance(Gesture gesture) {
    Tracing before = tracing;
    if (before == null || gesture == Gesture.DRAW) {
      return new Provenance.Manual(reader);
    }
    return switch (before.provenance()) {
      case Provenance.Model(var model) -> new Provenance.EditedModel(model, reader);
      case Provenance.EditedModel(var model, var earlier) ->
          new Provenance.EditedModel(model, reader);
      case Provenance.Manual manual -> new Provenance.Manual(reader);
      case Provenance.Interpolated interpolated -> new Provenance.Manual(reader);
      case Provenance.Imported imported -> new Provenance.Manual(reader);
    };
  }
}
