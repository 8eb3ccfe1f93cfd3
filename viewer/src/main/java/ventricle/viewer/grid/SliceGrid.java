package ventricle.viewer.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.BoundingBox;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.Mark;
import ventricle.viewer.look.Words;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.view.ImageShape;

/**
 * Slices from base to apex by phases as small pictures with contours: ED and ES, or all phases.
 * Only cells in view are drawn; pictures are rendered away from the JavaFX thread. Style class
 * {@code slice-grid}. Click or arrow keys select; ctrl and wheel change the size in the view of all
 * phases. JavaFX thread only.
 */
public final class SliceGrid extends GridProperties {

  private static final double HEAD = 44;
  private static final double BAR = 10;
  private static final double SMALLEST_CELL = 40;
  private static final double LARGEST_CELL = 140;

  private final Words words;
  private final Canvas canvas = new Canvas();
  private final Pane selectionLayer = new Pane();
  private final GridHead head;
  private final Rectangle rowSelection = new Rectangle();
  private final Rectangle selection = new Rectangle();
  private final Rectangle focusRing = new Rectangle();
  private final ScrollBar horizontal = new ScrollBar();
  private final ScrollBar vertical = new ScrollBar();
  private final Thumbnails thumbnails = new Thumbnails(this::changed);
  private final GridPainter painter = new GridPainter();
  private final Runnable drawWhenDirty = this::drawIfDirty;
  private Consumer<FrameKey> onSelect = key -> {};
  private GridLayout layout = GridLayout.sized(0, List.of(), SMALLEST_CELL);
  private Crop crop = Crop.MIDDLE;
  private boolean dirty = true;

