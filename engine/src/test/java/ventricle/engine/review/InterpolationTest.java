package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.PolygonSets;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.review.Interpolation.Axis;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

class InterpolationTest {

  private static final Structure ENDO = Structure.LV_ENDO;
  private static final FrameKey HERE = new FrameKey(1, 0);

  /** Four slices 10 mm apart, but for the last, which is 20 mm away; six phases. */
  private static CineStack stack(@Nullable List<Double> times) {
    List<Slice> slices = new ArrayList<>();
    for (double z : List.of(0.0, 10.0, 20.0, 40.0)) {
      slices.add(slice(new Vector3(0, 0, z), 1));
    }
    return stack(slices, times);
  }

  private static CineStack stack(List<Slice> slices, @Nullable List<Double> times) {
    Double rr = times == null ? null : 600.0;
    return new CineStack("", null, slices, 6, new TreeMap<>(), times, rr, List.of());
  }

  private static Slice slice(Vector3 position, double spacing) {
    return new Slice(
        64,
        64,
        new PixelSpacing(spacing, spacing),
        position,
        new Vector3(1, 0, 0),
        new Vector3(0, 1, 0),
        null);
  }

  private static ReviewDocument with(ReviewDocument document, Edit... edits) {
    ReviewDocument now = document;
    for (Edit edit : edits) {
      now = Edits.apply(now, edit).orThrow();
    }
    return now;
  }

  private static ReviewDocument drawn(double... radiusOfSlice) {
    ReviewDocument document = Documents.blank();
    for (int slice = 0; slice < radiusOfSlice.length; slice++) {
      if (radiusOfSlice[slice] > 0) {
        document =
            with(document, Documents.draw(ContourKey.of(slice, 0, ENDO), radiusOfSlice[slice]));
      }
    }
    return document;
  }

  private static Edit.FillContours fill(
      CineStack stack, ReviewDocument document, FrameKey frame, Axis axis) {
    return new Interpolation(stack, document, "r")
        .fill(ENDO, frame, axis, Progress.NONE, new CancelToken());
  }

  private static double radius(ReviewDocument document, int slice, int phase) {
    Contour c = document.shown(ContourKey.of(slice, phase, ENDO)).orElseThrow().contour();
    return Math.sqrt(Polygons.area(c) / Math.PI);
  }

  @Test
  void missingSlicesComeInProportionToWhereTheyLie() {
    ReviewDocument document = drawn(12, 0, 0, 8);

    ReviewDocument filled = with(document, fill(stack(null), document, HERE, Axis.SLICES));

    assertThat(radius(filled, 1, 0)).isCloseTo(11, within(.02));
    assertThat(radius(filled, 2, 0)).isCloseTo(10, within(.02));
  }

  @Test
  void nothingIsPutBeyondTheOutermostContours() {
    ReviewDocument document = drawn(0, 12, 0, 8);

    assertThat(new Interpolation(stack(null), document, "r").places(ENDO, HERE, Axis.SLICES))
        .containsExactly(ContourKey.of(2, 0, ENDO));
  }

  @Test
  void itIsOneStepThatUndoTakesBackWhole() {
    ReviewDocument document = drawn(12, 0, 0, 8);
    History start = History.of(document);
    Edit edit = fill(stack(null), document, HERE, Axis.SLICES);

    History after = ((History.Result.Applied) start.apply(edit)).history();

    assertThat(after.document().readerLayer()).hasSize(4);
    assertThat(after.undoStep()).contains(edit);
    assertThat(after.undo().document()).isEqualTo(document);
  }

  @Test
  void whatIsFilledIsMarkedAndUnreviewed() {
    ReviewDocument document = drawn(12, 0, 0, 8);
    ReviewDocument filled = with(document, fill(stack(null), document, HERE, Axis.SLICES));
    ContourKey key = ContourKey.of(1, 0, ENDO);

    assertThat(filled.shown(key).orElseThrow().provenance())
        .isEqualTo(new Provenance.Interpolated("r", Interpolation.METHOD));
    assertThat(filled.stateOf(key).reviewed()).isFalse();
  }

