package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Patient;
import ventricle.engine.measure.RealReadings.Case;

/**
 * Derives the bounds of {@code cross-checks.json} from the expert readings of the training cases,
 * never from those of the test cases, and holds them against the file.
 */
class CrossCheckBoundsTest {

  private static List<Case> training() throws IOException {
    return RealReadings.all().stream().filter(c -> c.split().equals("train")).toList();
  }

  private static Measurements measured(Case c) {
    return Measurer.measure(
        c.stack(), c.document(), null, Patient.UNKNOWN, MeasureSettings.DEFAULT);
  }

  private static void assertEnds(CrossChecks.Bounds bounds, double[] values) {
    Arrays.sort(values);
    assertThat(bounds.low()).as(bounds.quantity()).isCloseTo(quantile(values, .05), within(.0001));
    assertThat(bounds.high()).as(bounds.quantity()).isCloseTo(quantile(values, .95), within(.0001));
  }

  /** Interpolated linearly, at position q · (n − 1) of the sorted values. */
  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    return sorted[below]
        + (at - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
  }

  @Test
  void theFileSaysWhatTheTrainingCasesSay() throws IOException {
    List<Case> cases = training();
    CrossChecks shipped = CrossChecks.shipped();
    assertThat(cases).hasSize(shipped.cases());

    assertEnds(
        shipped.strokeVolumes(),
        cases.stream()
            .map(CrossCheckBoundsTest::measured)
            .mapToDouble(m -> (m.lv().svMl() - m.rv().svMl()) / m.lv().svMl())
            .toArray());
    assertEnds(
        shipped.masses(),
        cases.stream()
            .mapToDouble(
                c -> {
                  StackVolumes v =
                      new StackVolumes(c.stack(), c.document(), c.document().papillary());
                  return v.myocardiumMl(1) / v.myocardiumMl(0);
                })
            .toArray());
  }

  @Test
  void theFileNamesWhereItsBoundsAreFrom() {
    CrossChecks shipped = CrossChecks.shipped();

    assertThat(shipped.source()).contains("ACDC", "10.1109/TMI.2018.2837502", "train");
    assertThat(shipped.strokeVolumes().low()).isLessThan(0);
    assertThat(shipped.strokeVolumes().high()).isGreaterThan(0);
    assertThat(shipped.masses().low()).isLessThan(1);
    assertThat(shipped.masses().high()).isGreaterThan(1);
  }
}
