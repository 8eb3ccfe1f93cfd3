package ventricle.engine.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sentence;

/**
 * How fast the LV empties and fills, from its volume curve.
 *
 * @param perMlPerS peak ejection rate, a positive number; null when it cannot be known
 * @param timeToPerMs from ED
 * @param pfrMlPerS peak filling rate, a positive number
 * @param timeToPfrMs from ES
 * @param reason one sentence, why values are missing; null when none is
 * @param said the same as data, for other languages; none in numbers that were signed before it was
 */
public record Dynamics(
    @Nullable Double perMlPerS,
    @Nullable Double timeToPerMs,
    @Nullable Double pfrMlPerS,
    @Nullable Double timeToPfrMs,
    @Nullable String reason,
    List<Sentence> said) {

  public Dynamics {
    said = said == null ? List.of() : List.copyOf(said);
  }

  /** Nothing known, and why. */
  public static Dynamics unknown(Sentence why) {
    return new Dynamics(null, null, null, null, why.english(), List.of(why));
  }
}
