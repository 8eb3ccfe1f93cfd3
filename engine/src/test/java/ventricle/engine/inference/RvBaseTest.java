package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * The RV at the base after ED, by a card whose rule looks at the wall alone: the RV is still there
 * while more than 10/12 of the slice's wall at ED is.
 */
class RvBaseTest {

  private static final int ED = 2;
  private static final int ES = 7;

  @TempDir Path place;

  /** Slices 8 mm apart; in some of them the wall is nearly gone from phase 6 to phase 8. */
  private static TestHearts losingTheWallIn(Set<Integer> slices) {
    TestHearts hearts = new TestHearts();
    hearts.phases = 10;
    hearts.slices = 5;
    hearts.endo = (slice, phase) -> 7 + 3 * Math.cos(2 * Math.PI * (phase - ED) / 10.0);
    hearts.epi =
        (slice, phase) ->
            slices.contains(slice) && Math.abs(phase - ES) <= 1
                ? hearts.endo.at(slice, phase) + 4
                : 15;
    return hearts;
  }

  private AnalysisOutcome.Analysed analysed(
      TestHearts hearts, AnalysisScope scope, double leastSpacingMm)
      throws IOException, InferenceException {
    Path models = Files.createTempDirectory(place, "models");
    TestModels.install("test-phase", models);
    Path card = TestModels.install("test-segment", models).resolve("card.json");
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = (ObjectNode) mapper.readTree(card.toFile());
    ObjectNode rule = ((ObjectNode) json.get("postProcessing")).putObject("rvBase");
    rule.put("intercept", -10);
    ObjectNode weights = rule.putObject("weights");
    List.of("second", "third", "cavity", "confidence").forEach(name -> weights.put(name, 0));
    weights.put("wall", 12);
    rule.putArray("sliceSpacingMm").add(leastSpacingMm).add(12);
    mapper.writeValue(card.toFile(), json);
    try (Models open =
        Models.open(
            ModelRepository.of(List.of(models)), TestModels.runtime(), Models.Options.DEFAULT)) {
      return (AnalysisOutcome.Analysed)
          new StudyAnalysis(open, hearts.stack(), scope).run(Progress.NONE, new CancelToken());
    }
  }

  private static List<Integer> slices(
      AnalysisOutcome.Analysed outcome, int phase, Structure structure) {
    return outcome.run().contours().keySet().stream()
        .filter(key -> key.structure() == structure && key.frame().phase() == phase)
        .map(key -> key.frame().slice())
        .toList();
  }

  @Test
  void theRvGoesFromSlicesThatTheBaseHasComeDownPast() throws Exception {
    AnalysisOutcome.Analysed outcome =
        analysed(losingTheWallIn(Set.of(0, 1)), new AnalysisScope.EdEs(), 6);

    assertThat(slices(outcome, ES, Structure.RV_ENDO)).containsExactly(2, 3, 4);
    assertThat(slices(outcome, ES, Structure.LV_ENDO)).containsExactly(0, 1, 2, 3, 4);
    assertThat(slices(outcome, ED, Structure.RV_ENDO)).containsExactly(0, 1, 2, 3, 4);
    assertThat(outcome.run().leftOut().keySet())
        .containsExactly(
            ContourKey.of(0, ES, Structure.RV_ENDO), ContourKey.of(1, ES, Structure.RV_ENDO));
  }

  @Test
  void whatIsLeftOutIsKeptAsTheModelDrewIt() throws Exception {
    TestHearts hearts = losingTheWallIn(Set.of(0));
    Edit.ModelRun without = analysed(hearts, new AnalysisScope.EdEs(), 9).run();

    Edit.ModelRun with = analysed(hearts, new AnalysisScope.EdEs(), 6).run();

    ContourKey base = ContourKey.of(0, ES, Structure.RV_ENDO);
    assertThat(with.leftOut()).containsExactly(Map.entry(base, without.contours().get(base)));
    assertThat(without.leftOut()).isEmpty();
  }

  @Test
  void noSliceGoesBelowOneThatStillShowsIt() throws Exception {
    AnalysisOutcome.Analysed outcome =
        analysed(losingTheWallIn(Set.of(0, 2)), new AnalysisScope.EdEs(), 6);

    assertThat(slices(outcome, ES, Structure.RV_ENDO)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void noMoreThanThreeSlicesGo() throws Exception {
    AnalysisOutcome.Analysed outcome =
        analysed(losingTheWallIn(Set.of(0, 1, 2, 3, 4)), new AnalysisScope.EdEs(), 6);

    assertThat(slices(outcome, ES, Structure.RV_ENDO)).containsExactly(3, 4);
  }

  @Test
  void everyPhaseIsJudgedByWhatHasChangedSinceEd() throws Exception {
    AnalysisOutcome.Analysed outcome =
        analysed(losingTheWallIn(Set.of(0)), new AnalysisScope.AllPhases(), 6);

    for (int phase = 0; phase < 10; phase++) {
      assertThat(slices(outcome, phase, Structure.RV_ENDO).contains(0))
          .as("phase " + phase)
          .isEqualTo(phase < 6 || phase > 8);
    }
  }

  @Test
  void phasesThatAreSegmentedLaterAreComparedWithWhatWasDrawnAtEd() throws Exception {
    TestHearts hearts = losingTheWallIn(Set.of(0));
    Edit.ModelRun first = analysed(hearts, new AnalysisScope.EdEs(), 6).run();
    Set<Integer> rest = Set.of(0, 1, 3, 4, 5, 6, 8, 9);
    SortedMap<ContourKey, Tracing> atEd = new TreeMap<>(first.contours());
    atEd.keySet().removeIf(key -> key.frame().phase() != ED);

    AnalysisOutcome.Analysed later = analysed(hearts, new AnalysisScope.Chosen(rest, ED, atEd), 6);

    assertThat(later.run().phases()).isEqualTo(rest);
    assertThat(later.run().leftOut().keySet())
        .containsExactly(
            ContourKey.of(0, 6, Structure.RV_ENDO), ContourKey.of(0, 8, Structure.RV_ENDO));
    assertThat(later.run().contours().keySet()).allMatch(key -> rest.contains(key.frame().phase()));
  }

  @Test
  void withoutAnEdToCompareWithNothingGoes() throws Exception {
    AnalysisOutcome.Analysed outcome =
        analysed(losingTheWallIn(Set.of(0)), new AnalysisScope.Chosen(Set.of(ES)), 6);

    assertThat(slices(outcome, ES, Structure.RV_ENDO)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void nothingGoesWhereTheRvIsLargerAtTheEndTakenForTheApex() throws Exception {
    TestHearts hearts = losingTheWallIn(Set.of(0, 1));
    hearts.rv = (slice, phase) -> 8 + slice;

    assertThat(slices(analysed(hearts, new AnalysisScope.EdEs(), 6), ES, Structure.RV_ENDO))
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void slicesCloserThanTheRuleWasMadeForKeepTheirRv() throws Exception {
    AnalysisOutcome.Analysed outcome =
        analysed(losingTheWallIn(Set.of(0, 1)), new AnalysisScope.EdEs(), 9);

    assertThat(slices(outcome, ES, Structure.RV_ENDO)).containsExactly(0, 1, 2, 3, 4);
    assertThat(outcome.run().leftOut()).isEmpty();
  }
}
