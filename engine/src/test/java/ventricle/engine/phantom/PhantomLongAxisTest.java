package ventricle.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.LongAxis;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** The long-axis cines of a phantom against its short axis. */
class PhantomLongAxisTest {

  private static final PhantomOptions OPTIONS = PhantomOptions.small(5).withMatrix(128);
  private static final PhantomStudy PHANTOM = Phantom.generate(OPTIONS.withLongAxis(true));

  /** Distance of samples along a line where two planes cross, mm. */
  private static final double STEP = .25;

  @TempDir private Path folder;

  @Test
  void theShortAxisIsTheSameWithThemAndWithout() {
    PhantomStudy without = Phantom.generate(OPTIONS);
    Study study = PHANTOM.study();

    assertThat(without.study().otherStacks()).isEmpty();
    assertThat(study.studyInstanceUid()).isEqualTo(without.study().studyInstanceUid());
    assertThat(PHANTOM.contours()).isEqualTo(without.contours());
    assertThat(PHANTOM.truth()).isEqualTo(without.truth());
    without
        .study()
        .stack()
        .frames()
        .forEach(
            (key, frame) -> {
              CineFrame same = study.stack().frame(key).orElseThrow();
              assertThat(same.pixels().toFloats()).isEqualTo(frame.pixels().toFloats());
              assertThat(same.source()).isEqualTo(frame.source());
            });
  }

  @Test
  void allThreeStandInStepWithTheShortAxisInOneFrameOfReference() {
    CineStack shortAxis = PHANTOM.study().stack();

    assertThat(PHANTOM.study().otherStacks())
        .extracting(CineStack::description)
        .containsExactly(
            "Phantom cine 4-chamber", "Phantom cine 3-chamber", "Phantom cine 2-chamber");
    assertThat(LongAxis.of(PHANTOM.study())).hasSize(3);
    for (CineStack cine : PHANTOM.study().otherStacks()) {
      assertThat(cine.phases()).isEqualTo(shortAxis.phases());
      assertThat(cine.phaseTimesMs()).isEqualTo(shortAxis.phaseTimesMs());
      assertThat(cine.frames()).hasSize(shortAxis.phases());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 15, -3})
  void everyPlaneRunsThroughTheMiddleOfTheVentricleFromBaseToApex(long seed) {
    PhantomStudy phantom =
        Phantom.generate(PhantomOptions.small(seed).withMatrix(64).withLongAxis(true));
    CineStack stack = phantom.study().stack();
    for (LongAxis view : LongAxis.of(phantom.study())) {
      Slice plane = view.plane();
      for (int slice = 1; slice < stack.sliceCount() - 1; slice++) {
        ContourKey key = ContourKey.of(slice, phantom.truth().edPhase(), Structure.LV_ENDO);
        Contour endo = phantom.contours().get(key);
        if (endo != null) {
          Vector3 middle = stack.slice(slice).toPatient(Polygons.centroid(endo));
          assertThat(Math.abs(middle.minus(plane.position()).dot(plane.normal())))
              .as("mm from slice %d to %s", slice, view.stack().description())
              .isLessThan(5);
          Point there = plane.toImage(middle);
          assertThat(there.x()).isBetween(.15 * plane.columns(), .85 * plane.columns());
          assertThat(there.y()).isBetween(.15 * plane.rows(), .85 * plane.rows());
        }
      }
    }
  }

  /**
   * The cavity's borders along the lines where short and long axis cross, found by the same rule in
   * both images. A slice lies a millimetre off in its breath-hold, as in patients.
   */
  @Test
  void bordersAgreeWherePlanesCross() {
    CineStack stack = PHANTOM.study().stack();
    List<Double> apart = new ArrayList<>();
    for (int phase : new int[] {PHANTOM.truth().edPhase(), PHANTOM.truth().esPhase()}) {
      for (LongAxis view : LongAxis.of(PHANTOM.study())) {
        CineFrame lengthwise = view.stack().frame(new FrameKey(0, phase)).orElseThrow();
        for (int slice = 1; slice < stack.sliceCount() - 1; slice++) {
          Contour endo = PHANTOM.contours().get(ContourKey.of(slice, phase, Structure.LV_ENDO));
          if (endo == null || Polygons.areaMm2(endo, stack.slice(slice).spacing()) < 500) {
            continue;
          }
          Slice plane = stack.slice(slice);
          CineFrame across = stack.frame(new FrameKey(slice, phase)).orElseThrow();
          Vector3 along = plane.normal().cross(view.plane().normal()).normalised();
          Vector3 middle = onPlane(plane.toPatient(Polygons.centroid(endo)), view.plane(), plane);
          for (Vector3 direction : List.of(along, along.times(-1))) {
            Optional<Double> here = border(across, plane, middle, direction);
            Optional<Double> there = border(lengthwise, view.plane(), middle, direction);
            if (here.isPresent() && there.isPresent()) {
              apart.add(Math.abs(here.get() - there.get()));
            }
          }
        }
      }
    }
    assertThat(apart).hasSizeGreaterThan(40);
    assertThat(apart.stream().mapToDouble(d -> d).average().orElseThrow()).isLessThan(1.5);
    assertThat(apart.stream().filter(d -> d > 4).count()).isLessThan(apart.size() / 10);
  }

