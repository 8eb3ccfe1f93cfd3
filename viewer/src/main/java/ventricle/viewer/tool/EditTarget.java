package ventricle.viewer.tool;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.ReaderTracings;

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
    return ReaderTracings.edit(tracing, key, contour, gesture, reader);
  }
}
