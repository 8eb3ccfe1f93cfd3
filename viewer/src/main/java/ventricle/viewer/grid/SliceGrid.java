package ventricle.viewer.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.viewer.look.Words;

/**
 * Slices from base to apex by phases as small pictures with contours: ED and ES, or all phases.
 * Only cells in view are drawn; pictures are rendered away from the JavaFX thread. Style class
 * {@code slice-grid}. Click or arrow keys select; ctrl and wheel change the size in the view of all
 * phases. JavaFX thread only.
 */
public final class SliceGrid extends GridProperties {

  private static final double HEAD = 44;
  private static final double SMALLEST_CELL = 40;
  private static final double LARGEST_CELL = 140;

  private final Words words;
  private final Canvas canvas = new Canvas();
  private final GridHead head;
  private final GridSelection selection = new GridSelection();
  private final Rectangle focusRing = new Rectangle();
  private final GridScroll scroll = new GridScroll(this::changed);
  private final Thumbnails thumbnails = new Thumbnails(this::changed);
  private final GridPainter painter = new GridPainter();
  private final Runnable drawWhenDirty = this::drawIfDirty;
  private Consumer<FrameKey> onSelect = key -> {};
  private Consumer<List<FrameKey>> onFilled = keys -> {};
  private GridLayout layout = GridLayout.sized(0, List.of(), SMALLEST_CELL);
  private boolean dirty = true;

