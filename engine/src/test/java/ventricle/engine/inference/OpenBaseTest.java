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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** The LV on slices at the base where part of its border has no wall. */
class OpenBaseTest {

  @TempDir Path place;

  /** With walls that go round these shares of the cavity, slice by slice. */
  private static TestHearts walled(double... shares) {
    TestHearts hearts = new TestHearts();
    hearts.slices = shares.length;
    hearts.endo = (slice, phase) -> 14;
    hearts.epi = (slice, phase) -> 21;
    hearts.walled = (slice, phase) -> shares[slice];
    return hearts;
  }

  private Edit.ModelRun run(TestHearts hearts, double leastRing) throws Exception {
    Path models = Files.createTempDirectory(place, "models");
    Path card = TestModels.install("test-segment", models).resolve("card.json");
    if (leastRing >= 0) {
      setLeastRing(card, leastRing);
    }
    try (Models open =
        Models.open(
            ModelRepository.of(List.of(models)), TestModels.runtime(), Models.Options.DEFAULT)) {
      StudyAnalysis analysis =
          new StudyAnalysis(open, hearts.stack(), new AnalysisScope.AllPhases());
      return ((AnalysisOutcome.Analysed) analysis.run(Progress.NONE, new CancelToken())).run();
    }
  }

  private static void setLeastRing(Path card, double leastRing) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = (ObjectNode) mapper.readTree(card.toFile());
    ((ObjectNode) json.get("postProcessing")).put("leastRing", leastRing);
    mapper.writeValue(card.toFile(), json);
  }

  private static List<Integer> slices(Edit.ModelRun run, Structure structure) {
    return run.contours().keySet().stream()
        .filter(key -> key.structure() == structure)
        .map(key -> key.frame().slice())
        .toList();
  }

  @Test
  void theCardSaysHowMuchOfTheCavityMustBeWalled() throws Exception {
    TestHearts hearts = walled(0.58, 1, 1, 1);

    assertThat(slices(run(hearts, 0.65), Structure.LV_ENDO)).containsExactly(1, 2, 3);
    assertThat(slices(run(hearts, 0.5), Structure.LV_ENDO)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aCardThatSaysNothingAsksForHalf() throws Exception {
    assertThat(slices(run(walled(0.4, 1, 1, 1), -1), Structure.LV_ENDO)).containsExactly(1, 2, 3);
    assertThat(slices(run(walled(0.58, 1, 1, 1), -1), Structure.LV_ENDO))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatIsLeftOutIsKeptAsItWasDrawnAndTheRvStays() throws Exception {
    TestHearts hearts = walled(0.58, 1, 1, 1);
    SortedMap<ContourKey, Tracing> drawn = run(hearts, 0).contours();

    Edit.ModelRun with = run(hearts, 0.65);

    ContourKey endo = ContourKey.of(0, 0, Structure.LV_ENDO);
    ContourKey epi = ContourKey.of(0, 0, Structure.LV_EPI);
    assertThat(with.leftOut())
        .containsExactlyInAnyOrderEntriesOf(Map.of(endo, drawn.get(endo), epi, drawn.get(epi)));
    assertThat(slices(with, Structure.LV_EPI)).containsExactly(1, 2, 3);
    assertThat(slices(with, Structure.RV_ENDO)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void slicesGoFromTheBaseToTheFirstClosedOneAndNotBeyondTheMiddle() throws Exception {
    assertThat(slices(run(walled(0.3, 0.58, 0.3, 1), 0.65), Structure.LV_ENDO))
        .containsExactly(2, 3);
    assertThat(slices(run(walled(0.9, 0.3, 1, 1), 0.65), Structure.LV_ENDO))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void aWallAboveTheFirstCavityThatStaysGoesToo() throws Exception {
    TestHearts hearts = walled(0.4, 1, 1, 1, 1);
    hearts.endo = (slice, phase) -> slice == 1 ? 0 : 14;

    Edit.ModelRun run = run(hearts, 0.65);

    assertThat(slices(run, Structure.LV_EPI)).containsExactly(2, 3, 4);
    assertThat(run.leftOut().keySet())
        .isEqualTo(
            Set.of(
                ContourKey.of(0, 0, Structure.LV_ENDO),
                ContourKey.of(0, 0, Structure.LV_EPI),
                ContourKey.of(1, 0, Structure.LV_EPI)));
  }
}
