package ventricle.engine.phantom;

import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/** Paints the frames of one slice: its still surroundings once, the beating heart into each. */
final class FramePainter {

  private static final double[] HEART_LEVELS = {-0.33, 0, 0.33};
  private static final double[] BODY_LEVELS = {-0.25, 0.25};
  private static final double PULL = 22;

  private final StackPlan plan;
  private final int index;
  private final HeartShape shape;
  private final SmoothNoise noise;
  private final double thickness;
  private final double cos;
  private final double sin;
  private final double[] gain;
  private final double[] body;
  private final HeartLayer relaxed;

  FramePainter(StackPlan plan, int index, HeartShape shape, Torso torso, SmoothNoise noise) {
    this.plan = plan;
    this.index = index;
    this.shape = shape;
    this.noise = noise;
    this.cos = StrictMath.cos(plan.septum());
    this.sin = StrictMath.sin(plan.septum());
    Slice slice = plan.slices().get(index);
    Double nominal = slice.thicknessMm();
    this.thickness = nominal == null ? 8 : nominal;
    int n = plan.matrix() * plan.matrix();
    this.gain = new double[n];
    this.body = new double[n];
    double z = plan.levels().get(index);
    this.relaxed = new HeartLayer(shape, noise, z, 0, 0);
    paintBody(torso, slice, z);
  }

  private void paintBody(Torso torso, Slice slice, double z) {
    double middle = 0.45 * shape.size().length();
    Vector3 row = slice.rowDirection();
    Vector3 column = slice.columnDirection();
    Vector3 apex = plan.apex();
    double reference = torso.gain(0, 0, 0);
    for (double part : BODY_LEVELS) {
      double along = z + part * thickness - middle;
      HeartLayer heart = new HeartLayer(shape, noise, z + part * thickness, 0, 0);
      for (int y = 0; y < plan.matrix(); y++) {
        for (int x = 0; x < plan.matrix(); x++) {
          double u = right(x);
          double v = down(y);
          double px = apex.x() * along + row.x() * u + column.x() * v;
          double py = apex.y() * along + row.y() * u + column.y() * v;
          double pz = apex.z() * along + row.z() * u + column.z() * v;
          double a = u * cos + v * sin - heart.centreA();
          double b = v * cos - u * sin - heart.centreB();
          double bed =
              heart.rimAt(Circle.step(a, b))
                  + 1
                  + 5 * noise.rough(a / 32, b / 32, along / 30 + 12)
                  - StrictMath.sqrt(a * a + b * b);
          int i = y * plan.matrix() + x;
          body[i] += torso.signal(px, py, pz, bed, plan.spacingMm()) / BODY_LEVELS.length;
          gain[i] += torso.gain(px, py, pz) / reference / BODY_LEVELS.length;
        }
      }
    }
  }

  /** mm to the right of the LV's axis in the body as it lay in this breath-hold. */
  private double right(double x) {
    return (x - plan.axisX()) * plan.spacingMm() - plan.breaths().get(index).x();
  }

  private double down(double y) {
    return (y - plan.axisY()) * plan.spacingMm() - plan.breaths().get(index).y();
  }

  double[] gain() {
    return gain;
  }

  /**
   * The tissue signal of a frame, row by row.
   *
   * @param moment fraction of the cycle since end diastole
   */
  double[] paint(double contraction, double moment) {
    double z = plan.levels().get(index);
    HeartLayer[] layers = new HeartLayer[HEART_LEVELS.length];
    for (int k = 0; k < layers.length; k++) {
      layers[k] =
          new HeartLayer(shape, noise, z + HEART_LEVELS[k] * thickness, contraction, moment);
    }
    HeartLayer middle = layers[layers.length / 2];
    double width = plan.spacingMm();
    double[] signal = new double[body.length];
    for (int y = 0; y < plan.matrix(); y++) {
      for (int x = 0; x < plan.matrix(); x++) {
        int i = y * plan.matrix() + x;
        double u = right(x);
        double v = down(y);
        double a = u * cos + v * sin;
        double b = v * cos - u * sin;
        if (a * a + b * b > 120 * 120) {
          signal[i] = body[i];
          continue;
        }
        double behind = pulled(x, y, a - middle.centreA(), b - middle.centreB(), middle);
        double centre = 0;
        double sum = 0;
        for (HeartLayer layer : layers) {
          double share = layer.signal(a - layer.centreA(), b - layer.centreB(), behind, width);
          centre = layer == middle ? share : centre;
          sum += Math.abs(share);
        }
        // magnitudes, for the ragged borders between chambers cancel nowhere over a whole slab
        signal[i] = (centre < 0 ? -sum : sum) / layers.length;
      }
    }
    return signal;
  }

  /** The surroundings, drawn after the heart's border as it moves in. */
  private double pulled(int x, int y, double a, double b, HeartLayer now) {
    double step = Circle.step(a, b);
    double radius = StrictMath.sqrt(a * a + b * b);
    double rim = now.rimAt(step);
    double away = Math.max(0, radius - rim) / PULL;
    double shift = (relaxed.rimAt(step) - rim) / (1 + away * away);
    if (Math.abs(shift) < 0.05 || radius < 1) {
      return body[y * plan.matrix() + x];
    }
    double da = shift * a / radius;
    double db = shift * b / radius;
    double sx = x + (da * cos - db * sin) / plan.spacingMm();
    double sy = y + (da * sin + db * cos) / plan.spacingMm();
    return cubic(sx, sy);
  }

  private double cubic(double x, double y) {
    int n = plan.matrix();
    double fx = Math.floor(x);
    double fy = Math.floor(y);
    double sum = 0;
    for (int j = -1; j <= 2; j++) {
      int row = Math.max(0, Math.min(n - 1, (int) fy + j)) * n;
      double line = 0;
      for (int i = -1; i <= 2; i++) {
        int column = Math.max(0, Math.min(n - 1, (int) fx + i));
        line += weight(x - fx - i) * body[row + column];
      }
      sum += weight(y - fy - j) * line;
    }
    return sum;
  }

  /** Catmull–Rom. */
  private static double weight(double distance) {
    double t = Math.abs(distance);
    return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
  }
}
