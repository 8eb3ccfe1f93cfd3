package ventricle.engine.measure.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
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

  @Test
  void aSpikeOfAFewPercentOfTheBorderIsTheLargestDistanceButNotThatOfMostOfIt() {
    Contour round = TestShapes.circle(80, 80, 50);
    List<Point> points = new ArrayList<>(round.points());
    Point first = points.getFirst();
    points.set(0, new Point(80 + (first.x() - 80) * 1.1, 80 + (first.y() - 80) * 1.1));

    var distance =
        BorderDistance.between(List.of(round), List.of(Contour.of(points)), null).orElseThrow();

    assertThat(distance.hausdorff()).isCloseTo(5, within(.3));
    assertThat(distance.hausdorff95()).isLessThan(2);
    assertThat(
            BorderDistance.between(
                    List.of(TestShapes.circle(40, 40, 20)),
                    List.of(TestShapes.circle(40, 40, 23)),
                    null)
                .orElseThrow()
                .hausdorff95())
        .isCloseTo(3, within(.02));
  }

  /** As numpy.mean, std(ddof=1) and quantile give them. */
  @Test
  void spreadHasMeanDeviationAndQuartiles() {
    Spread odd = Spread.of(new double[] {11, 1, 4, 2, 7}).orElseThrow();
    assertThat(odd.mean()).isEqualTo(5);
    assertThat(odd.sd()).isCloseTo(4.0620192, within(1e-6));
    assertThat(List.of(odd.lowerQuartile(), odd.median(), odd.upperQuartile()))
        .containsExactly(2.0, 4.0, 7.0);
    Spread even = Spread.of(new double[] {4, 3, 2, 1}).orElseThrow();
    assertThat(List.of(even.lowerQuartile(), even.median(), even.upperQuartile()))
        .containsExactly(1.75, 2.5, 3.25);
    assertThat(Spread.of(new double[] {3}).orElseThrow().sd()).isNull();
    assertThat(Spread.of(new double[0])).isEmpty();
  }

  @Test
  void predictionErrorIsOfThePredictionAgainstTheTruth() {
    PredictionError error =
        PredictionError.of(new double[] {11, 19, 33}, new double[] {10, 20, 30}).orElseThrow();

    assertThat(error.rootMeanSquare()).isCloseTo(Math.sqrt(11 / 3.0), within(1e-12));
    assertThat(error.medianRelative()).isCloseTo(.1, within(1e-12));
    assertThat(error.slope()).isCloseTo(1.1, within(1e-12));
    assertThat(error.intercept()).isCloseTo(-1, within(1e-12));
    PredictionError constant =
        PredictionError.of(new double[] {1, 2}, new double[] {0, 0}).orElseThrow();
    assertThat(constant.medianRelative()).isNull();
    assertThat(constant.slope()).isNull();
  }
}
