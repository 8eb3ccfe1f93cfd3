package ventricle.engine.measure.agreement;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.ReviewDocument;

/** How much of the model's contours a reader left as they were. */
public final class ModelVersusFinal {

  private ModelVersusFinal() {}

  /**
   * Dice of the areas of the model's contour and the one that counts in the end, 2·|A∩B| / (|A| +
   * |B|), for every place that a model has segmented and where one of the two is: 1 for a contour
   * nobody touched, 0 where a reader took one away or added one the model did not see. Excluded
   * places are left out. Polygons are compared, not masks, so that image size and pixel shape have
   * no part in it.
   */
  public static SortedMap<ContourKey, Double> of(ReviewDocument document) {
    TreeSet<ContourKey> places = new TreeSet<>(document.modelLayer().keySet());
    places.addAll(document.readerLayer().keySet());
    TreeMap<ContourKey, Double> dice = new TreeMap<>();
    for (ContourKey place : places) {
      Tracing model = document.modelLayer().get(place);
      Tracing last = document.counted(place).orElse(null);
      boolean segmented = document.segmentedPhases().contains(place.frame().phase());
      if (segmented && !document.excluded(place) && (model != null || last != null)) {
        dice.put(place, dice(model, last));
      }
    }
    return Collections.unmodifiableSortedMap(dice);
  }

  private static double dice(@Nullable Tracing model, @Nullable Tracing last) {
    return model == null || last == null ? 0 : Dice.ofContours(model.contour(), last.contour());
  }
}
