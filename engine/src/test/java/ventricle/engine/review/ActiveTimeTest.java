package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The time at work, told from moments. */
class ActiveTimeTest {

  private static final Instant NINE = Instant.parse("2026-11-28T09:00:00Z");

  private static Duration over(int... seconds) {
    return ActiveTime.of(Arrays.stream(seconds).mapToObj(NINE::plusSeconds).toList()).total();
  }

  @Test
  void shortPausesCountInFull() {
    assertThat(over(0, 10, 40, 95)).hasSeconds(95);
  }

  @Test
  void aPauseOfMoreThanAMinuteStopsTheClockAfterAMinute() {
    assertThat(over(0, 60)).hasSeconds(60);
    assertThat(over(0, 3600)).hasSeconds(60);
    assertThat(over(0, 10, 3600, 3630)).hasSeconds(10 + 60 + 30);
  }

  @Test
  void oneMomentIsNoTimeAndAClockSetBackTakesNoneAway() {
    assertThat(over(5)).isZero();
    assertThat(over()).isZero();
    assertThat(over(100, 130, 20, 50)).hasSeconds(60);
  }

  @Test
  void whatWasPutAwayIsNotCountedTwice() {
    ActiveTime morning = ActiveTime.of(List.of(NINE, NINE.plusSeconds(30)));

    assertThat(morning.emptied().at(NINE.plusSeconds(50)).total()).hasSeconds(20);
  }

  @Property
  void neverLongerThanTheSpanNorThanAMinuteForEachPause(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 7200) Integer> seconds) {
    List<Instant> moments =
        seconds.stream().sorted().map(s -> NINE.plusSeconds(s.longValue())).toList();

    Duration total = ActiveTime.of(moments).total();

    assertThat(total)
        .isLessThanOrEqualTo(Duration.between(moments.getFirst(), moments.getLast()))
        .isLessThanOrEqualTo(ActiveTime.IDLE.multipliedBy(moments.size() - 1L));
  }
}
