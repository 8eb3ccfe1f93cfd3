package ventricle.viewer.cine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.viewer.SyntheticStudy;

class CycleTest {

  private final CineStack stack = new SyntheticStudy(32, 2, 30).stack;

  @Test
  void beatTakesTheStudysOwnTime() {
    Cycle cycle = Cycle.of(stack);
    assertThat(cycle.durationMs()).isCloseTo(900, within(1e-9));
    assertThat(cycle.measured()).isTrue();
  }

  @Test
  void frameTimesServeWhereTheIntervalIsUnknown() {
    Cycle cycle = Cycle.of(with(null, List.of(10.0, 50.0, 90.0)));
    assertThat(cycle.phaseMs()).isEqualTo(40);
  }

  @Test
  void studyWithoutTimesSaysThatItsRateIsAssumed() {
    Cycle cycle = Cycle.of(with(null, null));
    assertThat(cycle.measured()).isFalse();
    assertThat(cycle.durationMs()).isCloseTo(Cycle.ASSUMED_RR_MS, within(1e-9));
  }

  private CineStack with(Double rr, List<Double> times) {
    return new CineStack(
        "", null, stack.slices(), stack.phases(), stack.frames(), times, rr, List.of());
  }

  @Test
  void lateTicksDropPhasesAndTheBeatKeepsItsLength() {
    Cycle cycle = new Cycle(30, 30, true);
    double position = 0;
    for (int tick = 0; tick < 9; tick++) {
      position = cycle.advanced(position, 100, 1);
    }
    assertThat(Math.IEEEremainder(position, 30)).isCloseTo(0, within(1e-9));
    assertThat(cycle.phaseAt(cycle.advanced(0, 100, 1))).isEqualTo(3);
  }

  @Test
  void speedScalesTheBeat() {
    Cycle cycle = new Cycle(30, 30, true);
    assertThat(cycle.phaseAt(cycle.advanced(0, 300, .5))).isEqualTo(5);
  }

  @Test
  void frameRateCountsWhatWasShown() {
    FrameRate rate = new FrameRate();
    for (int i = 0; i <= 50; i++) {
      rate.frameShown(i * 40_000_000L);
    }
    assertThat(rate.perSecond()).isCloseTo(25, within(1e-6));
  }
}
