package ventricle.app.shell;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ventricle.app.action.Action;
import ventricle.app.job.FxJobs;
import ventricle.app.review.AnalysisController;
import ventricle.app.review.FillController;
import ventricle.app.review.HeatmapController;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.review.ReviewScreen;
import ventricle.app.text.Text;
import ventricle.engine.dicom.output.Attention;
import ventricle.engine.domain.CineStack;
import ventricle.engine.inference.Explainer;
import ventricle.engine.inference.Models;
import ventricle.engine.measure.Measurer;
import ventricle.engine.measure.regional.Rings;
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
  private final FillController fills;
  private final CineStack.Note noModels;
  private final @Nullable ReviewSession session;

  OpenStudy(
      Parts parts,
      StudyOpener.Opened opened,
      @Nullable Models installed,
      FxJobs jobs,
      FxJobs heatmapJobs,
      Consumer<Action> run,
      Listener listener) {
    session = opened.session();
    @Nullable Models models = opened.blank() ? null : installed;
    List<Explainer> explainers = models == null ? List.of() : models.explainers();
    Rings rings = new Rings();
    presenter =
        new ReviewPresenter(
            opened.study(),
            opened.reader(parts.reader()),
            session,
            (study, document) -> Measurer.measure(study, document, rings),
            explainers.stream().map(Explainer::source).toList(),
            listener);
    noModels =
        opened.blank()
            ? new CineStack.Note(
                "no-model", parts.text().get(opened.consensus() ? "consensus.blank" : "case.blank"))
            : noModels(parts.text(), models);
    fills = new FillController(presenter, parts.text(), jobs, listener::failed);
    screen =
        new ReviewScreen(parts.text(), presenter, fills, parts.ranges().of(presenter::person), run);
    heatmaps =
        new HeatmapController(
            presenter, explainers, heatmapJobs, screen::showHeatmap, listener::failed);
    analysis =
        models == null || models.isEmpty()
            ? null
            : new AnalysisController(presenter, models, jobs, listener::failed);
  }

  /** Starts the models' work, or says that there are none. */
  void start() {
    if (analysis == null) {
      presenter.findings().note(List.of(noModels));
    } else {
      analysis.start();
    }
  }

  private static CineStack.Note noModels(Text text, @Nullable Models models) {
    String why =
        models == null || models.problems().isEmpty()
            ? text.get("header.models.none")
            : String.join("; ", models.problems());
    return new CineStack.Note("no-model", text.get("models.none", why));
  }

  public ReviewPresenter presenter() {
    return presenter;
  }

  public ReviewScreen screen() {
    return screen;
  }

  /** Whether the models have nothing left to do, or there are none. */
  boolean analysed() {
    return analysis == null || analysis.settled();
  }

  /** The reader does something, be it only to look: the time at work goes on. */
  void active() {
    if (session != null) {
      session.active(Instant.now());
    }
  }

  /** Where a model looked, for key images; empty when no model says it. */
  Optional<Attention> attention() {
    return heatmaps.attention();
  }

  boolean settled() {
    return analysed() && heatmaps.settled() && fills.settled() && screen.settled();
  }

  @Override
  public void close() {
    screen.stop();
    heatmaps.stop();
    fills.close();
    if (analysis != null) {
      analysis.stop();
    }
    if (session != null) {
      if (!session.readOnly()) {
        presenter.reviewing().looks().keep();
      }
      session.close();
    }
  }
}
