package ventricle.engine.measure.agreement;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/** Which slices a reader counts. */
public final class SliceInclusion {

  private SliceInclusion() {}

  /**
   * Whether each slice has a contour that counts at the reader's own ED or ES, basal first; empty
   * while the mark is not set.
   */
  public static Optional<List<Boolean>> of(
      ReviewDocument document, Mark mark, Structure structure) {
    PhaseMark set = document.mark(mark);
    return set == null
        ? Optional.empty()
        : Optional.of(
            IntStream.range(0, document.sliceCount())
                .mapToObj(slice -> ContourKey.of(slice, set.phase(), structure))
                .map(key -> document.counted(key).isPresent())
                .toList());
  }
}
