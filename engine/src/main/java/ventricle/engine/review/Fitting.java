package ventricle.engine.review;

import java.util.Optional;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Limit;
import ventricle.engine.geometry.Polygons;

/** Makes a computed contour one that may lie at a place. */
public final class Fitting {

  /** Distance between vertices in pixels; costs a circle of radius 10 px less than .1 % of area. */
  private static final double STEP = 0.75;

  private Fitting() {}

  /**
   * The contour with even vertices, simple, on the image, and with endocardium and papillary muscle
   * inside the epicardium that is shown with it: what is computed gives way, so the endocardium is
   * cut and the epicardium grows. Empty when nothing is left, or an epicardium and the endocardium
   * shown have no area in common.
   *
   * @param place whose slice the contour's coordinates belong to
   */
  public static Optional<Contour> fit(
      CineStack stack, ReviewDocument document, ContourKey place, Contour contour) {
    ImageSize image = ImageSize.of(stack.slice(place.frame().slice()));
    return Polygons.simplified(Polygons.resampleByStep(contour, STEP))
        .flatMap(c -> Polygons.clip(c, image))
        .flatMap(
            c ->
                limit(document, place).map(limit -> limit.keep(c)).orElseGet(() -> Optional.of(c)));
  }

  private static Optional<Limit> limit(ReviewDocument document, ContourKey place) {
    return place.structure() == Structure.LV_PAPILLARY
        ? document
            .shown(place.frame(), Structure.LV_EPI)
            .map(epi -> new Limit.Within(epi.contour()))
        : Nesting.limit(document, place);
  }
}
