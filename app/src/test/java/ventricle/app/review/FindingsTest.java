package ventricle.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.FlagCodes;
import ventricle.engine.measure.Measurements;

class FindingsTest {

  private final Findings findings = new Findings();

  private static Measurements measured(Flag... flags) {
    return new Measurements(
        null,
        null,
        "cavity",
        new Measurements.LeftVentricle(null, null, null, null, null, null),
        new Measurements.RightVentricle(null, null, null, null, null),
        new Measurements.Indexed(null, "Mosteller", null, null, null, null, null, null, null),
        new Measurements.VolumeCurve(null, null, null),
        false,
        List.of(flags));
  }

  private static Flag jump(int slice, int phase) {
    return new Flag(FlagCodes.CONTOUR_JUMPS, "jumps", new FrameKey(slice, phase));
  }

  @Test
  void whatModelsRemarkedStaysWhileTheNumbersChange() {
    findings.show(measured(jump(0, 3)));
    findings.note(List.of(new CineStack.Note("model-range", "outside")));
    findings.note(List.of(new CineStack.Note("model-range", "outside")));
    assertThat(findings.allProperty().get())
        .extracting(Flag::code)
        .containsExactly(FlagCodes.CONTOUR_JUMPS, "model-range");
    findings.show(measured());
    assertThat(findings.allProperty().get()).extracting(Flag::code).containsExactly("model-range");
  }

  @Test
  void phasesJumpWhereAnyOfTheirContoursDoes() {
    findings.show(
        measured(
            jump(2, 7),
            jump(0, 3),
            jump(1, 7),
            new Flag(FlagCodes.CONTOUR_GAP, "gap", new FrameKey(0, 5)),
            new Flag(FlagCodes.CONTOUR_JUMPS, "somewhere", null)));
    assertThat(findings.jumpingPhases()).containsExactly(3, 7);
  }
}
