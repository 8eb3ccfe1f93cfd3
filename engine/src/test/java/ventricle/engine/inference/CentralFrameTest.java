package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CentralFrameTest {

  private static int central(double... p) {
    return CentralFrame.of(p, 0.9);
  }

  @Test
  void takesTheMiddleOfTheFramesAboveTheThreshold() {
    assertThat(central(0, 0.95, 0.92, 0.99, 0, 0)).isEqualTo(2);
  }

  @Test
  void takesTheEarlierOfTwoMiddleFrames() {
    assertThat(central(0, 0.95, 0.99, 0, 0)).isEqualTo(1);
  }

  @Test
  void runsGoRoundTheEndOfTheCycle() {
    assertThat(central(0.95, 0.99, 0, 0, 0, 0.93)).isEqualTo(0);
    assertThat(central(0.95, 0, 0, 0, 0.99, 0.93)).isEqualTo(5);
  }

  @Test
  void theRunOfTheMostProbableFrameCounts() {
    assertThat(central(0.91, 0.91, 0.91, 0, 0.99, 0)).isEqualTo(4);
  }

  @Test
  void withoutARunTheMostProbableFrameCounts() {
    assertThat(central(0.1, 0.5, 0.3)).isEqualTo(1);
    assertThat(central(0.95, 0.99, 0.97)).isEqualTo(1);
  }

  @Property
  void turningTheCycleTurnsTheAnswer(
      @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 0, max = 1) Double> p,
      @ForAll @IntRange(max = 39) int by) {
    int n = p.size();
    double[] distinct = new double[n];
    double[] turned = new double[n];
    for (int i = 0; i < n; i++) {
      distinct[i] = p.get(i) + 1e-9 * i;
    }
    for (int i = 0; i < n; i++) {
      turned[(i + by) % n] = distinct[i];
    }

    assertThat(CentralFrame.of(turned, 0.5)).isEqualTo((CentralFrame.of(distinct, 0.5) + by) % n);
  }
}
