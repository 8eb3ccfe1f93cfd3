package ventricle.engine.measure.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;

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
    return new ContourAgreement(
        Dice.ofContours(a, b),
        BorderDistance.between(List.of(a), List.of(b), spacing).orElseThrow());
  }
}
