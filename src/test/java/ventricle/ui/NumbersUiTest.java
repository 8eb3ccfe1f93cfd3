package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReviewDocument;

/** Numbers of the results column that are not always to be had. */
class NumbersUiTest extends WorkstationTest {

  @Test
  void aRateThatCannotBeKnownIsADashThatSaysWhy() throws Exception {
    openAnalysed();

    for (String id : new String[] {"#value-lv-per", "#value-lv-pfr"}) {
      Label rate = robot.lookup(id).queryAs(Label.class);
      assertThat(fx(rate::getText)).isEqualTo("–");
      assertThat(fx(() -> rate.getTooltip().getText()))
          .isEqualTo(presenter().measurementsProperty().get().dynamics().reason())
          .contains("10 phases are too few");
    }
  }

  @Test
  void besideTheNumbersOfAVentricleThatItsImageCutsStandsWhyTheyHaveNoRange() throws Exception {
    openAnalysed();
    int last = document().sliceCount() - 1;
    TreeMap<ContourKey, Tracing> drawn = new TreeMap<>(document().modelLayer());
    drawn.keySet().removeIf(key -> key.frame().slice() == 0 || key.frame().slice() == last);
    draw(drawn);
    assertThat(beside("#range-rv-edv")).doesNotContain("cut off");

    FrameKey frame = new FrameKey(document().sliceCount() / 2, document().ed().phase());
    drawn.compute(
        new ContourKey(frame, Structure.RV_ENDO),
        (key, rv) -> new Tracing(reachingTheEdge(rv.contour()), rv.provenance()));
    draw(drawn);

    assertThat(beside("#range-rv-edv")).isEqualTo("cut off");
    assertThat(beside("#range-lv-edv")).doesNotContain("cut off");
    assertThat(robot.lookup("#flag-rv-cut-by-edge .hyperlink").tryQuery()).isPresent();
  }

  /** As after a run of the model that drew these contours. */
  private void draw(TreeMap<ContourKey, Tracing> contours) throws Exception {
    ReviewDocument document = document();
    Edit run =
        new Edit.ModelRun(document.segmentedPhases(), contours, null, document.models(), "cpu");
    fx(() -> presenter().apply(run));
  }

  /** The same with its leftmost vertices moved out to the edge of the image. */
  private static Contour reachingTheEdge(Contour rv) {
    double middle = Arrays.stream(rv.xs()).average().orElseThrow();
    return Contour.of(Arrays.stream(rv.xs()).map(x -> x < middle ? -.5 : x).toArray(), rv.ys());
  }

  private String beside(String id) throws Exception {
    Node node = robot.lookup(id).query();
    return fx(() -> node instanceof Label label ? label.getText() : "");
  }
}
