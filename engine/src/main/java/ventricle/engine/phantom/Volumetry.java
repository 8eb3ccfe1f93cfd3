package ventricle.engine.phantom;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;

/** Exact volumes of a phantom: of its contours, and of its shapes between them. */
final class Volumetry {

  private static final double LEVEL_STEP = 0.5;

  /** Contractions at which the volume is summed for its rates. */
  private static final int VOLUME_KNOTS = 64;

  /** Moments of the cycle at which the rates are looked at. */
  private static final int MOMENTS = 2000;

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

  /** The whole LV cavity at each phase, ml. */
  static List<Double> lvCurveMl(HeartShape shape, Rhythm rhythm) {
    return IntStream.range(0, rhythm.phases())
        .mapToObj(phase -> smoothCavityMl(shape, rhythm.contraction(phase)))
        .toList();
  }

  /** Peak ejection and filling of the whole LV cavity, between and beyond the phases. */
  static PhantomTruth.Rates rates(HeartShape shape, Rhythm rhythm) {
    double[] contractions = new double[VOLUME_KNOTS + 1];
    double[] volumes = new double[VOLUME_KNOTS + 1];
    for (int i = 0; i <= VOLUME_KNOTS; i++) {
      contractions[i] = (double) i / VOLUME_KNOTS;
      volumes[i] = smoothCavityMl(shape, contractions[i]);
    }
    MonotoneCurve volume = new MonotoneCurve(contractions, volumes);
    double stepMs = rhythm.rrMs() / MOMENTS;
    double ejection = 0;
    double filling = 0;
    double ejectionAt = 0;
    double fillingAt = 0;
    for (int i = 0; i < MOMENTS; i++) {
      double before = volume.at(rhythm.contraction((double) i / MOMENTS));
      double after = volume.at(rhythm.contraction((i + 1.0) / MOMENTS));
      double rate = (after - before) / stepMs * 1000;
      if (-rate > ejection) {
        ejection = -rate;
        ejectionAt = (i + 0.5) * stepMs;
      }
      if (rate > filling) {
        filling = rate;
        fillingAt = (i + 0.5) * stepMs;
      }
    }
    return new PhantomTruth.Rates(ejection, ejectionAt, filling, fillingAt);
  }

  /** The whole LV cavity from the formula of its cross-section, ml. */
  private static double smoothCavityMl(HeartShape shape, double contraction) {
    double sum = 0;
    for (double z = shape.base(contraction) + LEVEL_STEP / 2;
        z < 1.3 * shape.size().length();
        z += LEVEL_STEP) {
      sum += shape.cavityArea(z, contraction) * LEVEL_STEP;
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
