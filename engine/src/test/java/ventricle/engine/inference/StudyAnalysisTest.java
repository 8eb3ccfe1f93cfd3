package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;
import ventricle.engine.review.SecondReading;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

class StudyAnalysisTest {

  private static TestHearts beating() {
    TestHearts hearts = new TestHearts();
    hearts.phases = 10;
    hearts.endo = (slice, phase) -> 7 + 3 * Math.cos(2 * Math.PI * (phase - 2) / 10.0);
    return hearts;
  }

  private static AnalysisOutcome analyse(Models models, TestHearts hearts, AnalysisScope scope)
      throws InferenceException {
    return new StudyAnalysis(models, hearts.stack(), scope).run(Progress.NONE, new CancelToken());
  }

  private static AnalysisOutcome.Analysed analysed(
      Models models, TestHearts hearts, AnalysisScope scope) throws InferenceException {
    return (AnalysisOutcome.Analysed) analyse(models, hearts, scope);
  }

  private static Models modelsIn(Path place) throws InferenceException {
    return Models.open(
        ModelRepository.of(List.of(place)), TestModels.runtime(), Models.Options.DEFAULT);
  }

  @Test
  void segmentsEdAndEsAsDetected() throws InferenceException {
    try (Models models = TestModels.open()) {
      AnalysisOutcome.Analysed outcome = analysed(models, beating(), new AnalysisScope.EdEs());

      DetectedPhases detected = outcome.run().detected();
      assertThat(detected).isNotNull();
      assertThat(detected.edPhase()).isEqualTo(2);
      assertThat(detected.esPhase()).isEqualTo(7);
      assertThat(outcome.run().phases()).containsExactlyInAnyOrder(2, 7);
      assertThat(outcome.run().contours().keySet())
          .extracting(k -> k.frame().phase())
          .containsOnly(2, 7);
      assertThat(outcome.run().models())
          .extracting(ref -> ref.id())
          .containsExactlyInAnyOrder("test-phase", "test-segment", "test-volume");
      assertThat(outcome.run().device()).isEqualTo("cpu");
      assertThat(outcome.notes()).isEmpty();
    }
  }

  @Test
  void readsTheVolumesAgainAtThePhasesFound() throws InferenceException {
    try (Models models = TestModels.open()) {
      Edit.ModelRun run = analysed(models, beating(), new AnalysisScope.EdEs()).run();

      SecondReading read = run.secondReading();
      assertThat(read).isNotNull();
      assertThat(read.model().id()).isEqualTo("test-volume");
      assertThat(read.ed().phase()).isEqualTo(2);
      assertThat(read.es().phase()).isEqualTo(7);
      assertThat(read.ed().ml()).isCloseTo(Math.PI * 100 * 24 / 1000, withinPercentage(12));
      assertThat(read.es().ml()).isCloseTo(Math.PI * 16 * 24 / 1000, withinPercentage(35));
      assertThat(read.ed().lowest()).isEqualTo(-0.2);
      assertThat(read.es().highest()).isEqualTo(0.35);
      assertThat(run.minMeanConfidence()).isEqualTo(0.5);
    }
  }

  @Test
  void withoutSpacingTheSecondReadingHasNoVolumes() throws InferenceException {
    TestHearts hearts = beating();
    hearts.spacing = null;
    try (Models models = TestModels.open()) {
      SecondReading read = analysed(models, hearts, new AnalysisScope.EdEs()).run().secondReading();

      assertThat(read).isNotNull();
      assertThat(read.ed().ml()).isNull();
      assertThat(read.efPercent()).isNull();
    }
  }

  @Test
  void segmentsEveryPhaseWhenAsked() throws InferenceException {
    try (Models models = TestModels.open()) {
      assertThat(analysed(models, beating(), new AnalysisScope.AllPhases()).run().phases())
          .hasSize(10);
    }
  }

  @Test
  void segmentsChosenPhasesWithoutDetecting() throws InferenceException {
    try (Models models = TestModels.open()) {
      AnalysisOutcome.Analysed outcome =
          analysed(models, beating(), new AnalysisScope.Chosen(Set.of(5)));

      assertThat(outcome.run().phases()).containsExactly(5);
      assertThat(outcome.run().detected()).isNull();
      assertThat(outcome.run().secondReading()).isNull();
    }
  }

  @Test
  void withoutAnyModelItSaysSo(@TempDir Path empty) throws InferenceException {
    try (Models models = modelsIn(empty)) {
      assertThat(analyse(models, beating(), new AnalysisScope.EdEs()))
          .isEqualTo(new AnalysisOutcome.NoModel(List.of("no model is installed")));
      assertThat(models.explainers()).isEmpty();
    }
  }

