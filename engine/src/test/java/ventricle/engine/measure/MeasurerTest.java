package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

class MeasurerTest {

  private static final ModelRef MODEL = new ModelRef("segment", "m2", "1", "ab");
  private static final Patient PATIENT = new Patient(null, null, "F", null, null, 1.80, 72.0);
  private static final int SLICES = 6;
  private static final int PHASES = 8;

  /** 6 slices 10 mm apart, 8 phases, 1.5 × 2 mm pixels. */
  private static CineStack stack(int slices, @Nullable PixelSpacing spacing) {
    return TestStacks.black(
        slices,
        PHASES,
        spacing,
        8.0,
        new CineStack.Note("duplicates", "Two images were twice there."));
  }

  private static final CineStack STACK = stack(SLICES, new PixelSpacing(1.5, 2));

  private static Contour square(double side) {
    return TestShapes.rectangle(30 - side / 2, 30 - side / 2, 30 + side / 2, 30 + side / 2);
  }

  private static Contour rv(double side) {
    return TestShapes.rectangle(2, 20, 2 + side, 20 + side);
  }

  /** Squares in slices 1 to 4: LV cavity of 20 px at ED (phase 0), smaller towards phase 3. */
  private static SortedMap<ContourKey, Tracing> contours(Integer... phases) {
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    for (int phase : phases) {
      double endo = 20 - 2 * Math.min(phase, 6 - phase);
      for (int slice = 1; slice <= 4; slice++) {
        put(contours, slice, phase, Structure.LV_ENDO, square(endo));
        put(contours, slice, phase, Structure.LV_EPI, square(Math.sqrt(endo * endo + 384)));
        put(contours, slice, phase, Structure.RV_ENDO, rv(endo - slice));
      }
    }
    return contours;
  }

  private static void put(
      SortedMap<ContourKey, Tracing> to, int slice, int phase, Structure structure, Contour c) {
    to.put(ContourKey.of(slice, phase, structure), new Tracing(c, new Provenance.Model(MODEL)));
  }

  private static ReviewDocument document(SortedMap<ContourKey, Tracing> contours) {
    return document(contours, 0, 3, Set.of(0, 3));
  }

  private static ReviewDocument document(
      SortedMap<ContourKey, Tracing> contours, int ed, int es, Set<Integer> phases) {
    DetectedPhases detected = new DetectedPhases(ed, es, List.of(), List.of(), MODEL);
    return Edits.apply(
            ReviewDocument.blank("1.2.3", SLICES, PHASES),
            new Edit.ModelRun(phases, contours, detected, Set.of(MODEL), "cpu"))
        .orThrow();
  }

  private static Measurements measure(ReviewDocument document) {
    return Measurer.measure(STACK, document, 60.0, PATIENT, MeasureSettings.DEFAULT);
  }

  private static List<String> codes(Measurements m) {
    return m.flags().stream().map(Flag::code).toList();
  }

  @Test
  void volumesAreAreaTimesSlabSummedOverSlices() {
    Measurements m = measure(document(contours(0, 3)));

    // 20 × 20 px × 3 mm² × 10 mm × 4 slices = 48 ml; 14 × 14 → 23.52 ml
    assertThat(m.lv().edvMl()).isCloseTo(48.0, within(1e-9));
    assertThat(m.lv().esvMl()).isCloseTo(23.52, within(1e-9));
    assertThat(m.lv().svMl()).isCloseTo(24.48, within(1e-9));
    assertThat(m.lv().efPercent()).isCloseTo(51.0, within(1e-9));
    assertThat(m.lv().coLPerMin()).isCloseTo(1.4688, within(1e-9));
    // 384 px of muscle in every slice: 46.08 ml
    assertThat(m.lv().massEdG()).isCloseTo(46.08 * 1.055, within(1e-9));
    assertThat(m.rv().edvMl()).isCloseTo((361 + 324 + 289 + 256) * 3 * 10 / 1000.0, within(1e-9));
  }

