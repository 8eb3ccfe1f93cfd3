package ventricle.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Wall time of the steps of an analysis in ms; null for a step that did not run.
 *
 * @param total from the first byte read to the last measurement
 */
public record Timings(
    @Nullable Double load,
    @Nullable Double phase,
    @Nullable Double segment,
    @Nullable Double total) {

  /** Nobody looked at the clock. */
  public static final Timings UNKNOWN = new Timings(null, null, null, null);
}
