package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeMap;
import javafx.scene.control.Hyperlink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Structure;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Mark;
import ventricle.engine.review.SecondReading;
import ventricle.support.Phantoms;

/** The volumes that a model read without contours, beside those of the contours. */
class SecondReadingUiTest extends WorkstationTest {

  private static final ModelRef MODEL = new ModelRef("volume", "m3-volume-cam", "1", "00");

  @BeforeEach
  void openStudy() throws Exception {
    openAnalysed();
  }

  /** Reads volumes that are this much of those of the contours. */
  private void read(double ed, double es) throws Exception {
    Measurements.LeftVentricle lv = presenter().measurementsProperty().get().lv();
    SecondReading reading =
        new SecondReading(
            MODEL,
            new SecondReading.Volume(document().ed().phase(), ed * lv.edvMl(), -.2, .2),
            new SecondReading.Volume(document().es().phase(), es * lv.esvMl(), -.2, .2));
    read(reading);
  }

  private void read(SecondReading reading) throws Exception {
    fx(
        () ->
            presenter()
                .apply(
                    new Edit.ModelRun(
                        Set.of(), new TreeMap<>(), null, Set.of(MODEL), "cpu", reading, null)));
  }

  @Test
  void aModelThatDoesNotSayHowFarItErrsIsNotCompared() throws Exception {
    SecondReading.Volume volume =
        new SecondReading.Volume(document().ed().phase(), 90.0, null, null);
    read(new SecondReading(MODEL, volume, volume));
    assertThat(text("#second-verdict")).startsWith("Not compared: this model does not say");
  }

  private boolean flagged() throws Exception {
    return isThere("#flag-second-reading-disagrees");
  }

  @Test
  void aReadingThatAgreesIsQuiet() throws Exception {
    read(1.05, .9);
    assertThat(robot.lookup("#second-reading").query().isVisible()).isTrue();
    assertThat(number("#second-edv") / number("#second-edv-contours")).isBetween(1.04, 1.06);
    assertThat(text("#second-verdict")).isEqualTo("Agrees: ED +5 %, ES −10 % against the contours");
    assertThat(flagged()).isFalse();
  }

  @Test
  void aReadingThatDiffersIsAFindingThatTakesYouThere() throws Exception {
    read(1, 1.5);
    assertThat(text("#second-verdict")).startsWith("Differs").doesNotContain("50");
    assertThat(text("#flag-second-reading-disagrees .label")).contains("at ES", "+50 %");
    assertThat(flagged()).isTrue();
    Hyperlink go = robot.lookup("#flag-second-reading-disagrees .hyperlink").query();
    fx(go::fire);
    assertThat(presenter().frame().phase()).isEqualTo(document().es().phase());
  }

  @Test
  void anEditChangesTheContoursVolumeAndNotTheReading() throws Exception {
    read(1, 1);
    double read = number("#second-edv");
    double drawn = number("#second-edv-contours");
    fx(() -> presenter().go(Mark.ED));
    fx(() -> presenter().structureProperty().set(Structure.LV_ENDO));
    fx(() -> presenter().deleteContour());
    assertThat(number("#second-edv")).isEqualTo(read);
    assertThat(number("#second-edv-contours")).isLessThan(drawn);
  }

  @Test
  void aReadingOfAnotherPhaseIsNotCompared() throws Exception {
    read(1, 1);
    int es = document().es().phase();
    fx(() -> presenter().setMark(Mark.ES, (es + 1) % Phantoms.PHASES));
    assertThat(text("#second-verdict")).startsWith("Not compared");
    assertThat(flagged()).isFalse();
  }
}
