package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomTruth;

/** Numbers from the contours of phantoms against what is known of their shapes. */
class PhantomNumbersTest {

  private static final int[] PHASES = {25, 30, 35, 40};

  /**
   * @param wholeCurve from the analytic volume at the phases: what smoothing and phases cost
   * @param contours from the contours of the slices: what the stack costs besides
   */
  private record Case(PhantomStudy phantom, Dynamics wholeCurve, Measurements contours) {

    PhantomTruth truth() {
      return phantom.truth();
    }

    /** The stroke volume of the slices to that of the whole cavity. */
    double stroke() {
      return (truth().covered().lvEdvMl() - truth().covered().lvEsvMl())
          / (truth().continuous().lvEdvMl() - truth().continuous().lvEsvMl());
    }

    /** Peak filling after ED, ms. */
    double sinceEd(Dynamics found) {
      CineStack stack = phantom.study().stack();
      int phases = Math.floorMod(truth().esPhase() - truth().edPhase(), stack.phases());
      return found.timeToPfrMs() + phases * stack.rrMs() / stack.phases();
    }

    double perLateMs() {
      return contours.dynamics().timeToPerMs() - truth().rates().perMsAfterEd();
    }

    /** The same spline on the sum of all slices. */
    Dynamics stepping() {
      return rates(phantom, contours.curve().lvMl());
    }

    String name() {
      return "phantom " + truth().seed();
    }
  }

  private static final List<Case> CASES = new ArrayList<>();

  @BeforeAll
  static void measurePhantoms() {
    for (int i = 0; i < 16; i++) {
      CASES.add(phantom(i));
    }
  }

  private static Case phantom(int i) {
    PhantomStudy phantom =
        Phantom.generate(
            new PhantomOptions(300 + i, 25.0 + 3 * i, null, PHASES[i % PHASES.length], 64));
    return new Case(
        phantom,
        rates(phantom, phantom.truth().lvWholeCurveMl()),
        Measurer.measure(phantom.study(), PhantomReading.document(phantom)));
  }

  private static Dynamics rates(PhantomStudy phantom, List<Double> ml) {
    CineStack stack = phantom.study().stack();
    PhantomTruth truth = phantom.truth();
    return VolumeRates.of(
        ml, ml, stack.phaseTimesMs(), stack.rrMs(), truth.edPhase(), truth.esPhase());
  }

  @Test
  void volumesAndMassAreWithinAPercentOfWhatTheSlicesCover() {
    for (Case c : CASES) {
      PhantomTruth.Volumes covered = c.truth().covered();
      Measurements m = c.contours();
      assertThat(m.lv().edvMl()).isCloseTo(covered.lvEdvMl(), withinPercentage(1));
      assertThat(m.lv().esvMl()).isCloseTo(covered.lvEsvMl(), withinPercentage(1));
      assertThat(m.rv().edvMl()).isCloseTo(covered.rvEdvMl(), withinPercentage(1));
      assertThat(m.rv().esvMl()).isCloseTo(covered.rvEsvMl(), withinPercentage(1));
      // the densities are 1.055 and 1.05 g/ml
      assertThat(m.lv().massEdG()).isCloseTo(covered.lvMassEdG(), withinPercentage(1));
      assertThat(m.lv().efPercent()).isCloseTo(covered.lvEfPercent(), within(1.0));
    }
  }

  @Test
  void smoothingAndPhasesTakeAtMostATenthOffEjectionAndAThirdOffTheShortFilling() {
    for (Case c : CASES) {
      PhantomTruth.Rates truth = c.truth().rates();
      Dynamics found = c.wholeCurve();
      assertThat(found.perMlPerS() / truth.perMlPerS()).as(c.name()).isBetween(.91, 1.02);
      assertThat(found.pfrMlPerS() / truth.pfrMlPerS()).as(c.name()).isBetween(.67, 1.02);
      assertThat(found.timeToPerMs()).as(c.name()).isCloseTo(truth.perMsAfterEd(), within(14.0));
      assertThat(c.sinceEd(found)).as(c.name()).isCloseTo(truth.pfrMsAfterEd(), within(10.0));
    }
    assertThat(median(c -> c.wholeCurve().pfrMlPerS() / c.truth().rates().pfrMlPerS()))
        .isBetween(.84, .92);
  }

  @Test
  void theContoursRatesAreAsFarOffAsTheirStrokeVolumeAndAFifthAtMostBesides() {
    for (Case c : CASES) {
      PhantomTruth.Rates truth = c.truth().rates();
      Dynamics found = c.contours().dynamics();
      double per = found.perMlPerS() / truth.perMlPerS() / c.stroke();
      double smoothing = c.wholeCurve().pfrMlPerS() / truth.pfrMlPerS();
      double pfr = found.pfrMlPerS() / truth.pfrMlPerS() / c.stroke() / smoothing;
      assertThat(per).as(c.name()).isBetween(.8, 1.0);
      assertThat(pfr).as("beside smoothing, %s", c.name()).isBetween(.97, 1.15);
      assertThat(c.sinceEd(found)).as(c.name()).isCloseTo(truth.pfrMsAfterEd(), within(10.0));
    }
    assertThat(median(c -> c.perLateMs())).isBetween(0.0, 5.0);
    // an ejection that is as fast for 100 ms has its peak anywhere in them
    assertThat(CASES).allSatisfy(c -> assertThat(c.perLateMs()).isBetween(-10.0, 70.0));
  }

  @Test
  void theSumOfTheSlicesWouldTakeTheBasesStepsForEjection() {
    double steps = rms(c -> c.stepping().perMlPerS() / c.truth().rates().perMlPerS());
    double without = rms(c -> c.contours().dynamics().perMlPerS() / c.truth().rates().perMlPerS());

    assertThat(without).isLessThan(.17);
    assertThat(steps).isGreaterThan(3 * without);
  }

  private static double median(ToDoubleFunction<Case> value) {
    double[] sorted = CASES.stream().mapToDouble(value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static double rms(ToDoubleFunction<Case> ratio) {
    return Math.sqrt(
        CASES.stream().mapToDouble(ratio).map(r -> (r - 1) * (r - 1)).average().orElseThrow());
  }
}
