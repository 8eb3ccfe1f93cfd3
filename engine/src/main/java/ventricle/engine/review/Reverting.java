package ventricle.engine.review;

import java.util.Optional;
import ventricle.engine.domain.ContourKey;

/** Going back to what the model drew. */
public final class Reverting {

  private Reverting() {}

  /**
   * At a place where a reader did something, drops that; where none did and the model left a
   * contour out, puts that contour there as the model drew it, to be reviewed. Empty where there is
   * nothing to go back to.
   */
  public static Optional<Edit> at(ReviewDocument document, ContourKey key) {
    if (document.readerLayer().containsKey(key)) {
      return Optional.of(new Edit.RevertToModel(key));
    }
    return document.shown(key).isPresent()
        ? Optional.empty()
        : Optional.ofNullable(document.leftOut().get(key))
            .map(tracing -> new Edit.SetContour(key, tracing, Gesture.TAKE_BACK));
  }
}
