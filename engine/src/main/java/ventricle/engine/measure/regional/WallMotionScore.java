package ventricle.engine.measure.regional;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.WallMotion;

/**
 * The wall motion score index: the mean grade of the graded segments (Lang et al., J Am Soc
 * Echocardiogr 2015;28:1).
 *
 * @param index 1 (all normal) to 5; null while nothing is graded
 * @param graded how many of the 16 segments are graded
 */
public record WallMotionScore(@Nullable Double index, int graded) {

  /** The score of grades by segment. */
  public static WallMotionScore of(Map<Integer, WallMotion> grades) {
    if (grades.isEmpty()) {
      return new WallMotionScore(null, 0);
    }
    double sum = grades.values().stream().mapToInt(WallMotion::score).sum();
    return new WallMotionScore(sum / grades.size(), grades.size());
  }
}
