package ventricle.engine.measure.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.exchange.ComparisonCsv;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.measure.agreement.Observers.Value;
import ventricle.engine.measure.agreement.ReadingComparison.Presence;
import ventricle.engine.measure.agreement.ReadingComparison.Summary;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

/** Two readings over each other, and several over many studies. */
class ReadingComparisonTest {

  private static final Study STUDY = SyntheticStudies.study();
  private static final int ED = SyntheticStudies.ED;

  private static ReviewDocument blank() {
    return ReviewDocument.blank(
        STUDY.studyInstanceUid(), STUDY.stack().sliceCount(), STUDY.stack().phases());
  }

  private static ReviewDocument with(ReviewDocument document, int slice, int phase, Contour c) {
    return Edits.apply(
            document,
            new Edit.SetContour(
                ContourKey.of(slice, phase, Structure.LV_ENDO),
                new Tracing(c, new Provenance.Manual("a")),
                Gesture.DRAW))
        .orThrow();
  }

  private static Contour square(double side) {
    return TestShapes.rectangle(20, 20, 20 + side, 20 + side);
  }

  @Test
  void aSliceThatOnlyOneHasCountsAgainstTheVolumesDice() {
    ReviewDocument a = with(with(blank(), 1, ED, square(10)), 2, ED, square(10));
    ReviewDocument b = with(blank(), 1, ED, square(10));

    ReadingComparison comparison = ReadingComparison.of(STUDY.stack(), a, b);

    assertThat(comparison.rows())
        .extracting(ReadingComparison.Row::presence)
        .containsExactly(Presence.BOTH, Presence.FIRST_ONLY);
    Summary endo = comparison.structures().getFirst();
    assertThat(endo.dice()).isCloseTo(2 * 100 / 300.0, within(1e-9));
    assertThat(endo.both()).isEqualTo(1);
    assertThat(endo.firstOnly()).isEqualTo(1);
    assertThat(endo.inclusion().n()).isEqualTo(STUDY.stack().sliceCount());
    assertThat(endo.inclusion().observed()).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void phasesThatOnlyOneHasReadAreNotCompared() {
    ReviewDocument a = with(with(blank(), 1, ED, square(10)), 1, ED + 1, square(10));
    ReviewDocument b = with(blank(), 1, ED, square(12));

    assertThat(ReadingComparison.of(STUDY.stack(), a, b).phases()).containsExactly(ED);
  }

  @Test
  void whatAReaderExcludedIsNotThere() {
    ReviewDocument a = with(with(blank(), 1, ED, square(10)), 2, ED, square(10));
    ContourKey left = ContourKey.of(2, ED, Structure.LV_ENDO);
    ReviewDocument b =
        Edits.apply(
                a,
                new Edit.SetState(Map.of(left, new ReviewState.Excluded("b", "out of the heart"))))
            .orThrow();

    assertThat(ReadingComparison.of(STUDY.stack(), a, b).rows().getLast().presence())
        .isEqualTo(Presence.FIRST_ONLY);
  }

  private static List<Value> efs() {
    List<Value> values = new ArrayList<>();
    double[][] efs = {{60, 62, 61}, {50, 55, 52}, {35, 36, 34}, {70, 72, 71}};
    for (int i = 0; i < efs.length; i++) {
      String study = "case-" + (i + 1);
      values.add(new Value(study, "ada", 1, Quantity.LV_EF, efs[i][0]));
      values.add(new Value(study, "ben", 1, Quantity.LV_EF, efs[i][1]));
      values.add(new Value(study, "ada", 2, Quantity.LV_EF, efs[i][2]));
    }
    values.add(new Value("case-5", "ada", 1, Quantity.LV_EF, 40));
    return values;
  }

  @Test
  void observersAreComparedOnTheCasesTheyShare() {
    Observers observers = Observers.of(efs());

    assertThat(observers.inter())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.studies()).isEqualTo(4);
              assertThat(i.readers()).containsExactly("ada", "ben");
              assertThat(i.icc().value()).isBetween(.95, 1.0);
            });
    assertThat(observers.pairs())
        .singleElement()
        .satisfies(p -> assertThat(p.agreement().bias()).isCloseTo(-2.5, within(1e-9)));
    assertThat(observers.intra())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.first().session()).isEqualTo(1);
              assertThat(p.second().session()).isEqualTo(2);
              assertThat(p.agreement().bias()).isCloseTo(-.75, within(1e-9));
            });
  }

  @Test
  void tablesHaveAsManyFieldsAsHeadings() {
    Observers observers = Observers.of(efs());

    for (List<String> lines :
        List.of(
            ComparisonCsv.inter(observers),
            ComparisonCsv.pairs(observers.pairs()),
            ComparisonCsv.pairs(observers.intra()))) {
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1).split(",", -1)).hasSameSizeAs(lines.get(0).split(",", -1));
    }
    assertThat(ComparisonCsv.line("a,b", null, "say \"no\"", 1.5))
        .isEqualTo("\"a,b\",,\"say \"\"no\"\"\",1.5000");
  }
}