  public SliceGrid(Words words) {
    this.words = words;
    head = new GridHead(words);
    getStyleClass().add("slice-grid");
    setId("slice-grid");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.NODE);
    setMinSize(120, 160);
    setPrefSize(216, 640);
    rowSelection.getStyleClass().add("row-selection");
    rowSelection.setArcWidth(12);
    rowSelection.setArcHeight(12);
    selection.getStyleClass().add("selection");
    selection.setArcWidth(10);
    selection.setArcHeight(10);
    focusRing.getStyleClass().add("focus-ring");
    focusRing.setMouseTransparent(true);
    selectionLayer.getChildren().add(selection);
    selectionLayer.setMouseTransparent(true);
    vertical.setOrientation(Orientation.VERTICAL);
    for (ScrollBar bar : List.of(horizontal, vertical)) {
      bar.setFocusTraversable(false);
      bar.setMin(0);
      bar.valueProperty().subscribe(this::changed);
    }
    getChildren()
        .addAll(rowSelection, canvas, selectionLayer, head, horizontal, vertical, focusRing);
    getChildren().forEach(node -> node.setManaged(false));
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    selected.subscribe(this::reveal);
    sceneProperty().subscribe(this::sceneChanged);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
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
        cell.getMinX() - horizontal.getValue(),
        cell.getMinY() + HEAD - vertical.getValue(),
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
    List<Integer> columns = shown == null ? List.of() : columns(shown);
    int slices = shown == null ? 0 : shown.sliceCount();
    layout =
        allPhases.get()
            ? GridLayout.sized(slices, columns, cellSize.get())
            : GridLayout.fitting(slices, columns, w, h - HEAD);
    scrollBars(w, h - HEAD);
    double x = Math.round(horizontal.getValue());
    double y = Math.round(vertical.getValue());
    canvas.setWidth(w);
    canvas.setHeight(h - HEAD);
    canvas.relocate(0, HEAD);
    selectionLayer.resizeRelocate(0, HEAD, w, h - HEAD);
    selectionLayer.setClip(new Rectangle(w, h - HEAD));
    head.resizeRelocate(0, 0, w, HEAD);
    head.show(layout, x, ed.get(), es.get(), allPhases.get(), selected.get().phase());
    placeSelection(x, y);
    if (shown == null) {
      canvas.getGraphicsContext2D().clearRect(0, 0, w, h);
      return;
    }
    List<FrameKey> inView = inView(x, y, w, h - HEAD);
    crop = heart(shown).orElse(Crop.MIDDLE);
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
            shown, layout, x, y, crop, thumbnails, contours.get(), reviewed.get(), allPhases.get()),
        inView);
    setAccessibleText(spoken(shown, columns));
  }

  private String spoken(CineStack shown, List<Integer> columns) {
    FrameKey at = selected.get();
    return words.grid(shown.sliceCount(), columns.size())
        + ". "
        + words.cell(
            at.slice() + 1,
            shown.sliceCount(),
            at.phase() + 1,
            markAt(at.phase()),
            reviewed.get().test(at));
  }

  private @Nullable Mark markAt(int phase) {
    return Integer.valueOf(phase).equals(ed.get())
        ? Mark.ED
        : Integer.valueOf(phase).equals(es.get()) ? Mark.ES : null;
  }

  private List<Integer> columns(CineStack shown) {
    if (allPhases.get()) {
      return IntStream.range(0, shown.phases()).boxed().toList();
    }
    List<Integer> phases = new ArrayList<>(2);
    for (Integer mark : new Integer[] {ed.get(), es.get()}) {
      if (mark != null && mark < shown.phases() && !phases.contains(mark)) {
        phases.add(mark);
      }
    }
    return phases.isEmpty() ? List.of(selected.get().phase()) : phases;
  }

  /** One crop for all cells, so that hearts can be compared. */
  private Optional<Crop> heart(CineStack shown) {
    List<Integer> phases = new ArrayList<>();
    for (Integer mark : new Integer[] {ed.get(), es.get()}) {
      if (mark != null && mark < shown.phases()) {
        phases.add(mark);
      }
    }
    ImageShape shape = ImageShape.of(shown.slice(0));
    List<OverlayContour> all =
        IntStream.range(0, shown.sliceCount())
            .filter(s -> ImageShape.of(shown.slice(s)).equals(shape))
            .boxed()
            .flatMap(s -> phases.stream().map(p -> new FrameKey(s, p)))
            .flatMap(key -> contours.get().apply(key).stream())
            .toList();
    return Crop.around(all, shape);
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

  private void scrollBars(double w, double h) {
    show(horizontal, layout.contentWidth(), w);
    show(vertical, layout.contentHeight(), h);
    horizontal.resizeRelocate(0, getHeight() - BAR, w, BAR);
    vertical.resizeRelocate(w - BAR, HEAD, BAR, h);
  }

  private static void show(ScrollBar bar, double content, double room) {
    double most = Math.max(0, content - room);
    bar.setVisible(most > .5);
    bar.setMax(most);
    bar.setVisibleAmount(content <= 0 ? 1 : most * room / content);
    bar.setValue(Math.clamp(bar.getValue(), 0, most));
  }

  private void placeSelection(double x, double y) {
    FrameKey at = selected.get();
    Optional<Rectangle2D> cell = layout.cellOf(at);
    selection.setVisible(cell.isPresent());
    cell.ifPresent(
        c -> {
          selection.setX(c.getMinX() - x - 2);
          selection.setY(c.getMinY() - y - 2);
          selection.setWidth(c.getWidth() + 4);
          selection.setHeight(c.getHeight() + 4);
        });
    boolean row = at.slice() < layout.slices();
    rowSelection.setVisible(row);
    if (row) {
      rowSelection.setX(4);
      rowSelection.setY(HEAD + layout.rowY(at.slice()) - y - layout.gapY() / 2);
      rowSelection.setWidth(Math.max(0, getWidth() - 8));
      rowSelection.setHeight(layout.cell() + layout.gapY());
    }
  }

  private void reveal() {
    layout.cellOf(selected.get())
        .ifPresent(
            c -> {
              scrollTo(horizontal, c.getMinX(), c.getMaxX(), getWidth());
              scrollTo(vertical, c.getMinY(), c.getMaxY(), getHeight() - HEAD);
            });
  }

  private static void scrollTo(ScrollBar bar, double start, double end, double room) {
    if (start < bar.getValue()) {
      bar.setValue(Math.clamp(start - 4, 0, bar.getMax()));
    } else if (end > bar.getValue() + room) {
      bar.setValue(Math.clamp(end + 4 - room, 0, bar.getMax()));
    }
  }

  private void choose(FrameKey key) {
    selected.set(key);
    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    onSelect.accept(key);
  }

  private void pressed(MouseEvent e) {
    requestFocus();
    if (e.getButton() == MouseButton.PRIMARY && e.getY() >= HEAD) {
      layout
          .frameAt(e.getX() + horizontal.getValue(), e.getY() - HEAD + vertical.getValue())
          .ifPresent(this::choose);
    }
  }

  private void scrolled(ScrollEvent e) {
    if (e.isShortcutDown() && allPhases.get()) {
      cellSize.set(
          Math.clamp(cellSize.get() * Math.exp(e.getDeltaY() / 250), SMALLEST_CELL, LARGEST_CELL));
    } else {
      ScrollBar bar =
          e.isShiftDown() || e.getDeltaX() != 0 || !vertical.isVisible() ? horizontal : vertical;
      double delta = e.getDeltaX() != 0 ? e.getDeltaX() : e.getDeltaY();
      bar.setValue(Math.clamp(bar.getValue() - delta, 0, bar.getMax()));
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
