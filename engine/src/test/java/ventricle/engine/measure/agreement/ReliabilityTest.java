package ventricle.engine.measure.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.geometry.TestShapes;

/** Reliability against worked examples of the papers that the formulas come from. */
class ReliabilityTest {

  /** Six targets rated by four judges: table 2 of Shrout and Fleiss 1979. */
  private static final double[][] SHROUT_FLEISS = {
    {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
  };

  @Test
  void intraclassCorrelationOfShroutAndFleissIsThatOfTheirPaper() {
    IntraclassCorrelation icc = IntraclassCorrelation.of(SHROUT_FLEISS).orElseThrow();

    assertThat(icc.value()).isCloseTo(.29, within(.005));
    // the interval as R's psych::ICC prints it for the same table
    assertThat(icc.interval().low()).isCloseTo(.019, within(.0005));
    assertThat(icc.interval().high()).isCloseTo(.761, within(.0005));
    assertThat(icc.subjects()).isEqualTo(6);
    assertThat(icc.readers()).isEqualTo(4);
  }

  @Test
  void aConstantOffsetOfOneReaderLowersAbsoluteAgreement() {
    double[][] same = {{100, 100.5}, {150, 149.5}, {200, 200.2}, {120, 120.4}};
    double[][] offset = {{100, 120.5}, {150, 169.5}, {200, 220.2}, {120, 140.4}};

    assertThat(IntraclassCorrelation.of(same).orElseThrow().value()).isGreaterThan(.999);
    assertThat(IntraclassCorrelation.of(offset).orElseThrow().value()).isBetween(.8, .95);
  }

  @Test
  void readersWhoAgreeToTheDigitHaveAnIccOfOneWithoutInterval() {
    IntraclassCorrelation icc =
        IntraclassCorrelation.of(new double[][] {{1, 1}, {2, 2}, {3, 3}}).orElseThrow();

    assertThat(icc.value()).isEqualTo(1);
    assertThat(icc.interval()).isNull();
    assertThat(IntraclassCorrelation.of(new double[][] {{4, 4}, {4, 4}}).orElseThrow().value())
        .isNull();
  }

  @Test
  void oneCaseOrOneReaderHasNoIntraclassCorrelation() {
    assertThat(IntraclassCorrelation.of(new double[][] {{1, 2}})).isEmpty();
    assertThat(IntraclassCorrelation.of(new double[][] {{1}, {2}})).isEmpty();
    assertThatThrownBy(() -> IntraclassCorrelation.of(new double[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Systolic pressure by observer and machine: n = 85, bias −16.29, SD 19.61 mmHg. */
  @Test
  void limitsOfAgreementHaveTheIntervalsOfBlandAndAltman() {
    BlandAltman b =
        new BlandAltman(
            85, -16.29, 19.61, -16.29 - 1.96 * 19.61, -16.29 + 1.96 * 19.61, 16.29, null);

    assertClose(b.biasInterval(), -20.5, -12.1);
    assertClose(b.lowerInterval(), -61.9, -47.5);
    assertClose(b.upperInterval(), 14.9, 29.3);
  }

  /** The paper rounds the factor √(1 + 1.96² / 2) to 1.71 and each step to two digits. */
  private static void assertClose(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(.11));
    assertThat(interval.high()).isCloseTo(high, within(.11));
  }

  @Test
  void withinSubjectVariationIsTheRootMeanSquareOverCases() {
    // variances 2, 8, 0 with means 10, 20, 30: √((.02 + .02 + 0) / 3)
    assertThat(
            WithinSubjectVariation.of(
                    List.of(
                        new double[] {9, 11},
                        new double[] {18, 22},
                        new double[] {30, 30},
                        new double[] {7}))
                .orElseThrow())
        .satisfies(
            v -> {
              assertThat(v.subjects()).isEqualTo(3);
              assertThat(v.coefficient()).isCloseTo(Math.sqrt(.04 / 3), within(1e-12));
            });
    assertThat(WithinSubjectVariation.of(List.of(new double[] {5}))).isEmpty();
  }

  /** 20 both yes, 15 both no, 5 and 10 apart: chance .5, observed .7. */
  @Test
  void kappaTakesChanceAway() {
    List<Boolean> first = said(20, 5, 10, 15, true, true, false, false);
    List<Boolean> second = said(20, 5, 10, 15, true, false, true, false);

    CategoryAgreement k = CategoryAgreement.of(first, second).orElseThrow();

    assertThat(k.observed()).isCloseTo(.7, within(1e-12));
    assertThat(k.kappa()).isCloseTo(.4, within(1e-12));
  }

  private static List<Boolean> said(
      int a, int b, int c, int d, boolean ofA, boolean ofB, boolean ofC, boolean ofD) {
    return Stream.of(
            Collections.nCopies(a, ofA),
            Collections.nCopies(b, ofB),
            Collections.nCopies(c, ofC),
            Collections.nCopies(d, ofD))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void readersWhoNeverDifferAndNeverVaryHaveNoKappa() {
    CategoryAgreement k =
        CategoryAgreement.of(List.of("in", "in"), List.of("in", "in")).orElseThrow();

    assertThat(k.observed()).isEqualTo(1);
    assertThat(k.kappa()).isNull();
    assertThat(CategoryAgreement.of(List.of(), List.of())).isEmpty();
  }

  @Test
  void contoursAreComparedAsPolygons() {
    ContourAgreement half =
        ContourAgreement.of(
            TestShapes.rectangle(0, 0, 10, 10),
            TestShapes.rectangle(5, 0, 15, 10),
            new PixelSpacing(2, 2));

    assertThat(half.dice()).isCloseTo(.5, within(1e-9));
    assertThat(half.border().hausdorff()).isCloseTo(10, within(1e-6));
    assertThat(half.border().millimetres()).isTrue();
  }
}
