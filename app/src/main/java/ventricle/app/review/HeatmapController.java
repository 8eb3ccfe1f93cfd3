package ventricle.app.review;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import ventricle.app.job.FxJobs;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.Explainer;
import ventricle.engine.inference.Heatmap;
import ventricle.engine.task.CancelToken;

/**
 * Heatmaps of the slice and structure shown, computed beside the window, the phase on screen first
 * and then the others, so that they beat with the heart. JavaFX thread only.
 */
public final class HeatmapController {

  /** Maps kept; one of 256 × 256 takes a quarter of a megabyte. */
  private static final int KEPT = 120;

  private final ReviewPresenter presenter;
  private final @Nullable Explainer explainer;
  private final FxJobs jobs;
  private final Consumer<@Nullable Heatmap> show;
  private final Consumer<Throwable> failed;
  private final Map<Place, Heatmap> maps =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Heatmap> eldest) {
          return size() > KEPT;
        }
      };
  private @Nullable CancelToken running;
  private boolean stopped;

  private record Place(FrameKey frame, Structure structure) {}

  public HeatmapController(
      ReviewPresenter presenter,
      @Nullable Explainer explainer,
      FxJobs jobs,
      Consumer<@Nullable Heatmap> show,
      Consumer<Throwable> failed) {
    this.presenter = presenter;
    this.explainer = explainer;
    this.jobs = jobs;
    this.show = show;
    this.failed = failed;
    presenter.heatmapProperty().subscribe(on -> compute());
    presenter.structureProperty().subscribe(s -> compute());
    presenter.sliceProperty().subscribe(s -> compute());
    presenter.phaseProperty().subscribe(p -> showKept());
    presenter
        .stackProperty()
        .subscribe(
            stack -> {
              maps.clear();
              compute();
            });
  }

  /** Whether the map of the frame shown is there, or none is wanted. */
  public boolean settled() {
    return !wanted()
        || presenter.stackProperty().get().frame(presenter.frame()).isEmpty()
        || maps.containsKey(place(presenter.phaseProperty().get()));
  }

  public void stop() {
    stopped = true;
    cancel();
  }

  private boolean wanted() {
    return !stopped && presenter.heatmapProperty().get() && explainer != null;
  }

  private Place place(int phase) {
    return new Place(
        new FrameKey(presenter.sliceProperty().get(), phase), presenter.structureProperty().get());
  }

  private void showKept() {
    show.accept(wanted() ? maps.get(place(presenter.phaseProperty().get())) : null);
  }

  private void cancel() {
    if (running != null) {
      running.cancel();
      running = null;
    }
  }

  private void compute() {
    cancel();
    showKept();
    Explainer model = explainer;
    if (!wanted() || model == null) {
      return;
    }
    CineStack stack = presenter.stackProperty().get();
    int first = presenter.phaseProperty().get();
    int phases = stack.phases();
    Place[] places = new Place[phases];
    for (int i = 0; i < phases; i++) {
      places[i] = place((first + i) % phases);
    }
    Map<Place, Heatmap> known = Map.copyOf(maps);
    running =
        jobs.start(
            (progress, cancel) -> {
              for (Place place : places) {
                cancel.throwIfCancelled();
                if (!known.containsKey(place) && stack.frame(place.frame()).isPresent()) {
                  Heatmap map = model.explain(stack, place.frame(), place.structure(), cancel);
                  Platform.runLater(() -> keep(stack, place, map));
                }
              }
              return phases;
            },
            done -> {},
            failed);
  }

  private void keep(CineStack stack, Place place, Heatmap map) {
    if (stack.equals(presenter.stackProperty().get())) {
      maps.put(place, map);
      if (place.equals(place(presenter.phaseProperty().get()))) {
        showKept();
      }
    }
  }
}
