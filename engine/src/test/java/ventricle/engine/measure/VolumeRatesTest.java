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
        ml, times(phases), RR, nearest(phases, -startMs), nearest(phases, SYSTOLE - startMs));
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

  @Test
  void noiseOfAMillilitreChangesTheRatesByATenthOrTwo() {
    Random random = new Random(4);
    List<Double> ml = new ArrayList<>();
    curve(30, 0).forEach(v -> ml.add(v + random.nextGaussian()));
    Dynamics found = VolumeRates.of(ml, times(30), RR, 0, nearest(30, SYSTOLE));

    assertThat(found.perMlPerS()).isCloseTo(peak(SYSTOLE), within(.2 * peak(SYSTOLE)));
    assertThat(found.pfrMlPerS()).isCloseTo(peak(FILLING), within(.2 * peak(FILLING)));
  }

  @Test
  void aCineThatStopsBeforeTheCycleDoesIsNotWrappedRound() {
    List<Double> times = times(40).subList(0, 32);
    List<Double> ml = curve(40, 0).subList(0, 32);
    Dynamics found = VolumeRates.of(ml, times, RR, 0, 15);

    assertThat(found.perMlPerS()).isCloseTo(peak(SYSTOLE), within(.02 * peak(SYSTOLE)));
    assertThat(found.pfrMlPerS()).isCloseTo(peak(FILLING), within(.02 * peak(FILLING)));
  }

  @Test
  void whatCannotBeKnownIsMissingWithItsReason() {
    List<Double> ml = curve(30, 0);
    List<Double> times = times(30);

    assertThat(VolumeRates.of(null, times, RR, 0, 11).reason()).contains("contours");
    assertThat(VolumeRates.of(ml, null, RR, 0, 11).reason()).contains("files do not say");
    assertThat(VolumeRates.of(ml, times, RR, null, 11).reason()).contains("ED and ES");
    assertThat(rates(24, 0))
        .isEqualTo(Dynamics.unknown("24 phases are too few for rates: it takes 25."));
    List<Double> slow = times.stream().map(t -> t * 1.5).toList();
    assertThat(VolumeRates.of(ml, slow, RR * 1.5, 0, 11).reason()).contains("50 ms", "45 ms");
    List<Double> uneven = new ArrayList<>(times);
    uneven.set(7, times.get(7) + 15);
    assertThat(VolumeRates.of(ml, uneven, RR, 0, 11).reason()).contains("evenly");
    assertThat(VolumeRates.of(ml, times, RR, null, 11).perMlPerS()).isNull();
  }
}
