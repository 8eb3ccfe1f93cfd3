package ventricle.engine.phantom;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;

/** The borders of a {@link HeartShape} where the slices of a {@link StackPlan} cut it. */
final class TrueContours {

  private static final int LV_STEP = 2;
  private static final int FREE_WALL_POINTS = 72;
  private static final int SEPTUM_POINTS = 48;
  private static final double SMALLEST_RV_MM2 = 90;
  private static final double SMALLEST_EPI_MM = 6;

  private final HeartShape shape;
  private final StackPlan plan;
  private final double cos;
  private final double sin;

  TrueContours(HeartShape shape, StackPlan plan) {
    this.shape = shape;
    this.plan = plan;
    this.cos = StrictMath.cos(plan.septum());
    this.sin = StrictMath.sin(plan.septum());
  }

  SortedMap<ContourKey, Contour> all(Rhythm rhythm) {
    SortedMap<ContourKey, Contour> contours = new TreeMap<>();
    for (int slice = 0; slice < plan.slices().size(); slice++) {
      for (int phase = 0; phase < rhythm.phases(); phase++) {
        double c = rhythm.contraction(phase);
        ContourKey endoKey = ContourKey.of(slice, phase, Structure.LV_ENDO);
        endo(slice, c).ifPresent(contour -> contours.put(endoKey, contour));
        ContourKey epiKey = ContourKey.of(slice, phase, Structure.LV_EPI);
        epi(slice, c).ifPresent(contour -> contours.put(epiKey, contour));
        ContourKey rvKey = ContourKey.of(slice, phase, Structure.RV_ENDO);
        rv(slice, c).ifPresent(contour -> contours.put(rvKey, contour));
      }
    }
    return contours;
  }

  /** The LV cavity, papillary muscles inside; none above the mitral plane. */
  Optional<Contour> endo(int slice, double contraction) {
    double z = plan.levels().get(slice);
    if (z < shape.base(contraction)) {
      return Optional.empty();
    }
    Section lv = shape.leftVentricle(z, contraction);
    if (lv.cavityRadius() < HeartShape.SMALLEST_CAVITY) {
      return Optional.empty();
    }
    return Optional.of(ring(slice, lv, true));
  }

  /**
   * The outer border of the LV, wherever the slice shows a cavity now or at end diastole: at the
   * apex systole may close the cavity.
   */
  Optional<Contour> epi(int slice, double contraction) {
    double z = plan.levels().get(slice);
    if (z < shape.base(contraction)) {
      return Optional.empty();
    }
    Section lv = shape.leftVentricle(z, contraction);
    boolean cavityInDiastole =
        shape.leftVentricle(z, 0).cavityRadius() >= HeartShape.SMALLEST_CAVITY;
    boolean cavity = lv.cavityRadius() >= HeartShape.SMALLEST_CAVITY;
    if (!cavity && !(cavityInDiastole && lv.epi(0) >= SMALLEST_EPI_MM)) {
      return Optional.empty();
    }
    return Optional.of(ring(slice, lv, false));
  }

  Optional<Contour> rv(int slice, double contraction) {
    double z = plan.levels().get(slice);
    Section lv = shape.leftVentricle(z, contraction);
    Crescent rv = shape.crescent(z, contraction);
    if (rv.level() < 0 || rv.level() >= 1 || rv.area(lv) < SMALLEST_RV_MM2) {
      return Optional.empty();
    }
    double[] xs = new double[FREE_WALL_POINTS + SEPTUM_POINTS];
    double[] ys = new double[FREE_WALL_POINTS + SEPTUM_POINTS];
    for (int i = 0; i < FREE_WALL_POINTS; i++) {
      double across = -StrictMath.cos(StrictMath.PI * i / (FREE_WALL_POINTS - 1));
      double angle = rv.angle(across);
      place(slice, lv, angle, septum(lv, angle) + rv.depth(angle), i, xs, ys);
    }
    for (int i = 0; i < SEPTUM_POINTS; i++) {
      double across = StrictMath.cos(StrictMath.PI * (i + 1) / (SEPTUM_POINTS + 1));
      double angle = rv.angle(across);
      place(slice, lv, angle, septum(lv, angle), FREE_WALL_POINTS + i, xs, ys);
    }
    return Optional.of(Contour.of(xs, ys));
  }

  private static double septum(Section lv, double angle) {
    double step = angle / Circle.angle(1);
    return lv.epiAt(step < 0 ? step + Circle.STEPS : step) + Crescent.GAP;
  }

  private Contour ring(int slice, Section lv, boolean inner) {
    int n = Circle.STEPS / LV_STEP;
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      int step = i * LV_STEP;
      place(slice, lv, Circle.angle(step), inner ? lv.endo(step) : lv.epi(step), i, xs, ys);
    }
    return Contour.of(xs, ys);
  }

  private void place(
      int slice, Section lv, double angle, double radius, int i, double[] xs, double[] ys) {
    double a = lv.centreA() + radius * StrictMath.cos(angle);
    double b = lv.centreB() + radius * StrictMath.sin(angle);
    StackPlan.Breath breath = plan.breaths().get(slice);
    xs[i] = plan.axisX() + (a * cos - b * sin + breath.x()) / plan.spacingMm();
    ys[i] = plan.axisY() + (a * sin + b * cos + breath.y()) / plan.spacingMm();
  }
}
