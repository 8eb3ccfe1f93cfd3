package ventricle.engine.phantom;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;

/** Exact volumes of a phantom: of its contours, and of its shapes between them. */
final class Volumetry {

  private static final double LEVEL_STEP = 0.5;

  private Volumetry() {}

  /** Sum of area × slab over the slices of a phase, ml. */
  static double coveredMl(
      SortedMap<ContourKey, Contour> contours,
      Structure structure,
      int phase,
      StackPlan plan,
      List<Double> slabsMm) {
    double pixel = plan.spacingMm() * plan.spacingMm();
    double sum = 0;
    for (int slice = 0; slice < slabsMm.size(); slice++) {
      @Nullable Contour contour = contours.get(ContourKey.of(slice, phase, structure));
      if (contour != null) {
        sum += Polygons.area(contour) * pixel * slabsMm.get(slice);
      }
    }
    return sum / 1000;
  }

  /** The whole LV cavity, ml. */
  static double cavityMl(HeartShape shape, double contraction) {
    double sum = 0;
    for (double z = shape.base(contraction) + LEVEL_STEP / 2;
        z < 1.3 * shape.size().length();
        z += LEVEL_STEP) {
      sum += shape.leftVentricle(z, contraction).cavityArea() * LEVEL_STEP;
    }
    return sum / 1000;
  }

  /** The whole LV with its wall, ml. */
  static double epiMl(HeartShape shape, double contraction) {
    double sum = 0;
    for (double z = shape.base(contraction) + LEVEL_STEP / 2;
        z < 1.3 * shape.size().length();
        z += LEVEL_STEP) {
      sum += shape.leftVentricle(z, contraction).epiArea() * LEVEL_STEP;
    }
    return sum / 1000;
  }

  /** The whole RV cavity, ml. */
  static double rvMl(HeartShape shape, double contraction) {
    double step = 4 * LEVEL_STEP;
    double sum = 0;
    for (double z = shape.rvBase(contraction) + step / 2;
        z < 1.1 * shape.size().length();
        z += step) {
      sum += shape.crescent(z, contraction).area(shape.leftVentricle(z, contraction)) * step;
    }
    return sum / 1000;
  }
}
