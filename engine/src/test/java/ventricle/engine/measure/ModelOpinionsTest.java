package ventricle.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.measure.Measurements.SecondVolumes;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;
import ventricle.engine.review.SecondReading;

/** What models say of their own results and of each other, held against the contours on screen. */
class ModelOpinionsTest {

  private static final ModelRef SEGMENTER = new ModelRef("segment", "m2", "1", "ab");
  private static final ModelRef VOLUMES = new ModelRef("volume", "m3", "1", "cd");
  private static final int SLICES = 5;
  private static final int PHASES = 12;
  private static final int ES = 5;
  private static final String READER = "ada";

  /** Squares of 20 px at ED (phase 0) and 14 px at ES in slices 1 to 3, 1.5 × 2 mm, 10 mm apart. */
  private static final double EDV = 3 * 400 * 3 * 10 / 1000.0;

  private static final double ESV = 3 * 196 * 3 * 10 / 1000.0;

  private static CineStack stack(@Nullable PixelSpacing spacing) {
    return TestStacks.black(SLICES, PHASES, spacing, null);
  }

  private static final CineStack STACK = stack(new PixelSpacing(1.5, 2));

  private static Contour square(double side) {
    return TestShapes.rectangle(30 - side / 2, 30 - side / 2, 30 + side / 2, 30 + side / 2);
  }

  private static double side(int phase) {
    return 17 + 3 * Math.cos(2 * Math.PI * phase / 10.0);
  }

  /** Confidence of a slice and phase, null for none. */
  private interface Sure {
    @Nullable Double of(int slice, int phase);
  }

  private static ReviewDocument document(
      Set<Integer> phases, Sure sure, @Nullable SecondReading second, @Nullable Double bound) {
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    for (int phase : phases) {
      for (int slice = 1; slice <= 3; slice++) {
        contours.put(
            ContourKey.of(slice, phase, Structure.LV_ENDO),
            new Tracing(
                square(phase == ES ? 14 : side(phase)),
                new Provenance.Model(SEGMENTER, sure.of(slice, phase))));
      }
    }
    return apply(
        ReviewDocument.blank("1.2.3", SLICES, PHASES),
        new Edit.ModelRun(
            phases,
            contours,
            new DetectedPhases(0, ES, List.of(), List.of(), SEGMENTER),
            Set.of(SEGMENTER, VOLUMES),
            "cpu",
            second,
            bound));
  }

  private static ReviewDocument apply(ReviewDocument document, Edit edit) {
    return Edits.apply(document, edit).orThrow();
  }

  private static ReviewDocument read(@Nullable Double edMl, @Nullable Double esMl) {
    return document(
        Set.of(0, ES),
        (slice, phase) -> null,
        new SecondReading(
            VOLUMES,
            new SecondReading.Volume(0, edMl, -0.1, 0.2),
            new SecondReading.Volume(ES, esMl, -0.3, 0.4)),
        null);
  }

  private static Measurements measure(ReviewDocument document) {
    return measure(STACK, document);
  }

  private static Measurements measure(CineStack stack, ReviewDocument document) {
    return Measurer.measure(stack, document, 60.0, Patient.UNKNOWN, MeasureSettings.DEFAULT);
  }

  private static List<Flag> flags(Measurements m, String code) {
    return m.flags().stream().filter(f -> f.code().equals(code)).toList();
  }