  @Test
  void indicesUseTheBodySurfaceAreaOfMosteller() {
    Measurements m = measure(document(contours(0, 3)));

    assertThat(m.indexed().formula()).isEqualTo("Mosteller");
    assertThat(m.indexed().bsaM2()).isCloseTo(Math.sqrt(180 * 72 / 3600.0), within(1e-12));
    assertThat(m.indexed().lvEdvMlPerM2()).isCloseTo(48 / m.indexed().bsaM2(), within(1e-9));
  }

  @Test
  void aSoundStudyHasNoFlagsButTheNotesOfItsFiles() {
    Measurements m = measure(document(contours(0, 3)));

    assertThat(codes(m)).containsExactly("duplicates");
    assertThat(m.coveredSlicesOnly()).isFalse();
  }

  @Test
  void anExcludedSliceAddsNothingAndIsFlagged() {
    ContourKey key = ContourKey.of(1, 0, Structure.LV_ENDO);
    ReviewDocument document =
        Edits.apply(
                document(contours(0, 3)),
                new Edit.SetState(
                    java.util.Map.of(key, new ReviewState.Excluded("r", "through-plane motion"))))
            .orThrow();

    Measurements m = measure(document);

    assertThat(m.lv().edvMl()).isCloseTo(36.0, within(1e-9));
    assertThat(codes(m)).contains(FlagCodes.SLICE_EXCLUDED);
  }

  @Test
  void anEndSliceThatIsContouredMeansCoveredSlicesOnly() {
    var contours = contours(0, 3);
    put(contours, 0, 0, Structure.LV_ENDO, square(20));
    put(contours, 0, 0, Structure.LV_EPI, square(28));
    put(contours, 0, 0, Structure.RV_ENDO, rv(19));
    put(contours, 5, 3, Structure.LV_EPI, square(8));

    Measurements m = measure(document(contours));

    assertThat(m.coveredSlicesOnly()).isTrue();
    assertThat(codes(m))
        .contains(FlagCodes.COVERAGE_BASE, FlagCodes.COVERAGE_APEX, FlagCodes.ENDO_MISSING);
    assertThat(m.flags())
        .anyMatch(f -> new FrameKey(0, 0).equals(f.frame()))
        .anyMatch(f -> new FrameKey(5, 3).equals(f.frame()));
  }

  @Test
  void anEndocardiumWithoutEpicardiumAddsNoMassAndIsFlagged() {
    var contours = contours(0, 3);
    contours.remove(ContourKey.of(2, 0, Structure.LV_EPI));

    Measurements m = measure(document(contours));

    assertThat(m.lv().massEdG()).isCloseTo(46.08 * 0.75 * 1.055, within(1e-9));
    assertThat(codes(m)).contains(FlagCodes.EPI_MISSING);
  }

  @Test
  void aGapBetweenContouredSlicesIsFlagged() {
    var contours = contours(0, 3);
    contours.remove(ContourKey.of(2, 3, Structure.LV_ENDO));
    contours.remove(ContourKey.of(2, 3, Structure.LV_EPI));

    assertThat(measure(document(contours)).flags())
        .anyMatch(
            f -> f.code().equals(FlagCodes.CONTOUR_GAP) && new FrameKey(2, 3).equals(f.frame()));
  }

