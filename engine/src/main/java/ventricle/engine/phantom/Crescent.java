package ventricle.engine.phantom;

/**
 * A cross-section of the RV cavity: a crescent on the septum, given by its depth outward from the
 * LV epicardium.
 *
 * @param level fraction of the RV's present length: 0 tricuspid plane, 1 apex
 * @param middle depth near the middle of the septum, mm; 0 beyond the apex
 * @param anterior angle of the anterior insertion from the middle of the septum, rad
 * @param inferior angle of the inferior insertion, positive, rad
 * @param lean how much deeper the inferior part is than the anterior
 */
record Crescent(
    double level,
    double middle,
    double anterior,
    double inferior,
    double lean,
    double contraction,
    SmoothNoise noise) {

  /** Thickness of septal tissue that the RV contour keeps off the LV's, mm. */
  static final double GAP = 0.3;

  /** Where an angle lies between the insertions: −1 inferior … 1 anterior. */
  double across(double angle) {
    return angle > 0 ? angle / anterior : angle / inferior;
  }

  double angle(double across) {
    return across > 0 ? across * anterior : across * inferior;
  }

  /** Distance of the free wall from the septal border at an angle, mm; 0 outside the insertions. */
  double depth(double angle) {
    double x = across(angle);
    if (middle <= 0 || Math.abs(x) >= 1) {
      return 0;
    }
    double bulge =
        1
            + 0.16 * noise.rough(2 * x + 50, 1.6 * Math.max(0, level), 41 + 0.5 * contraction)
            + 0.2 / (1 + (x + 0.6) * (x + 0.6) / 0.06);
    return middle * StrictMath.pow(1 - x * x, 0.55) * (1 - lean * x) * bulge;
  }

  /** Area of the cavity, mm². */
  double area(Section lv) {
    double sum = 0;
    for (int i = 0; i < Circle.STEPS; i++) {
      double depth = depth(Circle.signedAngle(i));
      sum += depth * (2 * (lv.epi(i) + GAP) + depth);
    }
    return sum * Circle.angle(1) / 2;
  }
}
