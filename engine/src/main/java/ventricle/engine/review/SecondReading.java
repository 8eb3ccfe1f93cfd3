package ventricle.engine.review;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ModelRef;

/**
 * LV volumes that a model read without contours, to hold against those of the contours.
 *
 * @param ed at the phase that was ED when the model read
 * @param es at the phase that was ES then
 */
public record SecondReading(ModelRef model, Volume ed, Volume es) {

  /**
   * The volume of one phase.
   *
   * @param phase 0-based
   * @param ml null where pixel spacing or distance of slices are unknown
   * @param lowest relative difference to a reader's volume, (model − reader) / reader, that is
   *     still to be expected of this model; null where nobody has measured it
   * @param highest likewise
   */
  public record Volume(
      int phase, @Nullable Double ml, @Nullable Double lowest, @Nullable Double highest) {}

  /** Ejection fraction in percent; null when a volume is unknown or the first one is zero. */
  public @Nullable Double efPercent() {
    Double full = ed.ml();
    Double rest = es.ml();
    return full == null || rest == null || full == 0 ? null : 100 * (full - rest) / full;
  }
}
