package ventricle.engine.measure.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.geometry.TestShapes;

class AgreementTest {

  private static final boolean[] NONE = new boolean[6];
  private static final boolean[] LEFT = {true, true, true, false, false, false};
  private static final boolean[] MIDDLE = {false, true, true, true, false, false};

  @Test
  void diceCountsTwiceWhatIsCommon() {
    assertThat(Dice.ofSlice(LEFT, MIDDLE))
        .hasValueSatisfying(d -> assertThat(d).isCloseTo(4 / 6.0, within(1e-12)));
    assertThat(Dice.ofSlice(LEFT, LEFT)).contains(1.0);
  }

  @Test
  void twoEmptyReadingsHaveNoDiceAndOneEmptyReadingHasZero() {
    assertThat(Dice.ofSlice(NONE, NONE)).isEmpty();
    assertThat(Dice.ofSlice(NONE, LEFT)).contains(0.0);
  }

  @Test
  void diceOfAVolumePoolsItsVoxels() {
    assertThat(Dice.ofVolume(List.of(LEFT, LEFT, NONE), List.of(LEFT, NONE, NONE)))
        .hasValueSatisfying(d -> assertThat(d).isCloseTo(6 / 9.0, within(1e-12)));
  }

  @Test
  void concentricCirclesAreTheirRadiiApart() {
    var distance =
        BorderDistance.between(
                List.of(TestShapes.circle(40, 40, 20)),
                List.of(TestShapes.circle(40, 40, 23)),
                new PixelSpacing(1.5, 1.5))
            .orElseThrow();

    assertThat(distance.hausdorff()).isCloseTo(4.5, within(0.02));
    assertThat(distance.averagePerpendicular()).isCloseTo(4.5, within(0.02));
    assertThat(distance.millimetres()).isTrue();
  }

  @Test
  void distancesUseTheSpacingOfTheirDirection() {
    var square = TestShapes.rectangle(10, 10, 30, 30);
    var taller = TestShapes.rectangle(10, 10, 30, 34);

    assertThat(
            BorderDistance.between(List.of(square), List.of(taller), new PixelSpacing(2, 1))
                .orElseThrow()
                .hausdorff())
        .isCloseTo(8, within(1e-9));
  }

  @Test
  void unknownSpacingGivesPixelsAndAnEmptyReadingNoDistance() {
    var circle = TestShapes.circle(40, 40, 20);

    BorderDistance same =
        BorderDistance.between(List.of(circle), List.of(circle), null).orElseThrow();
    assertThat(same.hausdorff()).isCloseTo(0, within(1e-9));
    assertThat(same.millimetres()).isFalse();
    assertThat(BorderDistance.between(List.of(circle), List.of(), null)).isEmpty();
  }

  @Test
  void blandAltmanGivesBiasAndLimitsOfAgreement() {
    BlandAltman b =
        BlandAltman.of(new double[] {10, 12, 17}, new double[] {9, 13, 14}).orElseThrow();

    assertThat(b.bias()).isCloseTo(1, within(1e-12));
    assertThat(b.sd()).isCloseTo(2, within(1e-12));
    assertThat(b.lower()).isCloseTo(1 - 3.92, within(1e-12));
    assertThat(b.upper()).isCloseTo(1 + 3.92, within(1e-12));
    assertThat(b.meanAbsolute()).isCloseTo(5 / 3.0, within(1e-12));
    assertThat(b.correlation()).isBetween(0.8, 1.0);
  }

  @Test
  void onePairHasABiasButNoLimits() {
    BlandAltman b = BlandAltman.of(new double[] {10}, new double[] {8}).orElseThrow();

    assertThat(b.bias()).isEqualTo(2);
    assertThat(b.sd()).isNull();
    assertThat(BlandAltman.of(new double[0], new double[0])).isEmpty();
  }
}
