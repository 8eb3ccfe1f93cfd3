package ventricle.engine.measure.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.geometry.PolygonSets;
import ventricle.engine.geometry.Polygons;

/**
 * Two contours of one structure on one frame against each other, as polygons and not as pixels.
 *
 * @param dice 2 · common area / sum of areas
 * @param border distances of the borders
 */
public record ContourAgreement(double dice, BorderDistance border) {

  /**
   * @param spacing null when unknown: distances are then in pixels
   */
  public static ContourAgreement of(Contour a, Contour b, @Nullable PixelSpacing spacing) {
    double sum = Polygons.area(a) + Polygons.area(b);
    return new ContourAgreement(
        sum == 0 ? 0 : Math.min(1, 2 * PolygonSets.commonArea(a, b) / sum),
        BorderDistance.between(List.of(a), List.of(b), spacing).orElseThrow());
  }
}
