package ventricle.engine.phantom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.AhaSegment.Level;

/**
 * Thickness of the LV's wall in the segments of a {@link HeartShape}, from its formulas and not
 * from contours: between mitral plane and apex of the cavity, in the plane of the slices,
 * perpendicular to the line midway between the borders.
 */
final class TrueWalls {

  private final HeartShape shape;
  private final List<Double> slices;

  /**
   * @param slices level of each slice along the axis, mm toward the apex
   */
  TrueWalls(HeartShape shape, List<Double> slices) {
    this.shape = shape;
    this.slices = slices;
  }

  /**
   * Mean thickness of each segment by number, mm, over the slices that cut its third of the length;
   * null where none of them shows a cavity that a reader would draw.
   */
  List<@Nullable Double> segments(double contraction) {
    double base = shape.base(contraction);
    double length = shape.length(contraction);
    double[] sums = new double[AhaSegment.values().length];
    double[] weights = new double[sums.length];
    for (double z : slices) {
      Section lv = shape.leftVentricle(z, contraction);
      if (z < base || lv.cavityRadius() < HeartShape.SMALLEST_CAVITY) {
        continue;
      }
      Level level = Level.of((z - base) / length);
      add(lv, level, shape.crescent(z, contraction).anterior(), sums, weights);
    }
    List<@Nullable Double> means = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      means.add(weights[i] == 0 ? null : (Double) (sums[i] / weights[i]));
    }
    return means;
  }

  /** Adds the thickness of one level, every step by its length along the line midway. */
  private static void add(
      Section lv, Level level, double anterior, double[] sums, double[] weights) {
    double share = 0;
    double[] thickness = new double[Circle.STEPS];
    double[] along = new double[Circle.STEPS];
    for (int i = 0; i < Circle.STEPS; i++) {
      double middle = middle(lv, i);
      double slope = (middle(lv, i + 1) - middle(lv, i - 1)) / (2 * Circle.angle(1));
      along[i] = StrictMath.sqrt(middle * middle + slope * slope);
      thickness[i] = (lv.epi(i) - lv.endo(i)) * middle / along[i];
      share += along[i];
    }
    for (int i = 0; i < Circle.STEPS; i++) {
      double degrees = StrictMath.toDegrees(anterior - Circle.angle(i));
      int segment = AhaSegment.at(level, degrees).number() - 1;
      sums[segment] += thickness[i] * along[i] / share;
      weights[segment] += along[i] / share;
    }
  }

  private static double middle(Section lv, int step) {
    int i = Math.floorMod(step, Circle.STEPS);
    return (lv.endo(i) + lv.epi(i)) / 2;
  }
}
