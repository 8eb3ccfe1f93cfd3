package ventricle.viewer.canvas;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.overlay.ColourMap;
import ventricle.viewer.overlay.HeatmapImages;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.tool.ContourStep;
import ventricle.viewer.tool.EditTarget;
import ventricle.viewer.tool.Tool;
import ventricle.viewer.tool.ToolDraft;
import ventricle.viewer.tool.ToolHost;
import ventricle.viewer.view.EdgeLetters;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.ImageTransform;
import ventricle.viewer.view.Viewport;

/**
 * The large moving image with contours, heatmap and text over it. Style class {@code cine-canvas}.
 *
 * <p>Mouse: the primary button belongs to the {@linkplain #toolProperty() tool}; right drag changes
 * window and level; middle drag, or primary drag with space held, pulls the image; the wheel asks
 * for another slice, with ctrl zooms about the cursor, with shift goes to the tool. Keys: Esc drops
 * a movement; space released without a drag calls {@link #setOnPlayToggle}. JavaFX thread only.
 */
public final class CineCanvas extends CanvasProperties {

  private final Canvas canvas = new Canvas();
  private final HeadsUp headsUp = new HeadsUp();
  private final Rectangle focusRing = new Rectangle();
  private final CanvasPainter painter;
  private final PointHandle insertionHandle = new PointHandle("insertion-point");
  private final CanvasHost host = new CanvasHost();
  private final Runnable drawWhenDirty = this::drawIfDirty;
  private Consumer<Edit> onEdit = edit -> {};
  private Consumer<ContourKey> onRefused = key -> {};
  private IntConsumer onSliceStep = step -> {};
  private Runnable onPlayToggle = () -> {};
  private ToolDraft draft = ToolDraft.NONE;
  private boolean dirty = true;
  private long drawings;

  public CineCanvas() {
    this(new HeatmapImages(ColourMap.inferno()));
  }

  public CineCanvas(HeatmapImages heatmaps) {
    painter = new CanvasPainter(heatmaps);
    getStyleClass().add("cine-canvas");
    setId("cine-canvas");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(64, 64);
    canvas.setManaged(false);
    headsUp.setManaged(false);
    focusRing.setManaged(false);
    focusRing.setMouseTransparent(true);
    focusRing.getStyleClass().add("focus-ring");
    focusRing.widthProperty().bind(widthProperty());
    focusRing.heightProperty().bind(heightProperty());
    getChildren().addAll(canvas, headsUp, insertionHandle, focusRing);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    windowLevel.subscribe(this::applyWindow);
    frames.subscribe(this::applyWindow);
    frame.subscribe(this::forgetMovement);
    contours.subscribe(() -> tool.get().refresh(host));
    editing.subscribe(this::forgetMovement);
    playing.subscribe(this::forgetMovement);
    tool.subscribe(this::toolChanged);
    sceneProperty().subscribe(this::sceneChanged);
    new CanvasInput(this, host).install();
  }

  private void applyWindow() {
    FrameCache cache = frames.get();
    if (cache != null) {
      cache.setWindowLevel(windowLevel.get());
    }
    redraw();
  }

  private void forgetMovement() {
    tool.get().cancel(host);
  }

  private void toolChanged(Tool before, Tool now) {
    before.cancel(host);
    now.cancel(host);
    setCursor(now.cursor());
  }

  private void sceneChanged(@Nullable Scene before, @Nullable Scene now) {
    if (before != null) {
      before.removePostLayoutPulseListener(drawWhenDirty);
    }
    if (now != null) {
      now.addPostLayoutPulseListener(drawWhenDirty);
      redraw();
    }
  }

  @Override
  void changed() {
    redraw();
  }

  /** Draws at the next pulse; needed only when what a contour function returns has changed. */
  public void redraw() {
    dirty = true;
    Platform.requestNextPulse();
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight();
    if (canvas.getWidth() != w || canvas.getHeight() != h) {
      canvas.setWidth(w);
      canvas.setHeight(h);
      headsUp.resizeRelocate(0, 0, w, h);
      dirty = true;
    }
    drawIfDirty();
  }

  private void drawIfDirty() {
    if (dirty && canvas.getWidth() > 0 && canvas.getHeight() > 0) {
      dirty = false;
      drawings++;
      painter.paint(
          canvas.getGraphicsContext2D(), canvas.getWidth(), canvas.getHeight(), content());
    }
  }

