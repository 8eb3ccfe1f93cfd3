package ventricle.viewer.view;

import java.util.Optional;
import ventricle.engine.domain.PixelSpacing;

/**
 * A bar of a round length.
 *
 * @param millimetres its length in the patient
 * @param screenLength its length on screen
 */
public record ScaleBar(int millimetres, double screenLength) {

  private static final int[] LENGTHS = {100, 50, 20, 10, 5, 2, 1};

  /**
   * The longest round bar that fits; empty when none does.
   *
   * @param longest room on screen
   */
  public static Optional<ScaleBar> of(
      ImageTransform transform, PixelSpacing spacing, double longest) {
    double perMillimetre = transform.scaleX() / spacing.column();
    for (int millimetres : LENGTHS) {
      if (millimetres * perMillimetre <= longest) {
        return Optional.of(new ScaleBar(millimetres, millimetres * perMillimetre));
      }
    }
    return Optional.empty();
  }
}
