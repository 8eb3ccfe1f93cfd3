package ventricle.viewer.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CycleDataTest {

  private static final List<Double> TIMES = List.of(10.0, 50.0, 90.0, 130.0);

  @Test
  void timeAfterAPhaseIsAPlaceBetweenPhases() {
    assertThat(CycleData.phase(TIMES, 160.0, 0, 60.0)).isEqualTo(1.5);
    assertThat(CycleData.phase(TIMES, 160.0, 1, 0.0)).isEqualTo(1);
    assertThat(CycleData.phase(TIMES, 160.0, 0, 120.0)).isEqualTo(3);
  }

  @Test
  void timeOfTheNextBeatStandsAtTheBeginning() {
    assertThat(CycleData.phase(TIMES, 160.0, 3, 60.0)).isEqualTo(.5);
  }

  @Test
  void placeAfterTheLastPhaseOrOfAnUnknownTimeIsNotShown() {
    assertThat(CycleData.phase(TIMES, 160.0, 3, 30.0)).isNull();
    assertThat(CycleData.phase(TIMES, null, 3, 60.0)).isNull();
    assertThat(CycleData.phase(TIMES, 160.0, 0, null)).isNull();
    assertThat(CycleData.phase(null, 160.0, 0, 20.0)).isNull();
    assertThat(CycleData.phase(TIMES, 160.0, null, 20.0)).isNull();
  }
}
