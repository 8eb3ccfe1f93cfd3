package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;

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
}
