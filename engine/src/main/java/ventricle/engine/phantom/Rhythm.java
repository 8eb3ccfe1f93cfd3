package ventricle.engine.phantom;

/**
 * The beat: how far the ventricles are contracted at each moment. Contraction runs from 0 at end
 * diastole to 1 at end systole: rapid ejection, rapid filling, diastasis, atrial kick.
 */
final class Rhythm {

  private final double rrMs;
  private final int phases;
  private final int edPhase;
  private final MonotoneCurve contraction;

  private Rhythm(double rrMs, int phases, int edPhase, MonotoneCurve contraction) {
    this.rrMs = rrMs;
    this.phases = phases;
    this.edPhase = edPhase;
    this.contraction = contraction;
  }

  static Rhythm draw(Draws draws, int phases) {
    double rrMs = StrictMath.rint(draws.between(750, 1100));
    double es = (190 + 0.14 * rrMs + draws.between(-15, 15)) / rrMs;
    double fast = es + draws.between(0.15, 0.19);
    double kick = draws.between(0.82, 0.87);
    double rest = draws.between(0.24, 0.36);
    MonotoneCurve curve =
        new MonotoneCurve(
            new double[] {
              0,
              0.03,
              0.3 * es,
              0.6 * es,
              0.85 * es,
              es,
              es + 0.03,
              (es + fast) / 2,
              fast,
              kick,
              0.95,
              1
            },
            new double[] {
              0, 0.01, 0.30, 0.74, 0.96, 1, 0.97, 0.6, rest + 0.04, rest - 0.03, 0.05, 0
            });
    int early = Math.max(1, (int) StrictMath.rint(phases * draws.between(0.04, 0.12)));
    int late = phases - 1 - (int) (phases * draws.between(0, 0.08));
    return new Rhythm(rrMs, phases, draws.chance(0.6) ? early : late, curve);
  }

  double rrMs() {
    return rrMs;
  }

  int phases() {
    return phases;
  }

  /** The 0-based phase at which the ventricles are fullest; never 0. */
  int edPhase() {
    return edPhase;
  }

  /** Delay of a 0-based phase after the R wave in ms, to a tenth. */
  double timeMs(int phase) {
    return StrictMath.rint(phase * rrMs / phases * 10) / 10;
  }

  /** Fraction of the cycle since end diastole, 0 … 1. */
  double sinceEd(int phase) {
    return Math.floorMod(phase - edPhase, phases) / (double) phases;
  }

  double contraction(int phase) {
    return contraction(sinceEd(phase));
  }

  /** Contraction at a fraction of the cycle since end diastole. */
  double contraction(double sinceEd) {
    return contraction.at(sinceEd);
  }
}
