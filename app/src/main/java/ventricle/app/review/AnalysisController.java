package ventricle.app.review;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.app.job.FxJobs;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;
import ventricle.engine.inference.AnalysisOutcome;
import ventricle.engine.inference.AnalysisScope;
import ventricle.engine.inference.Models;
import ventricle.engine.inference.StudyAnalysis;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyState;
import ventricle.engine.task.CancelToken;

/**
 * Keeps the model's layer of an open study complete in the background: first ED and ES, then every
 * other phase for the volume curve.
 */
public final class AnalysisController {

  private final ReviewPresenter presenter;
  private final Models models;
  private final FxJobs jobs;
  private final Consumer<Throwable> failed;
  private boolean stopped;
  private boolean settled;
  private @Nullable CancelToken running;

  public AnalysisController(
      ReviewPresenter presenter, Models models, FxJobs jobs, Consumer<Throwable> failed) {
    this.presenter = presenter;
    this.models = models;
    this.jobs = jobs;
    this.failed = failed;
  }

  /** Starts what is missing. */
  public void start() {
    if (models.segmenter().isEmpty() && models.phaseDetector().isEmpty()) {
      settled = true;
      return;
    }
    ReviewDocument document = presenter.document();
    if (document.state() == StudyState.SIGNED) {
      settled = true;
      return;
    }
    if (document.detected() == null && document.segmentedPhases().isEmpty()) {
      CineStack stack = presenter.stackProperty().get();
      running =
          jobs.start(
              new StudyAnalysis(models, stack, new AnalysisScope.EdEs()), new Step(stack, true));
    } else {
      segmentRest();
    }
  }

  private void segmentRest() {
    ReviewDocument document = presenter.document();
    TreeSet<Integer> missing =
        IntStream.range(0, document.phaseCount())
            .filter(p -> !document.segmentedPhases().contains(p))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    if (missing.isEmpty() || models.segmenter().isEmpty()) {
      settled = true;
      return;
    }
    CineStack stack = presenter.stackProperty().get();
    running =
        jobs.start(
            new StudyAnalysis(models, stack, comparedWithEd(missing, document)),
            new Step(stack, false));
  }

  /** The phases, to be compared with what the model has drawn at ED, also what it left out. */
  private static AnalysisScope comparedWithEd(Set<Integer> phases, ReviewDocument document) {
    PhaseMark ed = document.ed();
    if (ed == null) {
      return new AnalysisScope.Chosen(phases);
    }
    SortedMap<ContourKey, Tracing> atEd = new TreeMap<>(document.modelLayer());
    atEd.putAll(document.leftOut());
    atEd.keySet().removeIf(key -> key.frame().phase() != ed.phase());
    return new AnalysisScope.Chosen(phases, ed.phase(), atEd);
  }

  /** No further results are taken. */
  public void stop() {
    stopped = true;
    if (running != null) {
      running.cancel();
    }
  }

  /** Whether nothing is left to compute, so that a picture of the window is complete. */
  public boolean settled() {
    return settled;
  }

  private final class Step implements FxJobs.Outcome<AnalysisOutcome> {
    private final CineStack stack;
    private final boolean first;

    Step(CineStack stack, boolean first) {
      this.stack = stack;
      this.first = first;
    }

    @Override
    public void done(AnalysisOutcome outcome) {
      if (stopped) {
        return;
      }
      if (!stack.equals(presenter.stackProperty().get())) {
        start(); // base and apex were exchanged meanwhile
        return;
      }
      if (!(outcome instanceof AnalysisOutcome.Analysed analysed)) {
        settled = true;
        return;
      }
      presenter.apply(analysed.run());
      presenter.findings().note(analysed.notes());
      if (first) {
        PhaseMark ed = presenter.document().ed();
        if (ed != null) {
          presenter.phaseProperty().set(ed.phase());
        }
        segmentRest();
      } else {
        settled = true;
      }
    }

    @Override
    public void failed(Throwable cause) {
      settled = true;
      if (!stopped) {
        failed.accept(cause);
      }
    }

    @Override
    public void cancelled() {
      settled = true;
    }
  }
}
