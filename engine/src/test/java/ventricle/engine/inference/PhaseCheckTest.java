package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.review.DetectedPhases;

class PhaseCheckTest {

  private static DetectedPhases detected(int ed, int es) {
    List<Double> flat = Collections.nCopies(10, 0.1);
    return new DetectedPhases(ed, es, flat, flat, new ModelRef("phase", "m", "1", "00"));
  }

  /** Fullest at phase 1 (100 ml), emptiest at phase 5 (40 ml). */
  private static SortedMap<Integer, Double> curve() {
    double[] ml = {96, 100, 90, 70, 48, 40, 52, 70, 85, 92};
    SortedMap<Integer, Double> volumes = new TreeMap<>();
    for (int i = 0; i < ml.length; i++) {
      volumes.put(i, ml[i]);
    }
    return volumes;
  }

  @Test
  void marksNearTheExtremesStand() {
    assertThat(PhaseCheck.corrected(detected(0, 4), curve())).isEmpty();
  }

  @Test
  void anEsHalfACycleOffIsReplacedByTheEmptiestPhase() {
    DetectedPhases corrected = PhaseCheck.corrected(detected(1, 9), curve()).orElseThrow();

    assertThat(corrected.esPhase()).isEqualTo(5);
    assertThat(corrected.edPhase()).isEqualTo(1);
  }

  @Test
  void anEdInSystoleIsReplacedByTheFullestPhase() {
    assertThat(PhaseCheck.corrected(detected(5, 5), curve()).orElseThrow().edPhase()).isEqualTo(1);
  }

  @Test
  void anEsAsFullAsEdIsDoubted() {
    assertThat(PhaseCheck.doubtful(detected(1, 9), curve())).isTrue();
    assertThat(PhaseCheck.doubtful(detected(1, 5), curve())).isFalse();
  }

  @Test
  void volumesThatAreAllZeroChangeNothing() {
    SortedMap<Integer, Double> nothing = new TreeMap<>();
    curve().keySet().forEach(phase -> nothing.put(phase, 0.0));

    assertThat(PhaseCheck.doubtful(detected(1, 9), nothing)).isFalse();
    assertThat(PhaseCheck.corrected(detected(1, 9), nothing)).isEmpty();
  }
}
