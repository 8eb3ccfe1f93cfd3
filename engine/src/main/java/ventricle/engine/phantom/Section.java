package ventricle.engine.phantom;

/** A cross-section of the LV: radii in mm around its axis, one for each step of {@link Circle}. */
final class Section {

  private final double s;
  private final double contraction;
  private final double cavityRadius;
  private final double centreA;
  private final double centreB;
  private final double[] endo;
  private final double[] epi;

  Section(
      double s,
      double contraction,
      double cavityRadius,
      double centreA,
      double centreB,
      double[] endo,
      double[] epi) {
    this.s = s;
    this.contraction = contraction;
    this.cavityRadius = cavityRadius;
    this.centreA = centreA;
    this.centreB = centreB;
    this.endo = endo;
    this.epi = epi;
  }

  /** Level as a fraction of the cavity's present length: 0 mitral plane, 1 apex. */
  double s() {
    return s;
  }

  double contraction() {
    return contraction;
  }

  /** Radius of the circle with the cavity's area, mm. */
  double cavityRadius() {
    return cavityRadius;
  }

  /** Where the axis lies: toward the septum, mm. */
  double centreA() {
    return centreA;
  }

  /** Where the axis lies: toward anterior, mm. */
  double centreB() {
    return centreB;
  }

  /** Endocardial radius at a step of the circle. */
  double endo(int step) {
    return endo[step];
  }

  /** Epicardial radius at a step of the circle. */
  double epi(int step) {
    return epi[step];
  }

  /** Endocardial radius between steps. */
  double endoAt(double step) {
    return Circle.sample(endo, step);
  }

  /** Epicardial radius between steps. */
  double epiAt(double step) {
    return Circle.sample(epi, step);
  }

  double cavityArea() {
    return area(endo);
  }

  double epiArea() {
    return area(epi);
  }

  private static double area(double[] radii) {
    double sum = 0;
    for (double r : radii) {
      sum += r * r;
    }
    return sum * Circle.angle(1) / 2;
  }
}
