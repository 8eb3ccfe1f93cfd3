package ventricle.app.review;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.inference.Heatmap;
import ventricle.engine.review.Mark;
import ventricle.engine.review.Nesting;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.canvas.Editing;
import ventricle.viewer.chart.CycleAxis;
import ventricle.viewer.chart.CycleData;
import ventricle.viewer.cine.CineClock;
import ventricle.viewer.cine.Cycle;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.grid.SliceGrid;
import ventricle.viewer.look.Words;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.view.Viewport;

/** The screen on which a study is read: grid, canvas, time axis and results kept in step. */
public final class ReviewScreen extends BorderPane {

  private static final double NARROW_GRID = 216;
  private static final double WIDE_GRID = 460;

  private final ReviewPresenter presenter;
  private final Text text;
  private final CineCanvas canvas = new CineCanvas();
  private final SliceGrid grid = new SliceGrid(Words.ENGLISH);
  private final CycleAxis axis = new CycleAxis(Words.ENGLISH);
  private final CineClock clock;
  private final Tools tools = new Tools();
  private final ScreenActions actions;
  private final LongAxisPanel longAxis;
  private final FrameCommands commands;
  private final ImageWell well;
  private final ResultsPanel results;
  private final ThicknessPanel thickness;
  private final WindowLevel ownWindow;
  private boolean heartFound;

  /**
   * @param fills computes contours of several frames
   * @param run starts an action of the catalogue
   */
  public ReviewScreen(
      Text text,
      ReviewPresenter presenter,
      FillController fills,
      ResultsPanel.RangeColumn ranges,
      Consumer<Action> run) {
    this.text = text;
    this.presenter = presenter;
    this.clock = new CineClock(Cycle.of(presenter.stackProperty().get()));
    this.ownWindow = WindowLevel.auto(presenter.stackProperty().get());
    this.actions = new ScreenActions(presenter, clock, canvas, grid, tools, ownWindow);
    this.commands =
        new FrameCommands(presenter, text, fills, () -> clock.playingProperty().set(false));
    this.longAxis = new LongAxisPanel(text, presenter);
    var unused = new FrameOverlays(text, presenter, canvas, grid);
    ContourMenu.install(canvas, text, run);
    getStyleClass().add("review");
    setLeft(grid);
    grid.getStyleClass().add("side");
    grid.prefWidthProperty()
        .bind(Bindings.when(grid.allPhasesProperty()).then(WIDE_GRID).otherwise(NARROW_GRID));
    this.well = new ImageWell(text, presenter, canvas, run);
    this.results = new ResultsPanel(text, presenter, ranges, run);
    this.thickness = new ThicknessPanel(text, presenter, results.wall().map());
    setCenter(centre(run));
    setRight(results);
    setTop(new StudyBanner(text, presenter, run));
    bindDocument(); // first: the time axis must know how many phases there are
    bindTime();
    bindStack();
    bindTools();
    canvas.setOnSliceStep(presenter::stepSlice);
    canvas.setOnPlayToggle(() -> run.accept(Action.PLAY));
    canvas.setOnEdit(presenter::apply);
    canvas.setOnRefused(key -> presenter.refuse(text.get("limit." + Text.key(key.structure()))));
  }

  private VBox centre(Consumer<Action> run) {
    HBox.setHgrow(well, Priority.ALWAYS);
    HBox images = new HBox(well, longAxis);
    VBox.setVgrow(images, Priority.ALWAYS);
    HBox.setHgrow(axis, Priority.ALWAYS);
    VBox below = new VBox(4, new CineBar(text, presenter, clock, run), thickness, axis);
    below.getStyleClass().add("below");
    return new VBox(images, below);
  }

  private void bindTime() {
    clock.setPhase(presenter.phaseProperty().get());
    clock.phaseProperty().bindBidirectional(presenter.phaseProperty());
    axis.phaseProperty().set(presenter.phaseProperty().get());
    presenter.phaseProperty().subscribe(p -> axis.phaseProperty().set(p.intValue()));
    axis.phaseProperty()
        .subscribe(
            p -> {
              if (p.intValue() != presenter.phaseProperty().get()) {
                clock.playingProperty().set(false);
                presenter.phaseProperty().set(p.intValue());
              }
            });
    axis.setOnMarkPreview(
        (mark, at) -> {
          clock.playingProperty().set(false);
          presenter.phaseProperty().set(at);
        });
    axis.setOnMark(presenter::setMark);
    thickness
        .plot()
        .setOnSeek(
            at -> {
              clock.playingProperty().set(false);
              presenter.phaseProperty().set(at);
            });
    canvas.playingProperty().bind(clock.playingProperty());
    presenter.sliceProperty().subscribe(s -> showFrame());
    presenter.phaseProperty().subscribe(p -> showFrame());
    clock.playingProperty().subscribe(p -> showFrame());
    grid.setOnFilled(
        frames -> {
          if (presenter.overlays().everyStructure()) {
            presenter.reviewing().looks().at(frames);
          }
        });
    grid.setOnSelect(
        key -> {
          clock.playingProperty().set(false);
          presenter.go(key);
        });
  }

  private void bindStack() {
    presenter
        .stackProperty()
        .subscribe(
            stack -> {
              canvas
                  .framesProperty()
                  .set(new FrameCache(stack, canvas.windowLevelProperty().get()));
              grid.stackProperty().set(stack);
              showFrame();
            });
    canvas.windowLevelProperty().set(ownWindow);
    canvas
        .windowLevelProperty()
        .subscribe(
            window -> {
              grid.windowLevelProperty().set(window);
              showHeadsUp();
            });
    canvas.viewportProperty().subscribe(v -> showHeadsUp());
    canvas.widthProperty().subscribe(w -> showHeadsUp());
    canvas.heightProperty().subscribe(h -> showHeadsUp());
  }

