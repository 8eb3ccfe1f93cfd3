package ventricle.engine.measure;

import org.jspecify.annotations.Nullable;

/**
 * How fast the LV empties and fills, from its volume curve.
 *
 * @param perMlPerS peak ejection rate, a positive number; null when it cannot be known
 * @param timeToPerMs from ED
 * @param pfrMlPerS peak filling rate, a positive number
 * @param timeToPfrMs from ES
 * @param reason one sentence, why values are missing; null when none is
 */
public record Dynamics(
    @Nullable Double perMlPerS,
    @Nullable Double timeToPerMs,
    @Nullable Double pfrMlPerS,
    @Nullable Double timeToPfrMs,
    @Nullable String reason) {

  /** Nothing known, and why. */
  public static Dynamics unknown(String reason) {
    return new Dynamics(null, null, null, null, reason);
  }
}