  @Property
  void readingsDisagreeExactlyOutsideWhatIsToBeExpected(
      @ForAll @DoubleRange(min = -0.6, max = 0.6) double ed,
      @ForAll @DoubleRange(min = -0.6, max = 0.6) double es) {
    Measurements m = measure(read(EDV * (1 + ed), ESV * (1 + es)));

    // on a bound itself rounding decides
    Assume.that(Math.abs(ed + 0.1) > 1e-9 && Math.abs(ed - 0.2) > 1e-9);
    Assume.that(Math.abs(es + 0.3) > 1e-9 && Math.abs(es - 0.4) > 1e-9);
    boolean edOutside = ed < -0.1 || ed > 0.2;
    boolean esOutside = es < -0.3 || es > 0.4;
    assertThat(m.second()).isNotNull();
    assertThat(m.second().edDifference()).isCloseTo(ed, within(1e-9));
    assertThat(m.second().esDifference()).isCloseTo(es, within(1e-9));
    assertThat(m.second().agrees()).isEqualTo(!edOutside && !esOutside);
    assertThat(flags(m, FlagCodes.SECOND_READING_DISAGREES))
        .hasSize((edOutside ? 1 : 0) + (esOutside ? 1 : 0));
  }

  @Test
  void aDisagreementNamesBothNumbersAndLeadsToItsPhase() {
    Flag flag = flags(measure(read(EDV, 2 * ESV)), FlagCodes.SECOND_READING_DISAGREES).getFirst();

    assertThat(flag.message()).contains("at ES is 35 ml, +100 %").contains("-30 to +40 %");
    assertThat(flag.frame()).isEqualTo(new FrameKey(2, ES));
  }

  @Test
  void theComparisonFollowsWhatTheReaderDraws() {
    ReviewDocument document = read(1.5 * EDV, ESV);
    assertThat(measure(document).second().agrees()).isFalse();
    for (int slice = 1; slice <= 3; slice++) {
      document =
          apply(
              document,
              new Edit.SetContour(
                  ContourKey.of(slice, 0, Structure.LV_ENDO),
                  new Tracing(square(20 * Math.sqrt(1.5)), new Provenance.Manual(READER)),
                  Gesture.DRAW));
    }

    assertThat(measure(document).second().agrees()).isTrue();
    assertThat(measure(document).second().edDifference()).isCloseTo(0, within(1e-9));
  }

