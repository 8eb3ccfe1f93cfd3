package ventricle.viewer.chart;

/**
 * Phases along the screen: the first phase at {@code left}, the last at {@code left + length}.
 *
 * @param phases number of phases
 */
record CycleScale(int phases, double left, double length) {

  double x(double phase) {
    return phases < 2 ? left : left + length * phase / (phases - 1);
  }

  /** The phase nearest to a position; positions beyond the ends belong to the ends. */
  int phaseAt(double x) {
    if (phases < 2 || length <= 0) {
      return 0;
    }
    return Math.clamp(Math.round((x - left) / length * (phases - 1)), 0, phases - 1);
  }

  /** Every how many phases a tick is numbered so that numbers keep their distance. */
  int numberedEvery(double widthOfNumber) {
    for (int step : new int[] {1, 2, 5, 10, 20, 50}) {
      if (phases < 2 || step * length / (phases - 1) >= widthOfNumber) {
        return step;
      }
    }
    return 100;
  }
}
