package ventricle.engine.review;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long somebody was at work, told from the moments at which they did something. A pause counts
 * up to {@link #IDLE}: then the clock has stopped until the next thing they do.
 *
 * @param total so far
 * @param last the latest moment, null before the first
 */
public record ActiveTime(Duration total, @Nullable Instant last) {

  public static final Duration IDLE = Duration.ofSeconds(60);

  /** Nothing done yet. */
  public static final ActiveTime NONE = new ActiveTime(Duration.ZERO, null);

  /** The time over a list of moments in the order of time. */
  public static ActiveTime of(List<Instant> moments) {
    ActiveTime time = NONE;
    for (Instant moment : moments) {
      time = time.at(moment);
    }
    return time;
  }

  /** With one thing more done; a moment before the latest (a clock set back) adds nothing. */
  public ActiveTime at(Instant moment) {
    if (last == null) {
      return new ActiveTime(total, moment);
    }
    Duration pause = Duration.between(last, moment);
    if (pause.isNegative()) {
      return new ActiveTime(total, moment);
    }
    return new ActiveTime(total.plus(pause.compareTo(IDLE) > 0 ? IDLE : pause), moment);
  }

  /** The same clock after its total was put away. */
  public ActiveTime emptied() {
    return new ActiveTime(Duration.ZERO, last);
  }
}
