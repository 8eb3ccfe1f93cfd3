package ventricle.viewer.tool;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Limit;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.ReaderTracings;

/**
 * What an editing tool works on: one structure of the frame shown.
 *
 * @param tracing the contour shown there, null when there is none
 * @param reader who edits
 * @param limit the border it may not cross, null when it is free
 */
public record EditTarget(
    ContourKey key, @Nullable Tracing tracing, String reader, @Nullable Limit limit) {

  public Optional<Contour> contour() {
    return Optional.ofNullable(tracing).map(Tracing::contour);
  }

  /** A contour as it can be put here: cut back or let out to the limit; empty when it cannot. */
  public Optional<Contour> kept(Contour contour) {
    return limit == null ? Optional.of(contour) : limit.keep(contour);
  }

  /** The edit that puts a contour here; a model's contour stays known as the model's, edited. */
  public Edit.SetContour edit(Contour contour, Gesture gesture) {
    return ReaderTracings.edit(tracing, key, contour, gesture, reader);
  }

  /** What letting go now would leave, and what of the movement the limit does not allow. */
  ToolDraft draft(Contour contour) {
    return ToolDraft.of(
        kept(contour).orElse(contour), limit == null ? List.of() : limit.conflict(contour));
  }
}
