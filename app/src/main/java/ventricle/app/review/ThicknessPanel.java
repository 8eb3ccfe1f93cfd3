package ventricle.app.review;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import ventricle.app.action.Action;
import ventricle.app.job.FxJobs;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.Rings;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.measure.regional.ThicknessCurves;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.viewer.bullseye.Bullseye;
import ventricle.viewer.chart.ThicknessPlot;

/**
 * Wall thickness over the cycle above the time axis, in step with it and with the polar map. It is
 * measured in the background, and only while it is shown.
 */
final class ThicknessPanel extends VBox {

  private final Text text;
  private final ReviewPresenter presenter;
  private final ThicknessPlot plot;
  private final Label nothing = new Label();
  private final FxJobs jobs = new FxJobs();
  private final Rings rings = new Rings(); // of the jobs, which run one after another
  private @Nullable CancelToken running;
  private @Nullable ReviewDocument measured;

  ThicknessPanel(Text text, ReviewPresenter presenter, Bullseye map) {
    super(2);
    this.text = text;
    this.presenter = presenter;
    plot = new ThicknessPlot(new SegmentText(text)::name);
    plot.setId("thickness-plot");
    plot.highlightedProperty().bindBidirectional(map.highlightedProperty());
    plot.phaseProperty().bind(presenter.phaseProperty());
    nothing.getStyleClass().addAll("quiet", "small");
    nothing
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> plot.contentProperty().get() == null || !plot.contentProperty().get().known(),
                plot.contentProperty()));
    getChildren().addAll(legend(), new StackPane(plot, nothing));
    setId("thickness");
    setVisible(false);
    managedProperty().bind(visibleProperty());
    presenter.documentProperty().subscribe(d -> measure());
    visibleProperty().subscribe(on -> measure());
  }

  private HBox legend() {
    Label title = new Label(text.get("thickness.title"));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label levels = new Label(text.get("thickness.levels"));
    Label affected = new Label(text.get("thickness.affected"));
    affected.getStyleClass().add("affected");
    HBox legend = new HBox(16, title, gap, levels, affected);
    legend.getStyleClass().add("cycle-legend");
    return legend;
  }

  /** Measures anew when what is shown does not belong to the document on screen. */
  private void measure() {
    ReviewDocument document = presenter.document();
    if (!isVisible() || document.equals(measured)) {
      return;
    }
    if (running != null) {
      running.cancel();
    }
    CineStack stack = presenter.stackProperty().get();
    nothing.setText(text.get("thickness.measuring"));
    running =
        jobs.start(
            (progress, cancel) -> ThicknessCurves.of(stack, document, rings),
            curves -> show(document, stack, curves),
            cause -> nothing.setText(text.get("thickness.none")));
  }

  private void show(ReviewDocument document, CineStack stack, ThicknessCurves curves) {
    if (!document.equals(presenter.document())) {
      return; // another measurement is under way
    }
    measured = document;
    nothing.setText(text.get("thickness.none"));
    plot.contentProperty().set(new ThicknessPlot.Content(curves, stack.phases(), affected()));
  }

  private Set<AhaSegment> affected() {
    return presenter.measurementsProperty().get().regional().segments().stream()
        .filter(SegmentWall::affected)
        .map(SegmentWall::segment)
        .collect(Collectors.toSet());
  }

  ThicknessPlot plot() {
    return plot;
  }

  /** Empty when the action is not to show or hide this panel. */
  Optional<Runnable> handler(Action action) {
    return action == Action.TOGGLE_THICKNESS
        ? Optional.of(() -> setVisible(!isVisible()))
        : Optional.empty();
  }

  /** Whether nothing is being measured. */
  boolean settled() {
    return !jobs.runningProperty().get();
  }

  void close() {
    jobs.close();
  }
}