  @Test
  void withoutADetectorEveryPhaseIsSegmented(@TempDir Path place) throws Exception {
    TestModels.install("test-segment", place);
    try (Models models = modelsIn(place)) {
      AnalysisOutcome.Analysed outcome = analysed(models, beating(), new AnalysisScope.EdEs());

      assertThat(outcome.run().phases()).hasSize(10);
      assertThat(outcome.notes()).extracting(Note::code).containsExactly("no-phase-detector");
    }
  }

  @Test
  void withoutASegmenterEdAndEsAreStillFound(@TempDir Path place) throws Exception {
    TestModels.install("test-phase", place);
    try (Models models = modelsIn(place)) {
      AnalysisOutcome.Analysed outcome = analysed(models, beating(), new AnalysisScope.EdEs());

      assertThat(outcome.run().phases()).isEmpty();
      assertThat(outcome.run().detected()).isNotNull();
      assertThat(outcome.notes()).extracting(Note::code).containsExactly("no-segmenter");
    }
  }

  @Test
  void aBrokenModelIsLeftOutAndNamed(@TempDir Path place) throws Exception {
    TestModels.install("test-phase", place);
    Path broken = TestModels.install("test-segment", place).resolve("model.onnx");
    Files.write(broken, new byte[] {0}, StandardOpenOption.APPEND);
    try (Models models = modelsIn(place)) {
      assertThat(models.problems()).singleElement().asString().contains("sha256");
      assertThat(analysed(models, beating(), new AnalysisScope.EdEs()).notes())
          .extracting(Note::code)
          .contains("model-not-used");
    }
    assertThatThrownBy(
            () ->
                Models.open(
                    ModelRepository.of(List.of(place)),
                    TestModels.runtime(),
                    new Models.Options(Map.of(ModelRole.SEGMENT, "test-segment"), false)))
        .isInstanceOf(InferenceException.class);
  }

  @Test
  void inputOutOfTheCardsRangeIsNoted() throws InferenceException {
    TestHearts hearts = beating();
    hearts.rows = 50;
    hearts.columns = 60;
    hearts.spacing = new PixelSpacing(2.5, 2.5);
    hearts.centre = new ventricle.engine.domain.Point(30, 25);
    try (Models models = TestModels.open()) {
      assertThat(analysed(models, hearts, new AnalysisScope.EdEs()).notes())
          .extracting(Note::message)
          .anyMatch(m -> m.contains("model test-phase: pixel spacing of 2.50 × 2.50 mm"))
          .anyMatch(m -> m.contains("model test-segment: pixel spacing of 2.50 × 2.50 mm"))
          .anyMatch(m -> m.contains("model test-volume: pixel spacing of 2.50 × 2.50 mm"))
          .anyMatch(m -> m.contains("model test-explain: pixel spacing of 2.50 × 2.50 mm"))
          .anyMatch(m -> m.contains("images of 50 × 60 pixels"));
      hearts.spacing = null;
      assertThat(analysed(models, hearts, new AnalysisScope.EdEs()).notes())
          .filteredOn(note -> note.code().equals("spacing-unknown"))
          .singleElement()
          .satisfies(
              note ->
                  assertThat(note.message())
                      .contains("1.50 mm")
                      .contains("test-phase, test-segment, test-volume, test-explain"));
    }
  }

  @Test
  void aSinglePhaseIsSegmentedWithoutMarks() throws InferenceException {
    try (Models models = TestModels.open()) {
      AnalysisOutcome.Analysed outcome =
          analysed(models, new TestHearts(), new AnalysisScope.EdEs());

      assertThat(outcome.run().phases()).containsExactly(0);
      assertThat(outcome.run().detected()).isNull();
      assertThat(outcome.notes()).extracting(Note::code).containsExactly("single-phase");
    }
  }

  @Test
  void progressGrowsToOne() throws InferenceException {
    List<Double> fractions = new ArrayList<>();
    try (Models models = TestModels.open()) {
      new StudyAnalysis(models, beating().stack(), new AnalysisScope.AllPhases())
          .run((fraction, message) -> fractions.add(fraction), new CancelToken());
    }
    assertThat(fractions).isSorted().hasSizeGreaterThan(10).endsWith(1.0);
  }

  @Test
  void stopsBetweenBatchesWhenCancelled() throws InferenceException {
    CancelToken cancel = new CancelToken();
    try (Models models = TestModels.open()) {
      StudyAnalysis job =
          new StudyAnalysis(models, beating().stack(), new AnalysisScope.AllPhases());

      assertThatThrownBy(
              () ->
                  job.run(
                      (fraction, message) -> {
                        if (fraction > 0.5) {
                          cancel.cancel();
                        }
                      },
                      cancel))
          .isInstanceOf(CancelledException.class);
    }
  }
}
