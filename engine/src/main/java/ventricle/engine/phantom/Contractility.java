package ventricle.engine.phantom;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.geometry.Polygons;

/**
 * Finds how strongly the ventricles squeeze: the LV so that the slices show the wanted EF, the RV
 * so that both eject the same stroke volume.
 */
final class Contractility {

  private static final double LARGEST_RV_DEPTH = 70;

  private Contractility() {}

  static HeartShape solve(
      HeartShape relaxed,
      StackPlan plan,
      Rhythm rhythm,
      @Nullable List<Double> slabsMm,
      double efPercent,
      double rvToLv) {
    double wanted = 1 - efPercent / 100;
    DoubleUnaryOperator remaining =
        squeeze -> remaining(relaxed.withLvSqueeze(squeeze), plan, rhythm, slabsMm);
    HeartShape lv = relaxed.withLvSqueeze(root(remaining, wanted, 0.01, 1.4));

    double edv = Volumetry.cavityMl(lv, 0);
    double stroke = edv - Volumetry.cavityMl(lv, 1);
    double rvEdv = rvToLv * edv;
    HeartShape deep =
        lv.withRvDepth(root(d -> Volumetry.rvMl(lv.withRvDepth(d), 0), rvEdv, 5, LARGEST_RV_DEPTH));
    double rvEsv = Math.max(0.2 * rvEdv, rvEdv - stroke);
    return deep.withRvSqueeze(root(q -> Volumetry.rvMl(deep.withRvSqueeze(q), 1), rvEsv, 0.1, 1.2));
  }

  /** Smallest LV volume over the beat as a fraction of the largest. */
  private static double remaining(
      HeartShape shape, StackPlan plan, Rhythm rhythm, @Nullable List<Double> slabsMm) {
    if (slabsMm == null) {
      return Volumetry.cavityMl(shape, 1) / Volumetry.cavityMl(shape, 0);
    }
    TrueContours contours = new TrueContours(shape, plan);
    double smallest = Double.MAX_VALUE;
    for (int phase = 0; phase < rhythm.phases(); phase++) {
      double c = rhythm.contraction(phase);
      if (c > 0.5) {
        smallest = Math.min(smallest, covered(contours, c, slabsMm));
      }
    }
    return smallest / covered(contours, 0, slabsMm);
  }

  private static double covered(TrueContours contours, double contraction, List<Double> slabsMm) {
    double sum = 0;
    for (int slice = 0; slice < slabsMm.size(); slice++) {
      Optional<Contour> endo = contours.endo(slice, contraction);
      if (endo.isPresent()) {
        sum += Polygons.area(endo.get()) * slabsMm.get(slice);
      }
    }
    return sum;
  }

  /** Where a growing function takes a value, by halving; the nearer end when it never does. */
  private static double root(DoubleUnaryOperator growing, double value, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < 22; i++) {
      double middle = (low + high) / 2;
      if (growing.applyAsDouble(middle) < value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
