package ventricle.engine.review;

import java.util.Optional;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.PolygonSets;
import ventricle.engine.geometry.Polygons;

/** Makes a computed contour one that may lie at a place. */
public final class Fitting {

  /** Distance between vertices in pixels; costs a circle of radius 10 px less than .1 % of area. */
  private static final double STEP = 0.75;

  private Fitting() {}

  /**
   * The contour with even vertices, simple, on the image, and with the endocardium inside the
   * epicardium that is shown with it: what is computed gives way, so the endocardium is cut and the
   * epicardium grows. Empty when nothing is left.
   *
   * @param place whose slice the contour's coordinates belong to
   */
  public static Optional<Contour> fit(
      CineStack stack, ReviewDocument document, ContourKey place, Contour contour) {
    ImageSize image = ImageSize.of(stack.slice(place.frame().slice()));
    return Polygons.simplified(Polygons.resampleByStep(contour, STEP))
        .flatMap(c -> Polygons.clip(c, image))
        .flatMap(c -> nested(document, place, c));
  }

  private static Optional<Contour> nested(
      ReviewDocument document, ContourKey place, Contour contour) {
    return switch (place.structure()) {
      case LV_ENDO, LV_PAPILLARY ->
          beside(document, place, Structure.LV_EPI)
              .map(epi -> Containment.clipInside(contour, epi))
              .orElse(Optional.of(contour));
      case LV_EPI ->
          beside(document, place, Structure.LV_ENDO)
              .filter(endo -> !Containment.holds(endo, contour))
              .map(endo -> PolygonSets.union(contour, endo).stream().findFirst())
              .orElse(Optional.of(contour));
      case RV_ENDO -> Optional.of(contour);
    };
  }

  private static Optional<Contour> beside(
      ReviewDocument document, ContourKey place, Structure structure) {
    return document.shown(new ContourKey(place.frame(), structure)).map(Tracing::contour);
  }
}
