package ventricle.app.shell;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ventricle.app.action.Action;
import ventricle.app.job.FxJobs;
import ventricle.app.review.AnalysisController;
import ventricle.app.review.HeatmapController;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.review.ReviewScreen;
import ventricle.engine.inference.Explainer;
import ventricle.engine.inference.Models;
import ventricle.engine.measure.Measurer;
import ventricle.engine.store.ReviewSession;

/** One study in the window: its presenter, its screen and the work of models for it. */
public final class OpenStudy implements AutoCloseable {

  /** Told of what the reader must know. */
  interface Listener extends ReviewPresenter.Listener {
    void failed(Throwable cause);
  }

  private final ReviewPresenter presenter;
  private final ReviewScreen screen;
  private final @Nullable AnalysisController analysis;
  private final HeatmapController heatmaps;
  private final @Nullable ReviewSession session;

  OpenStudy(
      Parts parts,
      StudyOpener.Opened opened,
      @Nullable Models models,
      FxJobs jobs,
      FxJobs heatmapJobs,
      Consumer<Action> run,
      Listener listener) {
    session = opened.session();
    presenter =
        new ReviewPresenter(opened.study(), parts.reader(), session, Measurer::measure, listener);
    Explainer explainer = models == null ? null : models.explainer().orElse(null);
    screen =
        new ReviewScreen(
            parts.text(), presenter, parts.ranges().of(opened.study()), explainer != null, run);
    heatmaps =
        new HeatmapController(
            presenter, explainer, heatmapJobs, screen::showHeatmap, listener::failed);
    analysis =
        models == null ? null : new AnalysisController(presenter, models, jobs, listener::failed);
  }

  void start() {
    if (analysis != null) {
      analysis.start();
    }
  }

  public ReviewPresenter presenter() {
    return presenter;
  }

  public ReviewScreen screen() {
    return screen;
  }

  boolean settled() {
    return (analysis == null || analysis.settled()) && heatmaps.settled();
  }

  @Override
  public void close() {
    screen.stop();
    heatmaps.stop();
    if (analysis != null) {
      analysis.stop();
    }
    if (session != null) {
      session.close();
    }
  }
}
