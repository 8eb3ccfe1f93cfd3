package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.Patient;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.PersonEntries.Field;

/** What a reader enters about the person, typed into the form. */
class PersonUiTest extends WorkstationTest {

  private void openForm() throws Exception {
    press(KeyCode.CONTROL, KeyCode.R);
    waitUntil(() -> robot.lookup("#person-height").tryQuery().isPresent());
  }

  /** Key by key. */
  private void type(String field, String characters) {
    robot.clickOn(field);
    for (char c : characters.toCharArray()) {
      press(c == '.' ? KeyCode.PERIOD : KeyCode.getKeyCode(String.valueOf(c)));
    }
  }

  private void erase(String field) throws Exception {
    robot.clickOn(field);
    press(KeyCode.CONTROL, KeyCode.A);
    press(KeyCode.DELETE);
    assertThat(fx(() -> robot.lookup(field).queryAs(TextField.class).getText())).isEmpty();
  }

  private boolean canBeUsed() throws Exception {
    DialogPane pane = robot.lookup("#dialog").queryAs(DialogPane.class);
    return fx(() -> !pane.lookupButton(ButtonType.OK).isDisabled());
  }

  private PersonEntries entered() throws Exception {
    return document().entries().person();
  }

  @Test
  void valuesTypedInTakeTheHeadersPlaceAreMarkedAndUndoneInOneStep() throws Exception {
    openAnalysed();
    double output = number("#value-lv-co");
    Patient header = presenter().study().patient();
    double heartRate = presenter().study().heartRateBpm();

    openForm();
    assertThat(text("#person-header-heart-rate"))
        .contains(String.format(Locale.ROOT, "%.1f bpm", heartRate));
    assertThat(text("#person-header-weight")).contains("kg");
    type("#person-heart-rate", "100");
    type("#person-height", "172.5");
    type("#person-weight", "80");
    answer(ButtonType.OK);

    assertThat(entered()).isEqualTo(new PersonEntries(100.0, null, null, 1.725, 80.0));
    assertThat(number("#value-lv-co")).isCloseTo(output * 100 / heartRate, within(.1));
    double edv = number("#value-lv-edv");
    assertThat(number("#value-lv-edv-index"))
        .isCloseTo(edv / Math.sqrt(172.5 * 80 / 3600), within(.1));
    assertThat(text("#entered-by-hand")).contains("Heart rate", "Height", "Weight");
    assertThat(fx(() -> robot.lookup(".by-hand").queryAll())).hasSize(3);
    assertThat(undoTip()).contains("enter person and body");

    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(entered().entered()).isEmpty();
    assertThat(number("#value-lv-co")).isCloseTo(output, within(1e-9));
    assertThat(text("#entered-by-hand")).isEmpty();
    assertThat(presenter().study().patient()).isEqualTo(header);
  }

  @Test
  void whatCannotBeIsNotTakenAndWhatIsUnusualIsAskedAbout() throws Exception {
    openAnalysed();
    openForm();
    type("#person-height", "1.7");

    assertThat(text("#person-problem")).contains("Unusual", "Height");
    assertThat(canBeUsed()).isFalse();
    robot.clickOn("#person-sure");
    assertThat(canBeUsed()).isTrue();

    type("#person-weight", "0");
    assertThat(text("#person-problem")).contains("Weight").doesNotContain("Height");
    assertThat(canBeUsed()).isFalse();
    erase("#person-weight");
    erase("#person-height");
    assertThat(fx(() -> robot.lookup("#person-problem").queryAs(Label.class).getText())).isEmpty();
    answer(ButtonType.OK);
    assertThat(document().entries().person()).isEqualTo(PersonEntries.NONE);
  }

  @Test
  void theFormulaOfTheBodySurfaceIsChosenForTheStudyAndProposedAfterwards() throws Exception {
    openAnalysed();
    double mosteller = number("#value-lv-edv-index");
    openForm();
    assertThat(fx(() -> bsa().getValue())).isEqualTo(BsaFormula.MOSTELLER);
    fx(() -> bsa().setValue(BsaFormula.DU_BOIS));
    answer(ButtonType.OK);

    Measurements m = fx(() -> presenter().measurementsProperty().get());
    assertThat(m.indexed().formula()).isEqualTo("Du Bois");
    assertThat(number("#value-lv-edv-index"))
        .isCloseTo(m.lv().edvMl() / m.indexed().bsaM2(), within(.1))
        .isNotEqualTo(mosteller);
    assertThat(
            fx(
                () ->
                    robot
                        .lookup("#value-lv-edv-index")
                        .queryAs(Label.class)
                        .getTooltip()
                        .getText()))
        .contains("Du Bois");
    assertThat(entered().entered()).as("a formula is no value entered by hand").isEmpty();

    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(number("#value-lv-edv-index")).isCloseTo(mosteller, within(1e-9));
    openForm();
    assertThat(fx(() -> bsa().getValue())).as("as chosen last").isEqualTo(BsaFormula.DU_BOIS);
    assertThat(text("#person-bsa-hint")).contains("so far Mosteller");
    fx(() -> bsa().setValue(BsaFormula.MOSTELLER));
    answer(ButtonType.OK);
    assertThat(entered()).isEqualTo(PersonEntries.NONE);
  }

  @SuppressWarnings("unchecked")
  private ChoiceBox<BsaFormula> bsa() {
    return robot.lookup("#person-bsa").queryAs(ChoiceBox.class);
  }

  @Test
  void theSexEnteredChoosesTheNormalRanges() throws Exception {
    openAnalysed();
    String header = presenter().study().patient().sex();
    String other = "F".equals(header) ? "M" : "F";
    openForm();
    fx(
        () -> {
          @SuppressWarnings("unchecked")
          ChoiceBox<String> sex = robot.lookup("#person-sex").queryAs(ChoiceBox.class);
          sex.setValue(other);
        });
    answer(ButtonType.OK);

    assertThat(entered().entered()).containsExactly(Field.SEX);
    assertThat(presenter().person().sex()).isEqualTo(other);
    assertThat(text("#entered-by-hand")).contains("Sex");
  }
}