  @Test
  void aMarkThatMovedAwayIsNotComparedAndThisIsSaid() {
    ReviewDocument moved = apply(read(EDV, 3 * ESV), new Edit.MoveMark(Mark.ES, ES + 1, READER));
    Measurements m = measure(moved);
    SecondVolumes second = m.second();

    assertThat(second.esDifference()).isNull();
    assertThat(second.edDifference()).isCloseTo(0, within(1e-9));
    assertThat(second.agrees()).isNull();
    assertThat(second.esvMl()).isEqualTo(3 * ESV);
    assertThat(flags(m, FlagCodes.SECOND_READING_DISAGREES)).isEmpty();
    assertThat(flags(m, FlagCodes.SECOND_READING_NOT_COMPARED))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("phases 1 and 6"));
  }

  @Test
  void slicesLeftOutAreNotCompared() {
    ReviewDocument document =
        apply(
            read(EDV, ESV),
            new Edit.SetState(
                Map.of(
                    ContourKey.of(2, 0, Structure.LV_ENDO),
                    new ReviewState.Excluded(READER, "wrap"))));
    Measurements m = measure(document);

    assertThat(m.second().edDifference()).isNull();
    assertThat(flags(m, FlagCodes.SECOND_READING_NOT_COMPARED)).hasSize(1);
  }

  @Test
  void unknownVolumesAndUnmeasuredModelsAreNotCompared() {
    assertThat(measure(stack(null), read(null, null)).second().agrees()).isNull();
    ReviewDocument unmeasured =
        document(
            Set.of(0, ES),
            (slice, phase) -> null,
            new SecondReading(
                VOLUMES,
                new SecondReading.Volume(0, 9 * EDV, null, null),
                new SecondReading.Volume(ES, ESV, null, null)),
            null);

    assertThat(measure(unmeasured).second().agrees()).isNull();
    assertThat(measure(unmeasured).second().efPercent()).isNotNull();
    assertThat(flags(measure(unmeasured), FlagCodes.SECOND_READING_DISAGREES)).isEmpty();
    assertThat(flags(measure(unmeasured), FlagCodes.SECOND_READING_NOT_COMPARED))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("nobody has measured"));
    assertThat(measure(ReviewDocument.blank("1", SLICES, PHASES)).second()).isNull();
  }

  @Test
  void anUnsurePhaseIsFlaggedAtItsLeastSureFrame() {
    Sure sure = (slice, phase) -> phase == ES ? 0.5 + 0.1 * slice : 0.95;
    Measurements m = measure(document(Set.of(0, ES), sure, null, 0.8));

    assertThat(flags(m, FlagCodes.MODEL_LOW_CONFIDENCE))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("at ES").contains("0.70");
              assertThat(f.frame()).isEqualTo(new FrameKey(1, ES));
            });
  }

  @Test
  void unsurePhasesBesideEdAndEsShareAFlag() {
    Sure sure = (slice, phase) -> phase == 3 || phase == 7 ? 0.7 - 0.05 * phase : 0.95;
    Set<Integer> all = new TreeSet<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

    assertThat(flags(measure(document(all, sure, null, 0.8)), FlagCodes.MODEL_LOW_CONFIDENCE))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("2 more phases");
              assertThat(f.frame()).isEqualTo(new FrameKey(1, 7));
            });
  }

  @Test
  void whatAReaderRedrewIsNoLongerDoubted() {
    ReviewDocument document =
        document(Set.of(0, ES), (slice, phase) -> slice == 2 ? 0.2 : 0.95, null, 0.8);
    assertThat(flags(measure(document), FlagCodes.MODEL_LOW_CONFIDENCE)).hasSize(2);
    ReviewDocument redrawn =
        apply(
            document,
            new Edit.SetContour(
                ContourKey.of(2, 0, Structure.LV_ENDO),
                new Tracing(square(20), new Provenance.Manual(READER)),
                Gesture.DRAW));

    assertThat(flags(measure(redrawn), FlagCodes.MODEL_LOW_CONFIDENCE))
        .extracting(Flag::frame)
        .containsExactly(new FrameKey(2, ES));
  }

  @Test
  void aModelWithoutABoundIsNotDoubted() {
    assertThat(
            flags(
                measure(document(Set.of(0, ES), (slice, phase) -> 0.01, null, null)),
                FlagCodes.MODEL_LOW_CONFIDENCE))
        .isEmpty();
    assertThat(
            flags(
                measure(document(Set.of(0, ES), (slice, phase) -> null, null, 0.8)),
                FlagCodes.MODEL_LOW_CONFIDENCE))
        .isEmpty();
  }

  @Test
  void aContourThatJumpsIsFlaggedOnceEveryPhaseIsDrawnAndGoesWhenCorrected() {
    Set<Integer> all = new TreeSet<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    ContourKey wrong = ContourKey.of(2, 8, Structure.LV_ENDO);
    ReviewDocument document =
        apply(
            document(all, (slice, phase) -> null, null, null),
            new Edit.SetContour(
                wrong, new Tracing(square(3), new Provenance.Manual(READER)), Gesture.DRAW));

    assertThat(flags(measure(document), FlagCodes.CONTOUR_JUMPS))
        .extracting(Flag::frame)
        .containsExactly(wrong.frame());
    assertThat(flags(measure(stack(null), document), FlagCodes.CONTOUR_JUMPS)).hasSize(1);
    assertThat(
            flags(measure(apply(document, new Edit.RevertToModel(wrong))), FlagCodes.CONTOUR_JUMPS))
        .isEmpty();
    Set<Integer> some = new TreeSet<>(all);
    some.remove(11);
    ReviewDocument incomplete =
        apply(
            document(some, (slice, phase) -> null, null, null),
            new Edit.RemoveContour(wrong, READER));
    assertThat(flags(measure(incomplete), FlagCodes.CONTOUR_JUMPS)).isEmpty();
  }
}