  /** The nearest place to a point of one plane that lies on both. */
  private static Vector3 onPlane(Vector3 p, Slice other, Slice own) {
    Vector3 n = other.normal();
    Vector3 way = n.minus(own.normal().times(n.dot(own.normal())));
    double off = p.minus(other.position()).dot(n);
    return p.minus(way.times(off / way.dot(n)));
  }

  /** How far from a place in the blood the signal falls halfway to that of muscle, mm. */
  private static Optional<Double> border(
      CineFrame frame, Slice plane, Vector3 from, Vector3 direction) {
    double blood = value(frame, plane, from);
    for (int i = 0; i * STEP < 50; i++) {
      if (value(frame, plane, from.plus(direction.times(i * STEP))) < .64 * blood) {
        return Optional.of(i * STEP);
      }
    }
    return Optional.empty();
  }

  private static double value(CineFrame frame, Slice plane, Vector3 at) {
    Point p = plane.toImage(at);
    Pixels pixels = frame.pixels();
    int x = (int) Math.floor(p.x());
    int y = (int) Math.floor(p.y());
    double u = p.x() - x;
    double v = p.y() - y;
    return (1 - v) * ((1 - u) * pixels.value(x, y) + u * pixels.value(x + 1, y))
        + v * ((1 - u) * pixels.value(x, y + 1) + u * pixels.value(x + 1, y + 1));
  }

  @ParameterizedTest
  @EnumSource
  void theyAreReadBackBesideTheShortAxisThatIsProposed(Organisation organisation) throws Exception {
    Study made = PHANTOM.study();
    PhantomWriter.write(PHANTOM, folder, organisation);
    Study read =
        StudyReader.read(List.of(folder.resolve("dicom")), Progress.NONE, new CancelToken());

    assertThat(read.leftOut()).isEmpty();
    assertThat(read.stack().sliceCount()).isEqualTo(made.stack().sliceCount());
    assertThat(read.stack().phases()).isEqualTo(made.stack().phases());
    assertThat(LongAxis.of(read)).hasSize(3);
    assertThat(read.otherStacks())
        .extracting(CineStack::description)
        .containsExactlyInAnyOrderElementsOf(
            made.otherStacks().stream().map(CineStack::description).toList());
    for (CineStack cine : made.otherStacks()) {
      CineStack again =
          read.otherStacks().stream()
              .filter(s -> s.description().equals(cine.description()))
              .findFirst()
              .orElseThrow();
      assertThat(again.slice(0).position().minus(cine.slice(0).position()).length())
          .isCloseTo(0, within(1e-6));
      cine.frames()
          .forEach(
              (key, frame) ->
                  assertThat(again.frame(key).orElseThrow().pixels().toFloats())
                      .isEqualTo(frame.pixels().toFloats()));
    }
    assertThat(
            Stream.concat(Stream.of(read.stack()), read.otherStacks().stream())
                .flatMap(s -> s.frames().values().stream())
                .map(f -> f.source().seriesInstanceUid())
                .distinct())
        .hasSize(
            3 + (organisation == Organisation.SERIES_PER_SLICE ? made.stack().sliceCount() : 1));
  }

  @Test
  void aSingleSliceIsStillProposedBeforeThem() throws Exception {
    PhantomStudy single =
        Phantom.generate(PhantomOptions.small(2).withMatrix(64).withSlices(1).withLongAxis(true));
    PhantomWriter.write(single, folder, Organisation.SERIES_PER_SLICE);
    Study read =
        StudyReader.read(List.of(folder.resolve("dicom")), Progress.NONE, new CancelToken());

    assertThat(read.stack().slice(0).normal().dot(single.study().stack().slice(0).normal()))
        .isCloseTo(1, within(1e-6));
  }
}
