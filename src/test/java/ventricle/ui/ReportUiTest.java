package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ButtonType;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.engine.review.ReportEntries;

/** Writing what a report says. */
class ReportUiTest extends WorkstationTest {

  private void write(String field, String words) throws Exception {
    fx(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(words));
  }

  @Test
  void whatIsWrittenIsOneStepThatCanBeUndone() throws Exception {
    openAnalysed();
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
    waitUntil(() -> robot.lookup("#report-conclusion").tryQuery().isPresent());
    write("#report-indication", "Dyspnoea");
    write("#report-rhythm", " sinus ");
    write("#report-conclusion", "Normal size.\nNormal function.");
    fx(
        () -> {
          @SuppressWarnings("unchecked")
          ChoiceBox<Integer> quality = robot.lookup("#report-quality").queryAs(ChoiceBox.class);
          quality.setValue(2);
        });
    answer(ButtonType.OK);

    assertThat(document().entries().report())
        .isEqualTo(new ReportEntries("Dyspnoea", "sinus", 2, "", "Normal size.\nNormal function."));
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document().entries().report()).isEqualTo(ReportEntries.NONE);
  }
}
