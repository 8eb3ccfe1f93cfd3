package ventricle.app.review;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/**
 * Finds in another study the frame that comes nearest to one of this: as far between its first and
 * last slice, and as far through systole or diastole where both studies have ED and ES, else as far
 * through the cycle. An estimate: two examinations seldom cover the heart alike.
 */
final class SamePlace {

  private SamePlace() {}

  /**
   * @param steps slices added, towards the apex
   */
  static FrameKey in(ReviewDocument other, ReviewDocument here, FrameKey frame, int steps) {
    double down = here.sliceCount() == 1 ? .5 : (double) frame.slice() / (here.sliceCount() - 1);
    long slice = Math.round(down * (other.sliceCount() - 1)) + steps;
    return new FrameKey(
        Math.toIntExact(Math.clamp(slice, 0, other.sliceCount() - 1)),
        phase(Cycle.of(other), Cycle.of(here), frame.phase()));
  }

  private static int phase(Cycle other, Cycle here, int phase) {
    return here.systole() > 0 && other.systole() > 0
        ? other.at(here.part(phase))
        : Math.floorMod(
            (int) Math.round((double) phase * other.phases() / here.phases()), other.phases());
  }

  /**
   * @param systole phases from ED to ES; 0 while they are not both set
   */
  private record Cycle(int phases, int ed, int systole) {

    static Cycle of(ReviewDocument document) {
      @Nullable PhaseMark ed = document.ed();
      @Nullable PhaseMark es = document.es();
      int n = document.phaseCount();
      return ed == null || es == null
          ? new Cycle(n, 0, 0)
          : new Cycle(n, ed.phase(), Math.floorMod(es.phase() - ed.phase(), n));
    }

    /** 0 at ED, 1 at ES, 2 at the next ED. */
    double part(int phase) {
      int since = Math.floorMod(phase - ed, phases);
      return since <= systole
          ? (double) since / systole
          : 1 + (double) (since - systole) / (phases - systole);
    }

    int at(double part) {
      double since = part <= 1 ? part * systole : systole + (part - 1) * (phases - systole);
      return Math.floorMod(ed + (int) Math.round(since), phases);
    }
  }
}
