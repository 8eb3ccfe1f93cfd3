package ventricle.viewer.cine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;

/**
 * The timing of a cine loop. A position is a phase with a fraction, 0 ≤ position &lt; phases; the
 * last phase is followed by the first.
 *
 * @param phases number of phases
 * @param phaseMs how long one phase lasts
 * @param measured whether the duration comes from the study; otherwise it is {@link #ASSUMED_RR_MS}
 *     divided by the phases
 */
public record Cycle(int phases, double phaseMs, boolean measured) {

  /** One beat a second, used where the files give no times. */
  public static final double ASSUMED_RR_MS = 1000;

  public Cycle {
    if (phases < 1 || !(phaseMs > 0) || !Double.isFinite(phaseMs)) {
      throw new IllegalArgumentException(phases + " phases of " + phaseMs + " ms");
    }
  }

  /** RR / phases, else the mean distance of the phase times, else an assumed beat. */
  public static Cycle of(CineStack stack) {
    Double rr = stack.rrMs();
    if (rr != null && rr > 0 && Double.isFinite(rr)) {
      return new Cycle(stack.phases(), rr / stack.phases(), true);
    }
    Double frameTime = meanFrameTime(stack.phaseTimesMs());
    return frameTime != null
        ? new Cycle(stack.phases(), frameTime, true)
        : new Cycle(stack.phases(), ASSUMED_RR_MS / stack.phases(), false);
  }

  private static @Nullable Double meanFrameTime(@Nullable List<Double> times) {
    if (times == null || times.size() < 2) {
      return null;
    }
    double mean = (times.getLast() - times.getFirst()) / (times.size() - 1);
    return mean > 0 && Double.isFinite(mean) ? mean : null;
  }

  public double durationMs() {
    return phases * phaseMs;
  }

  /** Frames a second at the study's own rate. */
  public double framesPerSecond() {
    return 1000 / phaseMs;
  }

  /** The position after some time; late ticks skip phases, so the beat keeps its length. */
  public double advanced(double position, double elapsedMs, double speed) {
    double p = (position + elapsedMs * speed / phaseMs) % phases;
    return p < 0 ? p + phases : p;
  }

  /** The phase shown at a position. */
  public int phaseAt(double position) {
    return Math.floorMod((int) Math.floor(position), phases);
  }
}
