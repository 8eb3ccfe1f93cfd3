package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Sentence;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.ThicknessCurves;

class ThicknessDrawingTest {

  private static final List<Double> TIMES = List.of(0.0, 120.0, 240.0, 360.0, 480.0, 600.0);
  private static final ReportContent.Curve AXIS =
      new ReportContent.Curve(TIMES, "ms", List.of(90.0, 60.0, 40.0, 60.0, 70.0, 80.0), null, 0, 2);

  private static final Regional NOTHING = Regional.unknown(Sentence.of("wall-unknown.unset", "ED"));

  private static ThicknessCurves curves(Double... mm) {
    return new ThicknessCurves(
        Arrays.stream(AhaSegment.values()).map(segment -> Arrays.asList(mm)).toList());
  }

  private static Drawing drawn(Double... mm) throws Exception {
    ReportThickness thickness =
        Objects.requireNonNull(ReportThickness.of(AXIS, NOTHING, curves(mm)));
    return ThicknessDrawing.of(thickness, ReportTexts.of(ReportStyle.DEFAULT));
  }

  @Test
  void everySegmentHasALineAndItsNumberInThePlotOfItsLevel() throws Exception {
    Drawing drawing = drawn(8.0, 9.0, 11.0, 10.0, 9.0, 8.5);
    assertThat(drawing.labels())
        .extracting(Drawing.Label::text)
        .contains("basal", "mid", "apical", "ED", "ES", "600 ms", "1", "6", "7", "12", "13", "16");
    assertThat(Pattern.compile("stroke-width=\"1.1\"").matcher(drawing.svg()).results())
        .hasSize(AhaSegment.values().length);
  }

  @Test
  void aPhaseWithoutThicknessIsAGapAndNotALine() throws Exception {
    Drawing broken = drawn(8.0, 9.0, null, 10.0, 9.0, 8.5);
    assertThat(Pattern.compile("stroke-width=\"1.1\"").matcher(broken.svg()).results())
        .hasSize(2 * AhaSegment.values().length);
  }

  @Test
  void edAndEsAloneAreNoCurve() {
    assertThat(ReportThickness.of(AXIS, NOTHING, curves(8.0, null, 11.0, null, null, null)))
        .isNull();
  }

  @Test
  void numbersThatWouldCoverEachOtherAreMovedApartAboutTheirMiddle() {
    double[] at = ThicknessDrawing.apart(new double[] {40, 40.5, 41, 80});
    for (int i = 1; i < at.length; i++) {
      assertThat(at[i] - at[i - 1]).isGreaterThan(6.3);
    }
    assertThat(at[1]).isCloseTo(40.5, within(.2));
    assertThat(at[3]).isEqualTo(80);
  }
}
