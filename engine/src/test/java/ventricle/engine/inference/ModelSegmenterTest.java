package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.PolygonSets;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

class ModelSegmenterTest {

  /** Sampling at 1.5 mm costs up to this; half a pixel would be .4 mm or more. */
  private static final double TOLERANCE_MM = 0.25;

  private static Models models;

  @BeforeAll
  @BeforeContainer
  static void open() throws InferenceException {
    models = TestModels.open();
  }

  @AfterAll
  @AfterContainer
  static void close() {
    models.close();
  }

  private static SortedMap<ContourKey, Tracing> segment(TestHearts hearts, Integer... phases)
      throws InferenceException {
    return models
        .segmenter()
        .orElseThrow()
        .segment(hearts.stack(), Set.of(phases), Progress.NONE, new CancelToken());
  }

  private static Contour contour(
      SortedMap<ContourKey, Tracing> found, int slice, int phase, Structure structure) {
    assertThat(found).containsKey(ContourKey.of(slice, phase, structure));
    return found.get(ContourKey.of(slice, phase, structure)).contour();
  }

  private static double areaMm2(Contour c, PixelSpacing mm) {
    return Polygons.areaMm2(c, mm);
  }

  @Property(tries = 40)
  void contoursLieWhereTheHeartIsToAFractionOfAPixel(
      @ForAll @DoubleRange(min = 0.8, max = 2) double rowMm,
      @ForAll @DoubleRange(min = 0.8, max = 2) double columnMm,
      @ForAll @DoubleRange(min = -12, max = 12) double rightMm,
      @ForAll @DoubleRange(min = -12, max = 12) double downMm)
      throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.spacing = new PixelSpacing(rowMm, columnMm);
    hearts.rows = (int) (130 / rowMm);
    hearts.columns = (int) (140 / columnMm);
    hearts.slices = 1;
    hearts.centre =
        new Point(
            (hearts.columns - 1) / 2.0 + rightMm / columnMm,
            (hearts.rows - 1) / 2.0 + downMm / rowMm);

    SortedMap<ContourKey, Tracing> found = segment(hearts, 0);

