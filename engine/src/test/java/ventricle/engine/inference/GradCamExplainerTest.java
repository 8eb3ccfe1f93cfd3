package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.task.CancelToken;

class GradCamExplainerTest {

  private static Models models;

  @BeforeAll
  static void open() throws InferenceException {
    models = TestModels.open();
  }

  @AfterAll
  static void close() {
    models.close();
  }

  private static Heatmap explain(TestHearts hearts, Structure structure) throws InferenceException {
    return models
        .explainers()
        .getFirst()
        .explain(hearts.stack(), new FrameKey(1, 0), structure, new CancelToken());
  }

  private static Point centreOfMass(Heatmap map) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < map.values().length; i++) {
      // the formula also sees a thin rim of other greys around the RV: only the strong part counts
      double weight = Math.max(0, map.values()[i] - 0.5);
      sum += weight;
      x += weight * (i % map.columns());
      y += weight * Math.floorDiv(i, map.columns());
    }
    return new Point(x / sum, y / sum);
  }

  @Test
  void theMapLiesOverTheStructureInImagePixels() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.centre = new Point(52.4, 41.7);

    Heatmap map = explain(hearts, Structure.LV_ENDO);

    assertThat(map.rows()).isEqualTo(100);
    assertThat(map.columns()).isEqualTo(90);
    assertThat(map.layer()).isEqualTo("formula");
    assertThat(centreOfMass(map).distance(hearts.centre)).isLessThan(0.25);
  }

  @Test
  void theMapIsScaledToItsLargestValue() throws InferenceException {
    float largest = 0;
    for (float value : explain(new TestHearts(), Structure.RV_ENDO).values()) {
      assertThat(value).isBetween(0f, 1f);
      largest = Math.max(largest, value);
    }
    assertThat(largest).isCloseTo(1f, within(1e-6f));
  }

  @Test
  void eachStructureHasItsOwnMap() throws InferenceException {
    TestHearts hearts = new TestHearts();
    double rv = hearts.centre.x() + TestHearts.RV_OFFSET / 1.2;

    assertThat(centreOfMass(explain(hearts, Structure.RV_ENDO)).x()).isCloseTo(rv, within(0.5));
    // the formula's pooled wall is a ring: nothing in its middle
    assertThat(explain(hearts, Structure.LV_EPI).values()[50 * 90 + 45]).isLessThan(0.05f);
  }

  @Test
  void saysWhatItCannotExplain() {
    TestHearts hearts = new TestHearts();
    assertThatThrownBy(() -> explain(hearts, Structure.LV_PAPILLARY))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("papillary");
    hearts.missing = Set.of(new FrameKey(1, 0));
    assertThatThrownBy(() -> explain(hearts, Structure.LV_ENDO))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("missing");
  }
}
