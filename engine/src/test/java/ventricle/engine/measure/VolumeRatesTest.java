package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VolumeRatesTest {

  private static final double RR = 1000;
  private static final double EDV = 150;
  private static final double SV = 90;
  private static final double SYSTOLE = 380;
  private static final double FILLING = 420;

  /**
   * Of the stroke volume: the median of M2's curves of ten cycles of acdc-cine, by their sixth
   * differences.
   */
  private static final double REAL_NOISE = .006;

  /** Half a cosine down for 380 ms, half a cosine up for 420, rest until the next beat. */
  private static double volume(double ms) {
    double t = ((ms % RR) + RR) % RR;
    if (t < SYSTOLE) {
      return EDV - SV * (1 - Math.cos(Math.PI * t / SYSTOLE)) / 2;
    }
    double f = Math.min(1, (t - SYSTOLE) / FILLING);
    return EDV - SV + SV * (1 - Math.cos(Math.PI * f)) / 2;
  }

  private static List<Double> times(int phases) {
    return IntStream.range(0, phases).mapToObj(i -> i * RR / phases).toList();
  }

  private static List<Double> curve(int phases, double startMs) {
    return times(phases).stream().map(t -> volume(t + startMs)).toList();
  }

  private static Dynamics rates(int phases, double startMs) {
    List<Double> ml = curve(phases, startMs);
    return VolumeRates.of(
        ml, ml, times(phases), RR, nearest(phases, -startMs), nearest(phases, SYSTOLE - startMs));
  }

  private static int nearest(int phases, double ms) {
    return Math.floorMod(Math.round(ms / RR * phases), phases);
  }

  /** π / 2 × stroke volume / duration. */
  private static double peak(double durationMs) {
    return Math.PI / 2 * SV / durationMs * 1000;
  }

  @Property(tries = 40)
  void ratesAndTimesOfAKnownCurveAreFoundWhereverTheCineBegins(
      @ForAll @IntRange(min = 25, max = 50) int phases,
      @ForAll @IntRange(min = 0, max = 999) int start) {
    Dynamics found = rates(phases, start);

    assertThat(found.reason()).isNull();
    assertThat(found.perMlPerS()).isCloseTo(peak(SYSTOLE), within(.02 * peak(SYSTOLE)));
    assertThat(found.pfrMlPerS()).isCloseTo(peak(FILLING), within(.02 * peak(FILLING)));
    // ED and ES are phases, the peaks are not
    double phase = RR / phases;
    assertThat(found.timeToPerMs()).isCloseTo(SYSTOLE / 2, within(phase / 2 + 8));
    assertThat(found.timeToPfrMs()).isCloseTo(FILLING / 2, within(phase / 2 + 8));
  }

  @Property(tries = 40)
  void twiceTheVolumeOverAnyRestHasTwiceTheRatesAtTheSameTimes(
      @ForAll @IntRange(min = 25, max = 50) int phases,
      @ForAll @IntRange(min = 0, max = 300) int restMl) {
    int es = nearest(phases, SYSTOLE);
    List<Double> twice = curve(phases, 0).stream().map(v -> 2 * v + restMl).toList();
    Dynamics one = rates(phases, 0);
    Dynamics two = VolumeRates.of(twice, twice, times(phases), RR, 0, es);

    assertThat(two.perMlPerS()).isCloseTo(2 * one.perMlPerS(), within(1e-6));
    assertThat(two.pfrMlPerS()).isCloseTo(2 * one.pfrMlPerS(), within(1e-6));
    assertThat(two.timeToPerMs()).isCloseTo(one.timeToPerMs(), within(1e-6));
    assertThat(two.timeToPfrMs()).isCloseTo(one.timeToPfrMs(), within(1e-6));
  }

  @Test
  void noiseAsInRealContoursChangesTheRatesByATwentiethOnAverage() {
    Random random = new Random(4);
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      List<Double> ml = new ArrayList<>();
      curve(30, 0).forEach(v -> ml.add(v + REAL_NOISE * SV * random.nextGaussian()));
      Dynamics found = VolumeRates.of(ml, ml, times(30), RR, 0, nearest(30, SYSTOLE));
      errors.add(Math.abs(found.perMlPerS() / peak(SYSTOLE) - 1));
      errors.add(Math.abs(found.pfrMlPerS() / peak(FILLING) - 1));
    }
    errors.sort(null);
    assertThat(errors.stream().mapToDouble(e -> e).average().orElseThrow()).isLessThan(.065);
    assertThat(errors.get(errors.size() * 95 / 100)).isLessThan(.15);
  }

  @Test
  void aSliceThatTheBaseLeavesIsNoEjection() {
    List<Double> throughout = curve(30, 0);
    List<Double> ml = new ArrayList<>();
    // a slice of 20 ml, seen until the fourth phase and again from the twentieth
    for (int phase = 0; phase < 30; phase++) {
      ml.add(.8 * throughout.get(phase) + (phase < 4 || phase >= 20 ? 20 : 0));
    }
    List<Double> below = throughout.stream().map(v -> .8 * v).toList();
    int es = nearest(30, SYSTOLE);
    Dynamics found = VolumeRates.of(ml, below, times(30), RR, 0, es);

    double scale = (ml.get(0) - ml.get(es)) / (throughout.get(0) - throughout.get(es));
    Dynamics plain = rates(30, 0);
    assertThat(found.perMlPerS()).isCloseTo(scale * plain.perMlPerS(), within(1e-6));
    assertThat(found.pfrMlPerS()).isCloseTo(scale * plain.pfrMlPerS(), within(1e-6));
    assertThat(found.timeToPerMs()).isCloseTo(plain.timeToPerMs(), within(1e-6));
    assertThat(found.timeToPfrMs()).isCloseTo(plain.timeToPfrMs(), within(1e-6));
  }

  @Test
  void slicesThatEjectLessThanAThirdSayNothingOfTheRest() {
    List<Double> ml = curve(30, 0);
    List<Double> few = ml.stream().map(v -> .3 * v).toList();
    int es = nearest(30, SYSTOLE);

    assertThat(VolumeRates.of(ml, few, times(30), RR, 0, es).reason()).contains("third");
    assertThat(VolumeRates.of(ml, null, times(30), RR, 0, es).reason()).contains("third");
    assertThat(VolumeRates.of(ml, ml, times(30), RR, es, 0).reason()).contains("not smaller");
  }

  @Test
  void aCineThatStopsBeforeTheCycleDoesIsNotWrappedRound() {
    List<Double> times = times(40).subList(0, 32);
    List<Double> ml = curve(40, 0).subList(0, 32);
    Dynamics found = VolumeRates.of(ml, ml, times, RR, 0, 15);

    assertThat(found.perMlPerS()).isCloseTo(peak(SYSTOLE), within(.02 * peak(SYSTOLE)));
    assertThat(found.pfrMlPerS()).isCloseTo(peak(FILLING), within(.02 * peak(FILLING)));
  }

  @Test
  void whatCannotBeKnownIsMissingWithItsReason() {
    List<Double> ml = curve(30, 0);
    List<Double> times = times(30);

    assertThat(VolumeRates.of(null, null, times, RR, 0, 11).reason()).contains("contours");
    assertThat(VolumeRates.of(ml, ml, null, RR, 0, 11).reason()).contains("files do not say");
    assertThat(VolumeRates.of(ml, ml, times, RR, null, 11).reason()).contains("ED and ES");
    assertThat(rates(24, 0).reason()).isEqualTo("24 phases are too few for rates: it takes 25.");
    List<Double> slow = times.stream().map(t -> t * 1.5).toList();
    assertThat(VolumeRates.of(ml, ml, slow, RR * 1.5, 0, 11).reason()).contains("50 ms", "45 ms");
    List<Double> uneven = new ArrayList<>(times);
    uneven.set(7, times.get(7) + 15);
    assertThat(VolumeRates.of(ml, ml, uneven, RR, 0, 11).reason()).contains("evenly");
    assertThat(VolumeRates.of(ml, ml, times, RR, null, 11).perMlPerS()).isNull();
  }
}