  @Test
  void whatAReaderConfirmedAbsentOrExcludedStaysEmpty() {
    ReviewDocument document =
        with(
            drawn(12, 0, 0, 8),
            Documents.state(ContourKey.of(1, 0, ENDO), new ReviewState.ConfirmedAbsent("r")),
            Documents.state(ContourKey.of(2, 0, ENDO), new ReviewState.Excluded("r", "artefact")));

    assertThat(fill(stack(null), document, HERE, Axis.SLICES).contours()).isEmpty();
  }

  @Test
  void anExcludedContourIsNotInterpolatedFrom() {
    ReviewDocument document =
        with(
            drawn(12, 0, 20, 8),
            Documents.state(ContourKey.of(2, 0, ENDO), new ReviewState.Excluded("r", "artefact")));
    ReviewDocument filled = with(document, fill(stack(null), document, HERE, Axis.SLICES));

    assertThat(radius(filled, 1, 0)).isCloseTo(11, within(.02));
  }

  @Test
  void anEarlierInterpolationFollowsItsNeighboursUntilItIsReviewed() {
    ReviewDocument document = drawn(12, 0, 12, 0);
    document = with(document, fill(stack(null), document, HERE, Axis.SLICES));
    document = with(document, Documents.draw(ContourKey.of(2, 0, ENDO), 8));

    ReviewDocument renewed = with(document, fill(stack(null), document, HERE, Axis.SLICES));
    assertThat(radius(renewed, 1, 0)).isCloseTo(10, within(.02));

    ReviewDocument accepted =
        with(document, Documents.state(ContourKey.of(1, 0, ENDO), new ReviewState.Contoured("r")));
    assertThat(fill(stack(null), accepted, HERE, Axis.SLICES).contours()).isEmpty();
  }

  @Test
  void whereNothingIsMissingTheModelsContourOfTheFrameGivesWay() {
    ReviewDocument document =
        with(
            Documents.segmented(),
            Documents.draw(ContourKey.of(0, 0, ENDO), 6),
            Documents.draw(ContourKey.of(2, 0, ENDO), 10),
            Documents.draw(ContourKey.of(3, 0, ENDO), 10));

    Edit.FillContours edit = fill(stack(null), document, HERE, Axis.SLICES);

    assertThat(edit.contours()).containsOnlyKeys(ContourKey.of(1, 0, ENDO));
    assertThat(radius(with(document, edit), 1, 0)).isCloseTo(8, within(.02));
    assertThat(fill(stack(null), document, new FrameKey(2, 0), Axis.SLICES).contours())
        .as("a reader's own contour stays")
        .isEmpty();
  }

  @Test
  void aPlaceThatWasReviewedMeanwhileIsNotFilled() {
    ReviewDocument document = drawn(12, 0, 8);
    Edit edit = fill(stack(null), document, HERE, Axis.SLICES);
    ReviewDocument meanwhile =
        with(
            document,
            Documents.state(ContourKey.of(1, 0, ENDO), new ReviewState.ConfirmedAbsent("r")));

    assertThat(Edits.apply(meanwhile, edit)).isInstanceOf(EditResult.Refused.class);
  }

  @Test
  void timeIsACircle() {
    ReviewDocument document =
        with(
            Documents.blank(),
            Documents.draw(ContourKey.of(1, 1, ENDO), 6),
            Documents.draw(ContourKey.of(1, 4, ENDO), 12));
    ReviewDocument filled = with(document, fill(stack(null), document, HERE, Axis.PHASES));

    assertThat(radius(filled, 1, 2)).isCloseTo(8, within(.02));
    assertThat(radius(filled, 1, 3)).isCloseTo(10, within(.02));
    assertThat(radius(filled, 1, 5)).isCloseTo(10, within(.02));
    assertThat(radius(filled, 1, 0)).isCloseTo(8, within(.02));
  }

