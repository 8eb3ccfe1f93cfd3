package ventricle.app.compare;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;

/**
 * Something that can be laid over a study.
 *
 * @param label what people call it
 * @param id whose reading it is; null for the model's layer
 * @param document counts slices from the end that is shown as the base
 * @param active time at work on it; zero when unknown
 */
public record Layer(
    String label, @Nullable ReadingId id, ReviewDocument document, Duration active) {

  @Override
  public String toString() {
    return label;
  }
}
