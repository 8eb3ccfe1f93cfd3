package ventricle.viewer.cine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class CineClockTest {

  private final CineClock clock = new CineClock(new Cycle(10, 50, true));

  @Test
  void ticksAdvanceThePhaseByTheTimeThatPassed() {
    List<Integer> shown = new ArrayList<>();
    clock.phaseProperty().subscribe(p -> shown.add(p.intValue()));
    for (long ms : new long[] {0, 60, 110, 270, 520}) {
      clock.tick(ms * 1_000_000);
    }
    assertThat(shown).containsExactly(0, 1, 2, 5, 0);
  }

  @Test
  void seekingWhilePlayingGoesOnFromThere() {
    clock.tick(0);
    clock.setPhase(7);
    clock.tick(50_000_000);
    assertThat(clock.getPhase()).isEqualTo(8);
  }

  @Test
  void stepGoesRoundTheEnd() {
    clock.step(-1);
    assertThat(clock.getPhase()).isEqualTo(9);
    clock.step(2);
    assertThat(clock.getPhase()).isEqualTo(1);
  }

  @Test
  void playingMovesOnByItself() throws Exception {
    List<Integer> shown = new ArrayList<>();
    WaitForAsyncUtils.asyncFx(
            () -> {
              clock.phaseProperty().subscribe(p -> shown.add(p.intValue()));
              clock.playingProperty().set(true);
            })
        .get();
    WaitForAsyncUtils.waitFor(30, java.util.concurrent.TimeUnit.SECONDS, () -> shown.size() > 5);
    WaitForAsyncUtils.asyncFx(() -> clock.playingProperty().set(false)).get();
    assertThat(clock.achievedFpsProperty().get()).isZero();
  }
}