  @Test
  void phasesFollowTheirTimesWhereTheseAreKnown() {
    ReviewDocument document =
        with(
            Documents.blank(),
            Documents.draw(ContourKey.of(1, 1, ENDO), 6),
            Documents.draw(ContourKey.of(1, 3, ENDO), 12));
    CineStack timed = stack(List.of(0.0, 100.0, 150.0, 300.0, 400.0, 500.0));
    ReviewDocument filled = with(document, fill(timed, document, HERE, Axis.PHASES));

    assertThat(radius(filled, 1, 2)).isCloseTo(7.5, within(.02));
    assertThat(radius(filled, 1, 0)).as("400 ms on, of a way of 400").isCloseTo(7.5, within(.02));
  }

  @Test
  void oneContourOnTheCircleIsNothingToInterpolateFrom() {
    ReviewDocument document = drawn(0, 12);

    assertThat(fill(stack(null), document, HERE, Axis.PHASES).contours()).isEmpty();
  }

  @Test
  void slicesOfOtherMatrixAndSpacingAreMetInThePatient() {
    CineStack stack =
        stack(
            List.of(
                slice(new Vector3(0, 0, 0), 1),
                slice(new Vector3(-10, -10, 10), 2),
                slice(new Vector3(0, 0, 20), 1)),
            null);
    ReviewDocument document = ReviewDocument.blank("1", 3, 6);
    document =
        with(
            document,
            Documents.draw(ContourKey.of(0, 0, ENDO), 12),
            Documents.draw(ContourKey.of(2, 0, ENDO), 12));

    Contour between =
        with(document, fill(stack, document, HERE, Axis.SLICES))
            .shown(ContourKey.of(1, 0, ENDO))
            .orElseThrow()
            .contour();

    assertThat(Math.sqrt(Polygons.area(between) / Math.PI)).isCloseTo(6, within(.05));
    assertThat(Polygons.centroid(between).x()).isCloseTo(20, within(.02));
  }

  @Test
  void theEndocardiumStaysInsideTheEpicardium() {
    ContourKey epi = ContourKey.of(1, 0, Structure.LV_EPI);
    ReviewDocument document = with(drawn(14, 0, 14), Documents.draw(epi, 9));

    Contour endo =
        with(document, fill(stack(null), document, HERE, Axis.SLICES))
            .shown(ContourKey.of(1, 0, ENDO))
            .orElseThrow()
            .contour();

    assertThat(Containment.holds(endo, document.shown(epi).orElseThrow().contour())).isTrue();
  }

  @Test
  void aCancelledInterpolationStops() {
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    ReviewDocument document = drawn(12, 0, 8);

    assertThatThrownBy(
            () ->
                new Interpolation(stack(null), document, "r")
                    .fill(ENDO, HERE, Axis.SLICES, Progress.NONE, cancel))
        .isInstanceOf(CancelledException.class);
  }

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs().map(c -> Polygons.affine(c, .6, .6, 0, 0));
  }

  @Property(tries = 30)
  void whatComesOutIsSimpleOnTheImageAndBetweenItsNeighboursInArea(
      @ForAll("blobs") Contour a,
      @ForAll("blobs") Contour b,
      @ForAll @DoubleRange(min = 0) double z) {
    double at = Math.clamp(z, .05, .95);
    CineStack stack =
        stack(
            List.of(
                slice(new Vector3(0, 0, 0), 1),
                slice(new Vector3(0, 0, at), 1),
                slice(new Vector3(0, 0, 1), 1)),
            null);
    ReviewDocument document =
        with(
            ReviewDocument.blank("1", 3, 6),
            set(ContourKey.of(0, 0, ENDO), a),
            set(ContourKey.of(2, 0, ENDO), b));
    for (Tracing made : fill(stack, document, HERE, Axis.SLICES).contours().values()) {
      Contour c = made.contour();
      assertThat(Polygons.isSimple(c)).isTrue();
      double smaller = Math.min(Polygons.area(a), Polygons.area(b));
      double larger = Math.max(Polygons.area(a), Polygons.area(b));
      double common = PolygonSets.commonArea(a, b);
      assertThat(Polygons.area(c)).isLessThan(larger * 1.02);
      assertThat(Polygons.area(c)).isGreaterThan(Math.min(smaller, common) * .98);
    }
  }

  private static Edit set(ContourKey key, Contour contour) {
    return new Edit.SetContour(key, new Tracing(contour, new Provenance.Manual("r")), Gesture.DRAW);
  }
}
