package ventricle.engine.inference;

/** From probabilities over a cycle to one frame (Pérez-Pelegrí, "central" post-processing). */
final class CentralFrame {

  private CentralFrame() {}

  /**
   * The middle of the frames above the threshold, on a circle. Frames above it form runs; the run
   * of the most probable frame counts, and of an even number the earlier of the two middle frames.
   * The most probable frame itself when none or all are above.
   *
   * @param probabilities one per frame of the cycle, at least one
   */
  static int of(double[] probabilities, double threshold) {
    int n = probabilities.length;
    int best = 0;
    int above = 0;
    for (int i = 0; i < n; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
      above += probabilities[i] > threshold ? 1 : 0;
    }
    if (above == 0 || above == n) {
      return best;
    }
    int first = best;
    while (probabilities[Math.floorMod(first - 1, n)] > threshold) {
      first--;
    }
    int last = best;
    while (probabilities[Math.floorMod(last + 1, n)] > threshold) {
      last++;
    }
    return Math.floorMod(first + (last - first) / 2, n);
  }
}