    for (Structure structure : List.of(Structure.LV_ENDO, Structure.LV_EPI)) {
      Contour c = contour(found, 0, 0, structure);
      Point centre = Polygons.centroid(c);
      double radius = structure == Structure.LV_ENDO ? 9 : 15;
      assertThat(centre.x() * columnMm)
          .isCloseTo(hearts.centre.x() * columnMm, within(TOLERANCE_MM));
      assertThat(centre.y() * rowMm).isCloseTo(hearts.centre.y() * rowMm, within(TOLERANCE_MM));
      assertThat(Math.sqrt(areaMm2(c, hearts.spacing) / Math.PI))
          .isCloseTo(radius, within(TOLERANCE_MM));
    }
  }

  @Test
  void everyContourNamesItsModel() throws InferenceException {
    SortedMap<ContourKey, Tracing> found = segment(new TestHearts(), 0);
    ModelRef model = TestModels.model(ModelRole.SEGMENT).card().ref();

    assertThat(found).hasSize(9);
    assertThat(found.values())
        .allSatisfy(
            t ->
                assertThat(t.provenance())
                    .isInstanceOfSatisfying(
                        Provenance.Model.class, p -> assertThat(p.model()).isEqualTo(model)));
  }

  @Test
  void everyContourSaysHowSureTheModelWasAndAFaintOneLess() throws InferenceException {
    TestHearts hearts = new TestHearts();
    // the middle slice has a cavity so small that it is all border
    hearts.endo = (slice, phase) -> slice == 1 ? 3.4 : 9;
    SortedMap<ContourKey, Tracing> found = segment(hearts, 0);

    assertThat(found.values()).allSatisfy(t -> assertThat(t.confidence()).isPresent());
    double clear = found.get(ContourKey.of(0, 0, Structure.LV_ENDO)).confidence().orElseThrow();
    double faint = found.get(ContourKey.of(1, 0, Structure.LV_ENDO)).confidence().orElseThrow();
    assertThat(clear).isBetween(0.0, 1.0);
    assertThat(faint).isLessThan(clear);
  }

  @Test
  void endocardiumLiesInsideEpicardiumAndTheRvBesideIt() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.endo = (slice, phase) -> 12.8;
    SortedMap<ContourKey, Tracing> found = segment(hearts, 0);

    for (int slice = 0; slice < 3; slice++) {
      Contour epi = contour(found, slice, 0, Structure.LV_EPI);
      assertThat(Containment.holds(contour(found, slice, 0, Structure.LV_ENDO), epi)).isTrue();
      assertThat(PolygonSets.commonArea(contour(found, slice, 0, Structure.RV_ENDO), epi))
          .isLessThan(1e-6);
    }
  }

  @Test
  void contoursAreSmooth() throws InferenceException {
    Contour epi = contour(segment(new TestHearts(), 0), 1, 0, Structure.LV_EPI);

    for (int i = 0; i < epi.size(); i++) {
      Point a = epi.point(i);
      Point b = epi.point((i + 1) % epi.size());
      Point c = epi.point((i + 2) % epi.size());
      double turn =
          Math.atan2(c.y() - b.y(), c.x() - b.x()) - Math.atan2(b.y() - a.y(), b.x() - a.x());
      assertThat(Math.abs(Math.IEEEremainder(turn, 2 * Math.PI))).isLessThan(Math.toRadians(25));
    }
  }

  @Test
  void findsAHeartFarOffTheCentre() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.rows = 200;
    hearts.columns = 200;
    hearts.centre = new Point(99.5 + 32 / 1.2, 99.5 - 34 / 1.2);

    Contour epi = contour(segment(hearts, 0), 1, 0, Structure.LV_EPI);

    assertThat(Polygons.centroid(epi).distance(hearts.centre)).isLessThan(TOLERANCE_MM);
    assertThat(areaMm2(epi, hearts.spacing)).isCloseTo(Math.PI * 225, within(10.0));
  }

  @Test
  void looksAroundWhenTheMiddleOfTheImageIsEmpty() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.rows = 240;
    hearts.columns = 240;
    hearts.centre = new Point(200, 45);

    Contour epi = contour(segment(hearts, 0), 1, 0, Structure.LV_EPI);

    assertThat(Polygons.centroid(epi).distance(hearts.centre)).isLessThan(TOLERANCE_MM);
  }

  @Test
  void assumesASpacingWhereNoneIsKnown() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.spacing = null;

    Contour endo = contour(segment(hearts, 0), 0, 0, Structure.LV_ENDO);

    assertThat(1.5 * Math.sqrt(Polygons.area(endo) / Math.PI)).isCloseTo(9, within(TOLERANCE_MM));
  }

  @Test
  void worksOnImagesSmallerThanTheCrop() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.rows = 44;
    hearts.columns = 60;
    hearts.centre = new Point(41, 22);

    Contour epi = contour(segment(hearts, 0), 0, 0, Structure.LV_EPI);

    assertThat(Polygons.centroid(epi).distance(hearts.centre)).isLessThan(TOLERANCE_MM);
  }

  @Test
  void aHeartCutByTheEdgeIsClosedAlongIt() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.centre = new Point(84, 50);

    Contour epi = contour(segment(hearts, 0), 0, 0, Structure.LV_EPI);

    assertThat(Polygons.bounds(epi).maxX()).isCloseTo(89.5, within(1e-6));
  }

  @Test
  void slicesMayDifferInMatrixAndPlace() throws InferenceException {
    CineStack first = new TestHearts().stack();
    TestHearts other = new TestHearts();
    other.rows = 120;
    other.columns = 130;
    other.centre = new Point(61, 64);
    other.spacing = new PixelSpacing(1.4, 1.4);
    CineStack second = other.stack();
    List<Slice> slices = new ArrayList<>(first.slices());
    Slice big = second.slice(1);
    slices.set(
        1,
        new Slice(
            big.rows(),
            big.columns(),
            big.spacing(),
            // so that the heart is at one place in the patient
            first
                .slice(1)
                .toPatient(new Point(45, 50))
                .minus(big.rowDirection().times(61 * 1.4))
                .minus(big.columnDirection().times(64 * 1.4)),
            big.rowDirection(),
            big.columnDirection(),
            null));
    TreeMap<FrameKey, ventricle.engine.domain.CineFrame> frames = new TreeMap<>(first.frames());
    frames.put(new FrameKey(1, 0), second.frame(new FrameKey(1, 0)).orElseThrow());
    CineStack mixed = new CineStack("", null, slices, 1, frames, null, null, List.of());

    SortedMap<ContourKey, Tracing> found =
        models
            .segmenter()
            .orElseThrow()
            .segment(mixed, Set.of(0), Progress.NONE, new CancelToken());

    assertThat(
            Polygons.centroid(contour(found, 1, 0, Structure.LV_EPI)).distance(new Point(61, 64)))
        .isLessThan(TOLERANCE_MM);
    assertThat(
            Polygons.centroid(contour(found, 2, 0, Structure.LV_EPI)).distance(new Point(45, 50)))
        .isLessThan(TOLERANCE_MM);
  }

  @Test
  void dropsIslandsFarFromTheHeart() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.slices = 4;
    hearts.endo = (slice, phase) -> slice == 3 ? 0 : 9;
    hearts.epi = (slice, phase) -> slice == 3 ? 0 : 15;
    hearts.islandSlice = 3;

    assertThat(segment(hearts, 0).keySet())
        .noneMatch(k -> k.frame().slice() == 3 && k.structure() != Structure.RV_ENDO);
  }

  @Test
  void theClosedApexKeepsItsWallAndTheBaseDoesNot() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.slices = 4;
    hearts.endo = (slice, phase) -> slice == 0 || slice == 3 ? 0 : 9;
    hearts.epi = (slice, phase) -> slice == 0 || slice == 3 ? 8 : 15;

    SortedMap<ContourKey, Tracing> found = segment(hearts, 0);

    assertThat(found).containsKey(ContourKey.of(3, 0, Structure.LV_EPI));
    assertThat(found).doesNotContainKey(ContourKey.of(3, 0, Structure.LV_ENDO));
    assertThat(found).doesNotContainKey(ContourKey.of(0, 0, Structure.LV_EPI));
  }

  @Test
  void skipsFramesThatAreMissing() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.phases = 2;
    hearts.missing =
        Set.of(new FrameKey(1, 0), new FrameKey(0, 1), new FrameKey(1, 1), new FrameKey(2, 1));

    SortedMap<ContourKey, Tracing> found = segment(hearts, 0, 1);

    assertThat(found.keySet()).extracting(k -> k.frame().slice()).containsOnly(0, 2);
    assertThat(found.keySet()).extracting(k -> k.frame().phase()).containsOnly(0);
  }

  @Test
  void findsNothingInAnEmptyImage() throws InferenceException {
    TestHearts hearts = new TestHearts();
    hearts.endo = (slice, phase) -> 0;
    hearts.epi = (slice, phase) -> 0;
    hearts.centre = new Point(-500, -500);

    assertThat(segment(hearts, 0)).isEmpty();
  }

  @Test
  void stopsWhenCancelled() {
    CancelToken cancel = new CancelToken();
    cancel.cancel();

    assertThatThrownBy(
            () ->
                models
                    .segmenter()
                    .orElseThrow()
                    .segment(new TestHearts().stack(), Set.of(0), Progress.NONE, cancel))
        .isInstanceOf(CancelledException.class);
  }
}
