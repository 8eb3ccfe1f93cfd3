package ventricle.engine.phantom;

import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * Paints the frames of a long-axis cine from the heart and the chest that the short axis shows: the
 * still surroundings once, the beating heart into each.
 */
final class LongAxisPainter {

  private static final double[] HEART_PARTS = {-0.33, 0, 0.33};

  /** How far in the pixel the samples through the slice lie apart, lest thin lines break up. */
  private static final double SPREAD = 0.9;

  private static final double[] BODY_PARTS = {-0.25, 0.25};

  /** Farther from the axis there is nothing of the heart, mm. */
  private static final double REACH = 120;

  /** How far above the mitral plane at end diastole the atria end, mm. */
  private static final double ABOVE = 66;

  private static final double FADE = 10;

  /**
   * How far the places of the image lie along a direction, mm.
   *
   * @param origin of the first pixel
   * @param column from one column to the next
   * @param row from one row to the next
   * @param through from one side of the slice to the other
   */
  private record Along(double origin, double column, double row, double through) {
    static Along of(Slice plane, double spacing, Vector3 direction) {
      Double thickness = plane.thicknessMm();
      return new Along(
          plane.position().dot(direction),
          plane.rowDirection().dot(direction) * spacing,
          plane.columnDirection().dot(direction) * spacing,
          thickness == null ? 0 : plane.normal().dot(direction) * thickness);
    }

    /**
     * @param part of the thickness off the middle of the slice
     */
    double at(double x, double y, double part) {
      return origin + x * column + y * row + part * through;
    }
  }

  private final Slice plane;
  private final double spacing;
  private final Along septum;
  private final Along anterior;
  private final Along apex;
  private final HeartShape shape;
  private final SmoothNoise noise;
  private final HeartLayers relaxed;
  private final double[] gain;
  private final double[] body;

  /**
   * @param relaxed the heart at end diastole
   */
  LongAxisPainter(
      LongAxisPlan plan,
      StackPlan stack,
      HeartShape shape,
      Torso torso,
      SmoothNoise noise,
      HeartLayers relaxed) {
    this.plane = plan.plane();
    this.spacing = stack.spacingMm();
    this.septum = Along.of(plane, spacing, stack.toSeptum());
    this.anterior = Along.of(plane, spacing, stack.toAnterior());
    this.apex = Along.of(plane, spacing, stack.apex());
    this.shape = shape;
    this.noise = noise;
    this.relaxed = relaxed;
    int n = plane.rows() * plane.columns();
    this.gain = new double[n];
    this.body = new double[n];
    paintBody(torso, stack.apex().times(0.45 * shape.size().length()));
  }

  /** The heart at a moment, as far as long-axis views show it. */
  static HeartLayers layers(
      HeartShape shape, SmoothNoise noise, double contraction, double moment) {
    double bottom = 1.2 * shape.size().length() + FADE;
    return new HeartLayers(shape, noise, -ABOVE - FADE, bottom, contraction, moment);
  }

  /**
   * @param middle of the chest's coordinates
   */
  private void paintBody(Torso torso, Vector3 middle) {
    Along left = Along.of(plane, spacing, new Vector3(1, 0, 0));
    Along back = Along.of(plane, spacing, new Vector3(0, 1, 0));
    Along up = Along.of(plane, spacing, new Vector3(0, 0, 1));
    double reference = torso.gain(0, 0, 0);
    for (double part : BODY_PARTS) {
      for (int y = 0; y < plane.rows(); y++) {
        for (int x = 0; x < plane.columns(); x++) {
          double px = left.at(x, y, part) - middle.x();
          double py = back.at(x, y, part) - middle.y();
          double pz = up.at(x, y, part) - middle.z();
          double z = apex.at(x, y, part);
          HeartLayer heart = relaxed.at(z);
          double a = septum.at(x, y, part) - heart.centreA();
          double b = anterior.at(x, y, part) - heart.centreB();
          double bed =
              heart.rimAt(Circle.step(a, b))
                  + 1
                  + 5 * noise.rough(a / 32, b / 32, (z - middle.length()) / 30 + 12)
                  - Math.sqrt(a * a + b * b)
                  - beyond(z);
          int i = y * plane.columns() + x;
          body[i] += torso.signal(px, py, pz, bed, spacing) / BODY_PARTS.length;
          gain[i] += torso.gain(px, py, pz) / reference / BODY_PARTS.length;
        }
      }
    }
  }

  /** How far a level lies above the atria or below the apex, mm. */
  private double beyond(double z) {
    return Math.max(0, Math.max(-ABOVE - z, z - 1.12 * shape.size().length()));
  }

  double[] gain() {
    return gain;
  }

  /** The tissue signal of a frame, row by row. */
  double[] paint(HeartLayers heart) {
    double[] signal = new double[body.length];
    for (int y = 0; y < plane.rows(); y++) {
      for (int x = 0; x < plane.columns(); x++) {
        int i = y * plane.columns() + x;
        double share = 1 - Paint.cover(beyond(apex.at(x, y, 0)) - FADE / 2, FADE);
        if (share <= 0 || Math.hypot(septum.at(x, y, 0), anterior.at(x, y, 0)) > REACH) {
          signal[i] = body[i];
          continue;
        }
        double centre = 0;
        double sum = 0;
        for (double part : HEART_PARTS) {
          double dx = x + SPREAD * part;
          double dy = y - SPREAD * part;
          HeartLayer layer = heart.at(apex.at(dx, dy, part));
          double a = septum.at(dx, dy, part) - layer.centreA();
          double b = anterior.at(dx, dy, part) - layer.centreB();
          double value = layer.signal(a, b, body[i], spacing);
          centre = part == 0 ? value : centre;
          sum += Math.abs(value);
        }
        // magnitudes, as in the short axis
        double mixed = Paint.over(Math.abs(body[i]), sum / HEART_PARTS.length, share);
        signal[i] = (share < .5 ? body[i] : centre) < 0 ? -mixed : mixed;
      }
    }
    return signal;
  }
}