  private void bindDocument() {
    presenter.documentProperty().subscribe(d -> showDocument());
    presenter.documentProperty().subscribe(d -> findHeart());
    presenter.overlays().structuresProperty().subscribe(v -> showDocument());
    presenter.measurementsProperty().subscribe(m -> showCurve());
    presenter
        .findings()
        .allProperty()
        .subscribe(f -> axis.jumpsProperty().set(presenter.findings().jumpingPhases()));
    presenter.overlays().contoursProperty().subscribe(on -> look());
    presenter.overlays().heatmapProperty().subscribe(on -> showHeadsUp());
    presenter.overlays().sourceProperty().subscribe(s -> showHeadsUp());
    Overlays overlays = presenter.overlays();
    canvas
        .contoursVisibleProperty()
        .bind(overlays.contoursProperty().and(overlays.hiddenProperty().not()));
    canvas
        .heatmapOpacityProperty()
        .bind(
            Bindings.when(overlays.hiddenProperty())
                .then(0.0)
                .otherwise(overlays.heatmapOpacityProperty()));
    presenter.reviewing().stopProperty().subscribe(s -> showHeadsUp());
  }

  private void bindTools() {
    presenter
        .toolProperty()
        .subscribe(
            kind -> {
              canvas.toolProperty().set(tools.of(kind));
              showEditing();
            });
    presenter.structureProperty().subscribe(s -> showEditing());
    presenter.readOnlyProperty().subscribe(this::showReadOnly);
  }

  private void showReadOnly(boolean readOnly) {
    axis.marksMovableProperty().set(!readOnly);
    if (readOnly && presenter.toolProperty().get().edits()) {
      presenter.toolProperty().set(ToolKind.BROWSE);
    }
    showEditing();
  }

  private void showEditing() {
    canvas
        .editingProperty()
        .set(
            presenter.readOnly()
                ? null
                : new Editing(
                    presenter.structureProperty().get(),
                    presenter.reader(),
                    key -> Nesting.limit(presenter.document(), key).orElse(null)));
    showHeadsUp();
  }

  private void showFrame() {
    FrameKey frame = presenter.frame();
    canvas.frameProperty().set(frame);
    grid.selectedProperty().set(frame);
    look();
    showHeadsUp();
  }

  /** The frame on the canvas counts as seen when it stands still with all its contours. */
  private void look() {
    if (!clock.isPlaying() && presenter.overlays().everythingShows()) {
      presenter.reviewing().looks().at(List.of(presenter.frame()));
    }
  }

  private void showDocument() {
    ReviewDocument document = presenter.document();
    var visible = presenter.overlays().structuresProperty().get();
    canvas.contoursProperty().set(key -> OverlayContour.of(document, key, visible));
    grid.contoursProperty().set(key -> OverlayContour.of(document, key, visible));
    ConfidenceText confidence = new ConfidenceText(text);
    grid.confidenceProperty().set(key -> confidence.mark(document, key));
    grid.reviewedProperty().set(key -> ReviewProgress.isReviewed(document, key));
    grid.edProperty().set(phase(document, Mark.ED));
    grid.esProperty().set(phase(document, Mark.ES));
    axis.edProperty().set(phase(document, Mark.ED));
    axis.esProperty().set(phase(document, Mark.ES));
    look();
    showHeadsUp();
  }

  /** Comes closer once, when it becomes known where the heart is and nobody has zoomed yet. */
  private void findHeart() {
    if (!heartFound && canvas.viewportProperty().get().equals(Viewport.FIT)) {
      HeartView.of(presenter)
          .ifPresent(
              view -> {
                heartFound = true;
                canvas.viewportProperty().set(view);
              });
    }
  }

  private static @Nullable Integer phase(ReviewDocument document, Mark mark) {
    PhaseMark set = document.mark(mark);
    return set == null ? null : set.phase();
  }

  private void showCurve() {
    axis.dataProperty()
        .set(
            CycleData.of(
                presenter.stackProperty().get(),
                presenter.measurementsProperty().get(),
                presenter.document().detected()));
  }

  private void showHeadsUp() {
    HeadsUpText words = new HeadsUpText(text, presenter);
    String attention = words.attention();
    String contours = words.contours();
    canvas.topLeftTextProperty().set(attention);
    canvas.bottomLeftTextProperty().set(words.place(canvas));
    canvas.bottomRightTextProperty().set(contours);
    if (!clock.isPlaying()) { // nobody can listen to thirty frames a second
      canvas.setAccessibleText(words.spoken(attention, contours));
    }
  }

  /** Shows a heatmap, or none. */
  public void showHeatmap(@Nullable Heatmap map) {
    canvas.heatmapProperty().set(map);
  }

  /** Does what concerns only this screen; empty when the action is not one of its own. */
  public Optional<Runnable> handler(Action action) {
    return actions
        .handler(action)
        .or(() -> commands.handler(action))
        .or(() -> well.handler(action))
        .or(() -> longAxis.handler(action))
        .or(() -> results.wall().handler(action))
        .or(() -> thickness.handler(action));
  }

  /** The images in the middle. */
  public ImageWell images() {
    return well;
  }

  /** Ends what lasts only while a key is held. */
  public void letGo() {
    presenter.overlays().hiddenProperty().set(false);
  }

  /** The canvas, to be given the keyboard. */
  public CineCanvas canvas() {
    return canvas;
  }

  /** Whether nothing is being measured for this screen. */
  public boolean settled() {
    return thickness.settled();
  }

  /** Stops playing; the screen is about to be left. */
  public void stop() {
    clock.playingProperty().set(false);
    thickness.close();
  }
}
