package ventricle.engine.measure.regional;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.ReviewDocument;

/**
 * A slice whose LV wall is much thicker in one place than around it: an epicardium that has run
 * into tissue beside the heart, asymmetric hypertrophy, or a thin scar. Thickness here is the way
 * from the epicardium to the nearest place of the endocardium, which every pair of contours has,
 * also those between which no chords square to the wall can be drawn.
 *
 * @param slice index in the stack
 * @param ratio of the thickest place to the median
 */
public record UnevenWall(int slice, double ratio) {

  /**
   * Of the 1,184 walls that experts drew at ED and ES of 65 training cases, 5 in two hearts
   * (hypertrophic; after an infarct) are more uneven.
   */
  public static final double BOUND = 2.6;

  /** Places along the epicardium. */
  private static final int PLACES = 100;

  /**
   * The most uneven slice of a phase, where one is beyond the bound.
   *
   * @param known walls of the measurement that is being made, and of those before
   */
  public static Optional<UnevenWall> at(
      CineStack stack, ReviewDocument document, int phase, Rings known) {
    StackPlane plane = new StackPlane(stack);
    return IntStream.range(0, stack.sliceCount())
        .filter(plane::scaled)
        .boxed()
        .flatMap(slice -> of(plane, document, slice, phase, known).stream())
        .filter(wall -> wall.ratio() > BOUND)
        .max(Comparator.comparingDouble(UnevenWall::ratio));
  }

  private static Optional<UnevenWall> of(
      StackPlane plane, ReviewDocument document, int slice, int phase, Rings known) {
    Optional<Contour> endo = PhaseWall.counted(document, slice, phase, Structure.LV_ENDO);
    Optional<Contour> epi = PhaseWall.counted(document, slice, phase, Structure.LV_EPI);
    return endo.isEmpty() || epi.isEmpty()
        ? Optional.empty()
        : Optional.of(new UnevenWall(slice, known.unevenness(plane, slice, endo.get(), epi.get())));
  }

  /**
   * The thickest place over the median one.
   *
   * @param endo in mm, as the other
   */
  static double ratio(Contour endo, Contour epi) {
    double[] thickness =
        Polygons.resample(epi, PLACES).points().stream()
            .mapToDouble(outer -> outer.distance(Polygons.nearest(endo, outer).point()))
            .sorted()
            .toArray();
    double median = thickness[PLACES / 2];
    return median > 0 ? thickness[PLACES - 1] / median : 1;
  }
}
