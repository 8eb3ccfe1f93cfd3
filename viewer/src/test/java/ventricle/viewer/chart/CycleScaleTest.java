package ventricle.viewer.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CycleScaleTest {

  private final CycleScale scale = new CycleScale(30, 50, 580);

  @Test
  void everyPhaseIsFoundAtItsPlace() {
    for (int phase = 0; phase < 30; phase++) {
      assertThat(scale.phaseAt(scale.x(phase))).isEqualTo(phase);
    }
  }

  @Test
  void positionsBeyondTheEndsBelongToTheEnds() {
    assertThat(scale.phaseAt(-100)).isZero();
    assertThat(scale.phaseAt(10_000)).isEqualTo(29);
  }

  @Test
  void singlePhaseHasAPlace() {
    CycleScale one = new CycleScale(1, 50, 580);
    assertThat(one.x(0)).isEqualTo(50);
    assertThat(one.phaseAt(300)).isZero();
  }

  @Test
  void numbersKeepTheirDistance() {
    assertThat(scale.numberedEvery(26)).isEqualTo(2);
    assertThat(new CycleScale(30, 0, 1000).numberedEvery(26)).isEqualTo(1);
    assertThat(new CycleScale(50, 0, 200).numberedEvery(26)).isEqualTo(10);
  }

  @Test
  void normalRangeIsTheMiddleThirdOfTheBar() {
    assertThat(new RangeBar.Reading(88, 88, 161, "ml").place()).isEqualTo(1 / 3.0);
    assertThat(new RangeBar.Reading(161, 88, 161, "ml").place()).isEqualTo(2 / 3.0);
    assertThat(new RangeBar.Reading(900, 88, 161, "ml").place()).isEqualTo(1);
    assertThat(new RangeBar.Reading(162, 88, 161, "ml").outside()).isTrue();
    assertThatThrownBy(() -> new RangeBar.Reading(1, 5, 5, "ml"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
