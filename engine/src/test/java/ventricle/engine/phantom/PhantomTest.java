package ventricle.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

class PhantomTest {

  private static final PhantomStudy SMALL = Phantom.generate(PhantomOptions.small(42));

  @Test
  void theCoveredVolumeIsTheSumOfPolygonAreasTimesSlabs() {
    CineStack stack = SMALL.study().stack();
    List<Double> slabs = stack.slabThicknessesMm();
    PixelSpacing spacing = stack.slice(0).spacing();
    for (int phase = 0; phase < stack.phases(); phase++) {
      double ml = 0;
      for (int slice = 0; slice < stack.sliceCount(); slice++) {
        Contour endo = SMALL.contours().get(ContourKey.of(slice, phase, Structure.LV_ENDO));
        ml += endo == null ? 0 : Polygons.areaMm2(endo, spacing) * slabs.get(slice) / 1000;
      }
      assertThat(SMALL.truth().lvCurveMl().get(phase)).isCloseTo(ml, within(1e-6));
    }
    assertThat(SMALL.truth().covered().lvEdvMl())
        .isEqualTo(SMALL.truth().lvCurveMl().get(SMALL.truth().edPhase()));
  }

  @Test
  void endDiastoleIsTheLargestVolumeEndSystoleTheSmallest() {
    List<Double> curve = SMALL.truth().lvCurveMl();

    assertThat(curve).allMatch(v -> v <= SMALL.truth().covered().lvEdvMl());
    assertThat(curve).allMatch(v -> v >= SMALL.truth().covered().lvEsvMl());
  }

