package ventricle.app.review;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import ventricle.app.job.FxJobs;
import ventricle.engine.dicom.output.Attention;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.Explainer;
import ventricle.engine.inference.ExplanationSource;
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
  private final List<Explainer> explainers;
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

  private record Place(ExplanationSource source, FrameKey frame, Structure structure) {}

  public HeatmapController(
      ReviewPresenter presenter,
      List<Explainer> explainers,
      FxJobs jobs,
      Consumer<@Nullable Heatmap> show,
      Consumer<Throwable> failed) {
    this.presenter = presenter;
    this.explainers = explainers;
    this.jobs = jobs;
    this.show = show;
    this.failed = failed;
    presenter.overlays().heatmapProperty().subscribe(on -> compute());
    presenter.overlays().sourceProperty().subscribe(s -> compute());
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
    Explainer wanted = wanted();
    return wanted == null
        || presenter.stackProperty().get().frame(presenter.frame()).isEmpty()
        || maps.containsKey(place(wanted, presenter.phaseProperty().get()));
  }

  /** What key images show: the source chosen, of the structure chosen where it explains that. */
  public Optional<Attention> attention() {
    return explainers.stream()
        .filter(e -> e.source().equals(presenter.overlays().sourceProperty().get()))
        .findFirst()
        .flatMap(e -> Attention.of(e, presenter.structureProperty().get()));
  }

  public void stop() {
    stopped = true;
    cancel();
  }

  /** The explainer chosen; null when no map is wanted or it cannot explain the structure. */
  private @Nullable Explainer wanted() {
    Overlays overlays = presenter.overlays();
    if (stopped
        || !overlays.heatmapProperty().get()
        || !overlays.explains(presenter.structureProperty().get())) {
      return null;
    }
    return explainers.stream()
        .filter(e -> e.source().equals(overlays.sourceProperty().get()))
        .findFirst()
        .orElse(null);
  }

  private Place place(Explainer explainer, int phase) {
    return new Place(
        explainer.source(),
        new FrameKey(presenter.sliceProperty().get(), phase),
        presenter.structureProperty().get());
  }

  private void showKept() {
    Explainer wanted = wanted();
    show.accept(wanted == null ? null : maps.get(place(wanted, presenter.phaseProperty().get())));
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
    Explainer model = wanted();
    if (model == null) {
      return;
    }
    CineStack stack = presenter.stackProperty().get();
    int first = presenter.phaseProperty().get();
    int phases = stack.phases();
    Place[] places = new Place[phases];
    for (int i = 0; i < phases; i++) {
      places[i] = place(model, (first + i) % phases);
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
      showKept();
    }
  }
}