  public SliceGrid(Words words) {
    this.words = words;
    head = new GridHead(words);
    getStyleClass().add("slice-grid");
    setId("slice-grid");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW); // one that says what its selected cell shows
    setMinSize(120, 160);
    setPrefSize(216, 640);
    focusRing.getStyleClass().add("focus-ring");
    focusRing.setMouseTransparent(true);
    getChildren().addAll(selection.row(), canvas, selection.layer(), head, focusRing);
    getChildren().addAll(scroll.bars());
    getChildren().forEach(node -> node.setManaged(false));
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    stack.subscribe(thumbnails::forget);
    selected.subscribe(this::reveal);
    sceneProperty().subscribe(this::sceneChanged);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    var unused = new GridTip(this, at -> frameAt(at.getX(), at.getY()).flatMap(confidence.get()));
  }

  private void sceneChanged(@Nullable Scene before, @Nullable Scene now) {
    if (before != null) {
      before.removePostLayoutPulseListener(drawWhenDirty);
    }
    if (now != null) {
      now.addPostLayoutPulseListener(drawWhenDirty);
      changed();
    }
  }

  /** Draws at the next pulse; needed only when what a given function returns has changed. */
  public void redraw() {
    changed();
  }

  @Override
  void changed() {
    dirty = true;
    Platform.requestNextPulse();
  }

  /** Receives the frame that the reader chose by mouse or key. */
  public void setOnSelect(Consumer<FrameKey> action) {
    onSelect = action;
  }

  /**
   * Receives, after every drawing, the frames whose cells are wholly in view with their picture and
   * contours.
   */
  public void setOnFilled(Consumer<List<FrameKey>> action) {
    onFilled = action;
    changed();
  }

  /** Where a frame's cell lies in this control, whole or in part; empty when it is out of view. */
  public Optional<Bounds> cellBounds(FrameKey key) {
    drawIfDirty();
    return layout
        .cellOf(key)
        .map(this::onControl)
        .filter(b -> b.intersects(0, HEAD, getWidth(), getHeight() - HEAD));
  }

  private Bounds onControl(Rectangle2D cell) {
    return new BoundingBox(
        cell.getMinX() - scroll.x(),
        cell.getMinY() + HEAD - scroll.y(),
        cell.getWidth(),
        cell.getHeight());
  }

  @Override
  protected void layoutChildren() {
    dirty = true;
    drawIfDirty();
  }

  private void drawIfDirty() {
    double w = getWidth();
    double h = getHeight();
    if (!dirty || w <= 0 || h <= HEAD) {
      return;
    }
    dirty = false;
    CineStack shown = stack.get();
    focusRing.setWidth(w);
    focusRing.setHeight(h);
    GridMarks marks = new GridMarks(ed.get(), es.get());
    List<Integer> columns =
        shown == null
            ? List.of()
            : marks.columns(shown.phases(), allPhases.get(), selected.get().phase());
    int slices = shown == null ? 0 : shown.sliceCount();
    layout =
        allPhases.get()
            ? GridLayout.sized(slices, columns, cellSize.get())
            : GridLayout.fitting(slices, columns, w, h - HEAD);
    scroll.place(layout, w, h, HEAD);
    double x = scroll.x();
    double y = scroll.y();
    canvas.setWidth(w);
    canvas.setHeight(h - HEAD);
    canvas.relocate(0, HEAD);
    head.resizeRelocate(0, 0, w, HEAD);
    head.show(layout, x, marks, allPhases.get(), selected.get().phase());
    selection.place(layout, selected.get(), scroll, w, h, HEAD);
    if (shown == null) {
      canvas.getGraphicsContext2D().clearRect(0, 0, w, h);
      return;
    }
    List<FrameKey> inView = inView(x, y, w, h - HEAD);
    Crop crop = marks.heart(shown, contours.get()).orElse(Crop.MIDDLE);
    double scale = getScene() == null ? 1 : getScene().getWindow().getRenderScaleX();
    Thumbnails.Recipe recipe =
        new Thumbnails.Recipe(
            shown, windowLevel.get(), crop, (int) Math.ceil(layout.cell() * scale));
    thumbnails.want(inView, recipe);
    painter.paint(
        canvas.getGraphicsContext2D(),
        w,
        h - HEAD,
        new GridPainter.View(
            shown,
            layout,
            x,
            y,
            crop,
            thumbnails,
            contours.get(),
            offered.get(),
            frameMark.get(),
            reviewed.get(),
            confidence.get(),
            marks.leastSure(shown, confidence.get()).orElse(null),
            allPhases.get()),
        inView);
    setAccessibleText(spoken(shown, columns, marks));
    Rectangle2D view = new Rectangle2D(x, y, w, h - HEAD);
    onFilled.accept(
        inView.stream()
            .filter(key -> layout.cellOf(key).filter(view::contains).isPresent())
            .filter(key -> thumbnails.image(key).isPresent())
            .toList());
  }

  private String spoken(CineStack shown, List<Integer> columns, GridMarks marks) {
    FrameKey at = selected.get();
    return words.grid(shown.sliceCount(), columns.size())
        + ". "
        + words.cell(
            at.slice() + 1,
            shown.sliceCount(),
            at.phase() + 1,
            marks.at(at.phase()),
            reviewed.get().test(at))
        + words.frame(frameMark.get().apply(at))
        + confidence.get().apply(at).map(c -> ". " + c.words()).orElse("");
  }

  private List<FrameKey> inView(double x, double y, double w, double h) {
    Rectangle2D view = new Rectangle2D(x, y, w, h);
    List<FrameKey> keys = new ArrayList<>();
    for (int slice = 0; slice < layout.slices(); slice++) {
      for (int phase : layout.phases()) {
        FrameKey key = new FrameKey(slice, phase);
        if (layout.cellOf(key).filter(view::intersects).isPresent()) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  private void reveal() {
    layout.cellOf(selected.get()).ifPresent(c -> scroll.reveal(c, getWidth(), getHeight() - HEAD));
  }

  private void choose(FrameKey key) {
    if (!selected.isBound()) {
      selected.set(key);
    }
    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    onSelect.accept(key);
  }

  private void pressed(MouseEvent e) {
    requestFocus();
    if (e.getButton() == MouseButton.PRIMARY) {
      frameAt(e.getX(), e.getY()).ifPresent(this::choose);
    }
  }

  private Optional<FrameKey> frameAt(double x, double y) {
    return y < HEAD ? Optional.empty() : layout.frameAt(x + scroll.x(), y - HEAD + scroll.y());
  }

  private void scrolled(ScrollEvent e) {
    if (e.isShortcutDown() && allPhases.get()) {
      cellSize.set(
          Math.clamp(cellSize.get() * Math.exp(e.getDeltaY() / 250), SMALLEST_CELL, LARGEST_CELL));
    } else {
      scroll.by(e.getDeltaX(), e.getDeltaY(), e.isShiftDown());
    }
    e.consume();
  }

  private void keyPressed(KeyEvent e) {
    if (layout.slices() == 0 || e.isShortcutDown() || e.isAltDown()) {
      return;
    }
    FrameKey at = selected.get();
    FrameKey next =
        switch (e.getCode()) {
          case UP -> layout.neighbour(at, 0, -1);
          case DOWN -> layout.neighbour(at, 0, 1);
          case LEFT -> layout.neighbour(at, -1, 0);
          case RIGHT -> layout.neighbour(at, 1, 0);
          case HOME -> layout.neighbour(at, 0, -layout.slices());
          case END -> layout.neighbour(at, 0, layout.slices());
          default -> null;
        };
    if (next != null) {
      choose(next);
      e.consume();
    }
  }
}
