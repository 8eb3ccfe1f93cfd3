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
 * @param commonArea px²
 * @param dice 2 · common area / sum of areas
 * @param border distances of the borders
 */
public record ContourAgreement(double commonArea, double dice, BorderDistance border) {

  /**
   * @param spacing null when unknown: distances are then in pixels
   */
  public static ContourAgreement of(Contour a, Contour b, @Nullable PixelSpacing spacing) {
    double common = a.equals(b) ? Polygons.area(a) : PolygonSets.commonArea(a, b);
    return new ContourAgreement(
        common,
        Dice.ofAreas(common, Polygons.area(a) + Polygons.area(b)),
        BorderDistance.between(List.of(a), List.of(b), spacing).orElseThrow());
  }
}
