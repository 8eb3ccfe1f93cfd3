package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.InsertionPoints;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.measure.RealReadings;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * The ends of the septum, from which the segments of the polar map are counted, on contours of the
 * shipped model: those of LV and RV often share their border.
 */
class DrawnSeptumTest {

  private static Models models;

  @BeforeAll
  static void open() throws InferenceException {
    models = TestModels.shippedSegmenter();
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void endsWhereThatOfThePhantomDoes(long seed) throws InferenceException {
    PhantomStudy phantom = Phantom.generate(PhantomOptions.small(seed));
    Set<Integer> phases = Set.of(phantom.truth().edPhase(), phantom.truth().esPhase());

    assertEndsAgree(phantom.study().stack(), phases, phantom.contours()::get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient014", "patient065", "patient080"})
  void endsWhereTheExpertsDoes(String name) throws Exception {
    RealReadings.Case expert = RealReadings.of(name);
    EdEsCase heart =
        EdEsCase.read(TestModels.ROOT.resolve("../shared/data/acdc-edes"), "train", Set.of(name))
            .getFirst();

    assertEndsAgree(
        heart.stack(), Set.of(0, 1), key -> expert.document().countedContour(key).orElse(null));
  }

  private static void assertEndsAgree(
      CineStack stack, Set<Integer> phases, Function<ContourKey, @Nullable Contour> truth)
      throws InferenceException {
    SortedMap<ContourKey, Tracing> drawn =
        models.segmenter().orElseThrow().segment(stack, phases, Progress.NONE, new CancelToken());
    List<Double> off = new ArrayList<>();
    for (int phase : phases) {
      for (int slice = 0; slice < stack.sliceCount(); slice++) {
        Function<ContourKey, @Nullable Contour> model =
            key -> drawn.containsKey(key) ? drawn.get(key).contour() : null;
        Contour epi = truth.apply(ContourKey.of(slice, phase, Structure.LV_EPI));
        Optional<InsertionPoints.Ends> is = ends(model, slice, phase);
        Optional<InsertionPoints.Ends> ought = ends(truth, slice, phase);
        if (epi == null || is.isEmpty() || ought.isEmpty()) {
          continue;
        }
        Point middle = Polygons.centroid(epi);
        off.add(turn(middle, is.get().anticlockwise(), ought.get().anticlockwise()));
        off.add(turn(middle, is.get().clockwise(), ought.get().clockwise()));
      }
    }

    // a segment has 60 degrees
    assertThat(off).hasSizeGreaterThan(15).allSatisfy(d -> assertThat(d).isLessThan(30));
    assertThat(off.stream().mapToDouble(d -> d).average().orElseThrow()).isLessThan(7);
  }

  private static Optional<InsertionPoints.Ends> ends(
      Function<ContourKey, @Nullable Contour> contours, int slice, int phase) {
    Contour epi = contours.apply(ContourKey.of(slice, phase, Structure.LV_EPI));
    Contour rv = contours.apply(ContourKey.of(slice, phase, Structure.RV_ENDO));
    return epi == null || rv == null ? Optional.empty() : InsertionPoints.of(epi, rv, 1.5);
  }

  /** Angle between two points as seen from a third, degrees. */
  private static double turn(Point middle, Point a, Point b) {
    double from = Math.atan2(a.y() - middle.y(), a.x() - middle.x());
    double to = Math.atan2(b.y() - middle.y(), b.x() - middle.x());
    return Math.abs(Math.toDegrees(Math.IEEEremainder(to - from, 2 * Math.PI)));
  }
}