  @ParameterizedTest
  @CsvSource({"1,15", "2,35", "3,50", "4,62", "5,78"})
  void theRequestedEjectionFractionIsMetByTheSlices(long seed, double ef) {
    PhantomStudy phantom = Phantom.generate(PhantomOptions.small(seed).withMatrix(64).withEf(ef));

    assertThat(phantom.truth().covered().lvEfPercent()).isCloseTo(ef, within(1.0));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -5, Long.MAX_VALUE})
  void whateverTheSeedAnatomyHolds(long seed) {
    PhantomStudy phantom = Phantom.generate(PhantomOptions.small(seed).withMatrix(64));

    assertThat(phantom.truth().edPhase()).isNotZero();
    assertThat(phantom.truth().covered().lvEfPercent()).isBetween(30.0, 72.0);
    assertThat(phantom.truth().covered().rvEfPercent()).isBetween(15.0, 80.0);
    assertThat(phantom.truth().covered().lvMassEsG() / phantom.truth().covered().lvMassEdG())
        .isBetween(0.85, 1.2);
    assertNoBordersCross(phantom);
    assertNothingBeyondTheEnds(phantom);
  }

  private static void assertNoBordersCross(PhantomStudy phantom) {
    CineStack stack = phantom.study().stack();
    for (FrameKey frame : stack.frames().keySet()) {
      Contour endo = phantom.contours().get(new ContourKey(frame, Structure.LV_ENDO));
      Contour epi = phantom.contours().get(new ContourKey(frame, Structure.LV_EPI));
      Contour rv = phantom.contours().get(new ContourKey(frame, Structure.RV_ENDO));
      if (endo != null) {
        assertThat(epi).as("epicardium of %s", frame).isNotNull();
        assertThat(endo.points()).allMatch(p -> Polygons.contains(epi, p));
      }
      if (rv != null && epi != null) {
        assertThat(rv.points()).noneMatch(p -> Polygons.contains(epi, p));
        assertThat(epi.points()).noneMatch(p -> Polygons.contains(rv, p));
        assertThat(Polygons.isSimple(rv)).as("RV of %s", frame).isTrue();
      }
    }
  }

  private static void assertNothingBeyondTheEnds(PhantomStudy phantom) {
    int last = phantom.study().stack().sliceCount() - 1;
    assertThat(phantom.contours().keySet())
        .as("LV in the first slice, anything in the last")
        .noneMatch(
            k ->
                k.frame().slice() == last
                    || (k.frame().slice() == 0 && k.structure() != Structure.RV_ENDO));
  }

  @Test
  void labelPixelsAmountToThePolygonAreas() {
    CineStack stack = SMALL.study().stack();
    double pixels = 0;
    double area = 0;
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      FrameKey frame = new FrameKey(slice, SMALL.truth().edPhase());
      Contour endo = SMALL.contours().get(new ContourKey(frame, Structure.LV_ENDO));
      area += endo == null ? 0 : Polygons.area(endo);
      pixels +=
          Rasteriser.count(
              Rasteriser.where(PhantomWriter.labels(SMALL, frame), Rasteriser.LV_CAVITY));
    }
    assertThat(pixels).isCloseTo(area, within(0.03 * area));
  }

  @Test
  void bloodIsBrighterThanMyocardiumWhichIsBrighterThanLung() {
    CineStack stack = SMALL.study().stack();
    FrameKey frame = new FrameKey(stack.sliceCount() / 2 - 1, SMALL.truth().edPhase());
    byte[] labels = PhantomWriter.labels(SMALL, frame);
    CineFrame image = stack.frame(frame).orElseThrow();

    double blood = mean(image, Rasteriser.where(labels, Rasteriser.LV_CAVITY));
    double muscle = mean(image, Rasteriser.where(labels, Rasteriser.LV_MYOCARDIUM));
    assertThat(muscle / blood).isBetween(0.2, 0.55);
    assertThat(ImageSize.of(stack.slice(0)).rows()).isEqualTo(96);
  }

  private static double mean(CineFrame frame, boolean[] mask) {
    double sum = 0;
    for (int i = 0; i < mask.length; i++) {
      sum += mask[i] ? frame.pixels().value(i) : 0;
    }
    return sum / Rasteriser.count(mask);
  }

  @Test
  void equalOptionsGiveEqualStudies() {
    PhantomStudy again = Phantom.generate(PhantomOptions.small(42));

    assertThat(again.contours()).isEqualTo(SMALL.contours());
    assertThat(again.truth()).isEqualTo(SMALL.truth());
    SMALL
        .study()
        .stack()
        .frames()
        .forEach(
            (key, frame) -> {
              CineFrame other = again.study().stack().frame(key).orElseThrow();
              assertThat(other.pixels().toFloats()).isEqualTo(frame.pixels().toFloats());
              assertThat(other.source()).isEqualTo(frame.source());
            });
  }

  @Test
  void otherSeedsGiveOtherPatientsWithNamesNobodyBears() {
    PhantomStudy other = Phantom.generate(PhantomOptions.small(43).withMatrix(64));

    assertThat(other.study().patient().name()).isEqualTo("Phantom^Seed43");
    assertThat(other.study().patient().id()).isEqualTo("PHANTOM-43");
    assertThat(other.study().studyInstanceUid()).isNotEqualTo(SMALL.study().studyInstanceUid());
    assertThat(other.truth().covered()).isNotEqualTo(SMALL.truth().covered());
  }

  @ParameterizedTest
  @CsvSource({"1,8", "2,9", "3,60", "5,10", "8,31", "20,8"})
  void anyNumberOfSlicesAndPhasesWorks(int slices, int phases) {
    PhantomOptions options =
        PhantomOptions.small(11).withMatrix(64).withSlices(slices).withPhases(phases).withEf(55);
    PhantomStudy phantom = Phantom.generate(options);

    assertThat(phantom.study().stack().sliceCount()).isEqualTo(slices);
    assertThat(phantom.study().stack().frames()).hasSize(slices * phases);
    assertThat(phantom.truth().esPhase()).isNotEqualTo(phantom.truth().edPhase());
    if (slices == 1) {
      assertThat(phantom.truth().covered()).isNull();
    } else {
      assertThat(phantom.truth().covered().lvEfPercent()).isCloseTo(55, within(1.0));
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> PhantomOptions.seeded(1).withEf(90))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EF");
    assertThatThrownBy(() -> PhantomOptions.seeded(1).withSlices(21))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Organisation.parse("zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one-series");
  }

  @Test
  void aCancelledJobStops() {
    CancelToken cancel = new CancelToken();
    cancel.cancel();

    assertThatThrownBy(() -> Phantom.generate(PhantomOptions.small(1), Progress.NONE, cancel))
        .isInstanceOf(CancelledException.class);
  }
}
