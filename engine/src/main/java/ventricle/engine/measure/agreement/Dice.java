package ventricle.engine.measure.agreement;

import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.geometry.PolygonSets;
import ventricle.engine.geometry.Polygons;

/**
 * Overlap of two masks: 2·|A∩B| / (|A| + |B|). Empty when both are empty (to be left out and
 * counted); 0 when one is.
 */
public final class Dice {

  private Dice() {}

  /** Of one slice. */
  public static Optional<Double> ofSlice(boolean[] a, boolean[] b) {
    return ofVolume(List.of(a), List.of(b));
  }

  /**
   * Of a volume: voxels of all slices together.
   *
   * @throws IllegalArgumentException when the masks differ in size
   */
  public static Optional<Double> ofVolume(List<boolean[]> a, List<boolean[]> b) {
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(a.size() + " slices against " + b.size());
    }
    long common = 0;
    long sum = 0;
    for (int slice = 0; slice < a.size(); slice++) {
      boolean[] p = a.get(slice);
      boolean[] q = b.get(slice);
      if (p.length != q.length) {
        throw new IllegalArgumentException(p.length + " pixels against " + q.length);
      }
      for (int i = 0; i < p.length; i++) {
        common += p[i] && q[i] ? 1 : 0;
        sum += (p[i] ? 1 : 0) + (q[i] ? 1 : 0);
      }
    }
    return sum == 0 ? Optional.empty() : Optional.of(2.0 * common / sum);
  }

  /**
   * Of the areas inside two contours, as polygons and not as pixels; 0 when both are degenerate.
   */
  public static double ofContours(Contour a, Contour b) {
    if (a.equals(b)) {
      return 1;
    }
    return ofAreas(PolygonSets.commonArea(a, b), Polygons.area(a) + Polygons.area(b));
  }

  /** Of areas that are known already; 0 when there are none. */
  static double ofAreas(double common, double sum) {
    return sum == 0 ? 0 : Math.min(1, 2 * common / sum);
  }
}
