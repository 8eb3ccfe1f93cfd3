package ventricle.engine.dicom.seg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;

/** What a segment is called and coded, and what it is taken for. */
class SegmentPartTest {

  private static Optional<SegmentPart> part(String label, @Nullable Code type) {
    return SegmentPart.of(new SegmentationObject.Segment(1, label, type));
  }

  @Test
  void theCodeOfTheMyocardiumWinsOverALabelThatSpeaksOfTheVentricle() {
    assertThat(part("LV", Codes.LV_MYOCARDIUM)).hasValue(SegmentPart.LV_MYOCARDIUM);
    assertThat(part("LV endo", Codes.LV_MYOCARDIUM)).hasValue(SegmentPart.LV_MYOCARDIUM);
    assertThat(part("RV", Codes.LV_MYOCARDIUM)).hasValue(SegmentPart.LV_MYOCARDIUM);
    assertThat(part("LV", Codes.RIGHT_VENTRICLE)).hasValue(SegmentPart.RV_CAVITY);
    assertThat(part("right ventricle", Codes.LEFT_VENTRICLE)).hasValue(SegmentPart.LV_CAVITY);
  }

  @ParameterizedTest
  @CsvSource({
    "LV cavity, LV_CAVITY",
    "Segment 1, LV_CAVITY",
    "LV myocardium, LV_MYOCARDIUM",
    "LV wall, LV_MYOCARDIUM",
    "LV epicardium, LV_WHOLE",
    "Papillary muscles, LV_PAPILLARY"
  })
  void theLabelSaysWhichPartOfTheLeftVentricleItIs(String label, SegmentPart part) {
    assertThat(part(label, Codes.LEFT_VENTRICLE)).hasValue(part);
    assertThat(part(label, new Code("T-32600", "SRT", ""))).hasValue(part);
  }

  @Test
  void papillaryMusclesHaveTheCodeOfTheMyocardiumAndALabelOfTheirOwn() {
    assertThat(part("LV papillary muscle", Codes.LV_MYOCARDIUM)).hasValue(SegmentPart.LV_PAPILLARY);
  }

  @Test
  void theMuscleOfTheRightVentricleIsNotTakenForAnythingElse() {
    Code muscle = new Code("74281007", "SCT", "Myocardium");
    assertThat(part("RV myocardium", muscle)).isEmpty();
    assertThat(part("RV", muscle)).isEmpty();
    assertThat(part("LV", muscle)).hasValue(SegmentPart.LV_MYOCARDIUM);
    assertThat(part("", muscle)).hasValue(SegmentPart.LV_MYOCARDIUM);
    assertThat(part("RV wall", Codes.RIGHT_VENTRICLE)).isEmpty();
    assertThat(part("RV cavity", Codes.RIGHT_VENTRICLE)).hasValue(SegmentPart.RV_CAVITY);
  }

  @ParameterizedTest
  @CsvSource({
    "LV, LV_CAVITY",
    "heart_ventricle_left, LV_CAVITY",
    "RVendo, RV_CAVITY",
    "heart_myocardium, LV_MYOCARDIUM",
    "epi, LV_WHOLE"
  })
  void withoutAKnownCodeTheLabelDecides(String label, SegmentPart part) {
    assertThat(part(label, null)).hasValue(part);
    assertThat(part(label, new Code("C-1", "99LOCAL", "anything"))).hasValue(part);
    assertThat(part("1", new Code("C-1", "99LOCAL", label))).as("then the meaning").hasValue(part);
  }

  @Test
  void anAtriumAndAnythingElseIsNoPart() {
    assertThat(part("left atrium", null)).isEmpty();
    assertThat(part("aorta", new Code("15825003", "SCT", "Aorta"))).isEmpty();
  }
}