  @Test
  void papillaryMusclesMoveFromCavityToMassByTheSetting() {
    var contours = contours(0, 3);
    put(contours, 2, 0, Structure.LV_PAPILLARY, TestShapes.rectangle(28, 28, 32, 33));

    ReviewDocument document = document(contours);
    ReviewDocument inMuscle =
        Edits.apply(document, new Edit.SetPapillary(Papillary.MASS, "reader-a")).orThrow();
    Measurements mass =
        Measurer.measure(
            STACK, inMuscle, 60.0, PATIENT, new MeasureSettings(1.05, BsaFormula.MOSTELLER));

    assertThat(measure(document).lv().edvMl()).isCloseTo(48.0, within(1e-9));
    assertThat(mass.lv().edvMl()).isCloseTo(48.0 - 0.6, within(1e-9));
    assertThat(mass.lv().massEdG()).isCloseTo((46.08 + 0.6) * 1.05, within(1e-9));
    assertThat(mass.papillary()).isEqualTo("mass");
    assertThat(mass.flags())
        .filteredOn(f -> f.code().equals(FlagCodes.PAPILLARY_MISSING))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("none is drawn at ES"));
    assertThat(codes(measure(document))).doesNotContain(FlagCodes.PAPILLARY_MISSING);
  }

  @Test
  void withoutSpacingHeartRateOrBodySizeValuesAreNullAndFlagged() {
    Measurements m =
        Measurer.measure(
            stack(SLICES, null),
            document(contours(0, 3)),
            null,
            Patient.UNKNOWN,
            MeasureSettings.DEFAULT);

    assertThat(m.lv().edvMl()).isNull();
    assertThat(m.lv().efPercent()).isNull();
    assertThat(m.indexed().bsaM2()).isNull();
    assertThat(codes(m))
        .contains(FlagCodes.SPACING_UNKNOWN, FlagCodes.HEART_RATE_UNKNOWN, FlagCodes.BSA_UNKNOWN);
  }

  @Test
  void oneSliceHasNoVolume() {
    ReviewDocument document =
        Edits.apply(
                ReviewDocument.blank("1", 1, PHASES),
                new Edit.ModelRun(
                    Set.of(0),
                    new TreeMap<>(
                        java.util.Map.of(
                            ContourKey.of(0, 0, Structure.LV_ENDO),
                            new Tracing(square(20), new Provenance.Model(MODEL)))),
                    new DetectedPhases(0, 3, List.of(), List.of(), MODEL),
                    Set.of(MODEL),
                    "cpu"))
            .orThrow();

    Measurements m =
        Measurer.measure(
            stack(1, new PixelSpacing(1, 1)), document, 60.0, PATIENT, MeasureSettings.DEFAULT);

    assertThat(m.lv().edvMl()).isNull();
    assertThat(codes(m)).contains(FlagCodes.SINGLE_SLICE).doesNotContain(FlagCodes.COVERAGE_BASE);
  }

  @Test
  void nothingIsKnownBeforeEdAndEsAreSet() {
    Measurements m = measure(ReviewDocument.blank("1", SLICES, PHASES));

    assertThat(m.lv().edvMl()).isNull();
    assertThat(m.edPhase()).isNull();
    assertThat(codes(m)).contains(FlagCodes.ED_UNSET, FlagCodes.ES_UNSET);
  }

  @Test
  void theVolumeCurveNeedsEveryPhase() {
    Integer[] all = {0, 1, 2, 3, 4, 5, 6, 7};
    var contours = contours(0, 1, 2, 3, 4, 5, 6);
    contours.putAll(contours(0, 3));
    contours(6)
        .forEach(
            (k, t) ->
                contours.put(new ContourKey(new FrameKey(k.frame().slice(), 7), k.structure()), t));

    assertThat(measure(document(contours(0, 3))).curve().lvMl()).isNull();
    Measurements m = measure(document(contours, 0, 3, Set.of(all)));
    assertThat(m.curve().lvMl()).hasSize(8).startsWith(48.0).contains(m.lv().esvMl());
    assertThat(codes(m)).containsExactly("duplicates");
    assertThat(codes(measure(document(contours, 0, 1, Set.of(all)))))
        .contains(FlagCodes.ES_DETECTOR_DISAGREES)
        .doesNotContain(FlagCodes.ED_DETECTOR_DISAGREES);
  }

  @Test
  void marksTheWrongWayRoundAreFlagged() {
    Measurements m = measure(document(contours(0, 3), 3, 0, Set.of(0, 3)));

    assertThat(codes(m)).contains(FlagCodes.ES_NOT_SMALLER);
  }

  @Test
  void massThatGrowsByHalfUntilSystoleIsFlagged() {
    var contours = contours(0, 3);
    for (int slice = 1; slice <= 4; slice++) {
      put(contours, slice, 3, Structure.LV_EPI, square(29));
    }

    assertThat(codes(measure(document(contours)))).contains(FlagCodes.MASS_DISAGREES);
  }

  @Test
  void strokeVolumesFarApartAreFlagged() {
    var contours = contours(0, 3);
    for (int slice = 1; slice <= 4; slice++) {
      put(contours, slice, 3, Structure.RV_ENDO, rv(18 - slice));
    }

    assertThat(codes(measure(document(contours)))).contains(FlagCodes.STROKE_VOLUMES_DISAGREE);
  }

  @Test
  void aSliceShiftedAgainstBothNeighboursIsFlaggedAndATiltedHeartIsNot() {
    var shifted = contours(0, 3);
    var tilted = contours(0, 3);
    for (int slice = 1; slice <= 4; slice++) {
      double by = slice == 2 ? 3 : 0;
      for (Structure s : List.of(Structure.LV_ENDO, Structure.LV_EPI)) {
        ContourKey key = ContourKey.of(slice, 0, s);
        Contour c = shifted.get(key).contour();
        put(shifted, slice, 0, s, ventricle.engine.geometry.Polygons.translate(c, by, 0));
        put(tilted, slice, 0, s, ventricle.engine.geometry.Polygons.translate(c, 3 * slice, 0));
      }
    }

    assertThat(measure(document(shifted)).flags())
        .filteredOn(f -> f.code().equals(FlagCodes.BREATH_HOLD_SHIFT))
        .extracting(Flag::frame)
        .containsExactly(new FrameKey(2, 0));
    assertThat(codes(measure(document(tilted)))).doesNotContain(FlagCodes.BREATH_HOLD_SHIFT);
  }

  @Test
  void aStackTheWrongWayRoundIsFlaggedNotTurned() {
    ReviewDocument document = document(contours(0, 3));
    ReviewDocument flipped = Edits.apply(document, new Edit.FlipStack("r")).orThrow();
    CineStack turned = STACK.flipped();

    Measurements m = Measurer.measure(turned, flipped, 60.0, PATIENT, MeasureSettings.DEFAULT);

    assertThat(BasalEnd.check(STACK, document)).isEqualTo(new BasalEnd.Verdict.Agrees());
    assertThat(BasalEnd.check(turned, flipped)).isEqualTo(new BasalEnd.Verdict.ProposesFlip());
    assertThat(codes(m)).contains(FlagCodes.BASAL_END);
    assertThat(m.lv().edvMl()).isCloseTo(48.0, within(1e-9));
    assertThat(BasalEnd.check(STACK, ReviewDocument.blank("1", SLICES, PHASES)))
        .isEqualTo(new BasalEnd.Verdict.Unknown());
  }

  @Test
  void crossingBordersAndMissingFramesAreFlagged() {
    var contours = contours(0, 3);
    put(contours, 3, 0, Structure.LV_ENDO, TestShapes.rectangle(30, 20, 50, 40));
    SortedMap<FrameKey, CineFrame> frames = new TreeMap<>(STACK.frames());
    frames.remove(new FrameKey(4, 5));
    CineStack gap = new CineStack("", null, STACK.slices(), PHASES, frames, null, null, List.of());

    Measurements m =
        Measurer.measure(gap, document(contours), 60.0, PATIENT, MeasureSettings.DEFAULT);

    assertThat(m.flags()).contains(Flag.of(new FrameKey(4, 5), FlagCodes.FRAMES_MISSING, 47, 48));
    assertThat(codes(m)).contains(FlagCodes.ENDO_OUTSIDE_EPI);
  }
}
