package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Vector3;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.task.CancelToken;

class ModelPhaseDetectorTest {

  private static Models models;

  @BeforeAll
  static void open() throws InferenceException {
    models = TestModels.open();
  }

  @AfterAll
  static void close() {
    models.close();
  }

  /** A heart of 12 phases, largest at {@code ed}, smallest at {@code ed} + 5. */
  private static TestHearts beating(int ed) {
    TestHearts hearts = new TestHearts();
    hearts.phases = 12;
    hearts.endo = (slice, phase) -> 4 + Math.abs(Math.floorMod(phase - ed - 5, 12) - 6 + 0.5);
    hearts.epi = (slice, phase) -> 14;
    return hearts;
  }

  private static DetectedPhases detect(TestHearts hearts) throws InferenceException {
    return models.phaseDetector().orElseThrow().detect(hearts.stack(), Set.of(), new CancelToken());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 11})
  void findsTheLargestAndTheSmallestHeartWhereverTheCycleStarts(int start)
      throws InferenceException {
    TestHearts hearts = beating(0);
    double[] radii = new double[12];
    for (int p = 0; p < 12; p++) {
      radii[p] = 6 + 3 * Math.cos(2 * Math.PI * (p - start) / 12.0);
    }
    hearts.endo = (slice, phase) -> radii[phase];

    DetectedPhases found = detect(hearts);

    assertThat(found.edPhase()).isEqualTo(start);
    assertThat(found.esPhase()).isEqualTo((start + 6) % 12);
    assertThat(found.edProbability()).hasSize(12).allMatch(p -> p >= 0 && p <= 1);
    assertThat(found.model().id()).isEqualTo("test-phase");
  }

  @Test
  void aPhaseWithoutFramesIsNeverChosen() throws InferenceException {
    TestHearts hearts = beating(0);
    double[] radii = new double[12];
    for (int p = 0; p < 12; p++) {
      radii[p] = 6 + 3 * Math.cos(2 * Math.PI * (p - 4) / 12.0);
    }
    hearts.endo = (slice, phase) -> radii[phase];
    Set<FrameKey> missing = new java.util.HashSet<>();
    for (int slice = 0; slice < 3; slice++) {
      missing.add(new FrameKey(slice, 4));
    }
    hearts.missing = missing;

    DetectedPhases found = detect(hearts);

    assertThat(found.edPhase()).isIn(3, 5);
    assertThat(found.edProbability()).hasSize(12);
    assertThat(found.edProbability().get(4)).isZero();
  }

  @Test
  void aSinglePhaseIsNoCycle() {
    assertThatThrownBy(() -> detect(new TestHearts()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("one phase");
  }

  @Test
  void looksAtTheMiddleHalfOfTheSlicesWithLv() {
    TestHearts hearts = new TestHearts();
    hearts.slices = 10;
    Vector3 anywhere = new Vector3(0, 0, 0);
    HeartLocator.Heart heart =
        new HeartLocator.Heart(anywhere, anywhere, new TreeSet<>(Set.of(1, 2, 3, 4, 5, 6, 7, 8)));

    assertThat(ModelPhaseDetector.defaultSlices(hearts.stack(), heart)).containsExactly(3, 4, 5, 6);
    assertThat(ModelPhaseDetector.defaultSlices(hearts.stack(), null))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    hearts.slices = 3;
    assertThat(ModelPhaseDetector.defaultSlices(hearts.stack(), null)).containsExactly(0, 1, 2);
  }
}