  private @Nullable CanvasScene content() {
    FrameCache cache = frames.get();
    FrameKey key = frame.get();
    if (cache == null || key.slice() >= cache.stack().sliceCount()) {
      return null;
    }
    Slice slice = cache.stack().slice(key.slice());
    ImageTransform transform = transform();
    insertionHandle.show(transform, playing.get() ? null : insertion.get().apply(key).orElse(null));
    headsUp.show(EdgeLetters.of(slice));
    headsUp.show(transform, slice.spacing());
    Editing rights = editing.get();
    return new CanvasScene(
        transform,
        slice,
        cache.image(key).orElse(null),
        !playing.get(),
        heatmap.get(),
        heatmapOpacity.get(),
        contoursVisible.get() ? contours.get().apply(key) : List.of(),
        contoursVisible.get() ? offered.get().apply(key) : List.of(),
        frameMark.get().apply(key),
        rights == null ? null : rights.structure(),
        contoursVisible.get() ? draft : ToolDraft.NONE);
  }

  /** The map between the image shown and this control's coordinates. */
  public ImageTransform transform() {
    FrameCache cache = frames.get();
    int slice = frame.get().slice();
    ImageShape shape =
        cache == null || slice >= cache.stack().sliceCount()
            ? new ImageShape(1, 1, 1)
            : ImageShape.of(cache.stack().slice(slice));
    return ImageTransform.of(shape, viewport.get(), getWidth(), getHeight());
  }

  /** How often the canvas has drawn; it draws only after something changed. */
  public long drawings() {
    return drawings;
  }

  public StringProperty topLeftTextProperty() {
    return headsUp.topLeft.textProperty();
  }

  public StringProperty topRightTextProperty() {
    return headsUp.topRight.textProperty();
  }

  public StringProperty bottomLeftTextProperty() {
    return headsUp.bottomLeft.textProperty();
  }

  public StringProperty bottomRightTextProperty() {
    return headsUp.bottomRight.textProperty();
  }

  /** How much of the left side lies under other controls; letters and text keep clear of it. */
  public DoubleProperty coveredLeftProperty() {
    return headsUp.coveredLeft;
  }

  /** Receives the one edit of each finished movement. */
  public void setOnEdit(Consumer<Edit> action) {
    onEdit = action;
  }

  /** Told where a finished movement could not count, since all of it crosses its limit. */
  public void setOnRefused(Consumer<ContourKey> action) {
    onRefused = action;
  }

  /** Changes the contour being edited as a whole. */
  public void apply(ContourStep step) {
    FrameCache cache = frames.get();
    int slice = frame.get().slice();
    if (cache != null && slice < cache.stack().sliceCount()) {
      step.apply(host, cache.stack().slice(slice).spacing());
    }
  }

  /**
   * Lets the insertion point be moved; until then it is only shown.
   *
   * @param tip what pointing at it says
   * @param action receives where it was put
   */
  public void setOnInsertion(String tip, BiConsumer<FrameKey, Point> action) {
    insertionHandle.movable(
        tip,
        at -> {
          action.accept(frame.get(), at);
          redraw(); // where nothing may change it goes back
        });
  }

  /** Receives −1 (towards the base) or +1 (towards the apex) for each notch of the wheel. */
  public void setOnSliceStep(IntConsumer action) {
    onSliceStep = action;
  }

  /** Called when space was pressed and released without a drag. */
  public void setOnPlayToggle(Runnable action) {
    onPlayToggle = action;
  }

  void stepSlice(int step) {
    onSliceStep.accept(step);
  }

  void togglePlay() {
    onPlayToggle.run();
  }

  /** The canvas as tools see it. */
  private final class CanvasHost implements ToolHost {
    @Override
    public ImageTransform transform() {
      return CineCanvas.this.transform();
    }

    @Override
    public Viewport viewport() {
      return viewport.get();
    }

    @Override
    public void setViewport(Viewport next) {
      viewport.set(next);
    }

    @Override
    public WindowLevel windowLevel() {
      return windowLevel.get();
    }

    @Override
    public void setWindowLevel(WindowLevel next) {
      windowLevel.set(next);
    }

    @Override
    public Optional<EditTarget> target() {
      Editing rights = editing.get();
      if (rights == null || !contoursVisible.get() || playing.get()) {
        return Optional.empty();
      }
      @Nullable Tracing shown = null;
      for (OverlayContour contour : contours.get().apply(frame.get())) {
        if (contour.structure() == rights.structure()) {
          shown = contour.tracing();
        }
      }
      ContourKey key = new ContourKey(frame.get(), rights.structure());
      return Optional.of(new EditTarget(key, shown, rights.reader(), rights.limits().apply(key)));
    }

    @Override
    public void show(ToolDraft next) {
      if (!next.equals(draft)) {
        draft = next;
        redraw();
      }
    }

    @Override
    public void commit(Edit edit) {
      onEdit.accept(edit);
    }

    @Override
    public void refuse(EditTarget target) {
      onRefused.accept(target.key());
    }
  }
}
