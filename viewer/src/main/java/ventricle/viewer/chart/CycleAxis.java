package ventricle.viewer.chart;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.Mark;
import ventricle.viewer.look.Words;

/**
 * One axis for the cardiac cycle: LV volume, P(ED), P(ES), the present phase and the two marks.
 * Style class {@code cycle-axis}. A press on the plot seeks; {@code #phase-slider} is a slider on
 * the axis with the keys of a slider; {@code #ed-mark} and {@code #es-mark} are dragged or moved
 * with the arrow keys. JavaFX thread only.
 */
public final class CycleAxis extends Region {

  static final double SIDE = 20;
  static final double LABEL_SIDE = 60;
  private static final double TOP = MarkHandle.FLAG_HEIGHT + 6;
  private static final double UNDER_AXIS = 26;
  private static final double SLIDER_HEIGHT = 16;

  private final ObjectProperty<CycleData> data =
      new SimpleObjectProperty<>(this, "data", CycleData.EMPTY);
  private final ObjectProperty<SortedSet<Integer>> jumps =
      new SimpleObjectProperty<>(this, "jumps", Collections.emptySortedSet());
  private final IntegerProperty phase = new SimpleIntegerProperty(this, "phase");
  private final ObjectProperty<@Nullable Integer> ed = new SimpleObjectProperty<>(this, "ed");
  private final ObjectProperty<@Nullable Integer> es = new SimpleObjectProperty<>(this, "es");
  private final BooleanProperty marksMovable =
      new SimpleBooleanProperty(this, "marksMovable", true);

  private final CyclePlot plot;
  private final Region seekArea = new Region();
  private final Line cursor = new Line();
  private final Slider slider = new Slider();
  private final MarkHandle edMark;
  private final MarkHandle esMark;
  private CycleScale scale = new CycleScale(1, 0, 0);
  private BiConsumer<Mark, Integer> onMark = (mark, at) -> {};
  private BiConsumer<Mark, Integer> onMarkPreview = (mark, at) -> {};

  public CycleAxis(Words words) {
    getStyleClass().add("cycle-axis");
    setMinSize(240, 96);
    plot = new CyclePlot(words);
    setPrefHeight(140);
    MarkHandle.Listener listener = new Marks();
    edMark = new MarkHandle(Mark.ED, words, listener);
    esMark = new MarkHandle(Mark.ES, words, listener);
    cursor.getStyleClass().add("cursor-line");
    cursor.setMouseTransparent(true);
    slider.setId("phase-slider");
    slider.getStyleClass().add("phase-slider");
    slider.setAccessibleText(words.seek());
    slider.setMin(0);
    slider.setBlockIncrement(1);
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(true);
    seekArea.addEventHandler(MouseEvent.MOUSE_PRESSED, this::seek);
    seekArea.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::seek);
    getChildren().addAll(seekArea, plot, cursor, slider, edMark, esMark);
    getChildren().forEach(node -> node.setManaged(false));
    slider.valueProperty().subscribe(v -> phase.set((int) Math.round(v.doubleValue())));
    phase.subscribe(this::phaseChanged);
    data.subscribe(this::dataChanged);
    jumps.subscribe(this::requestLayout);
    ed.subscribe(this::showMarks);
    es.subscribe(this::showMarks);
    marksMovable.subscribe(this::rights);
  }

  private void seek(MouseEvent e) {
    if (e.getButton() == MouseButton.PRIMARY || e.isPrimaryButtonDown()) {
      phase.set(scale.phaseAt(seekArea.localToParent(e.getX(), 0).getX()));
      e.consume();
    }
  }

  private void phaseChanged(Number now) {
    slider.setValue(now.intValue());
    placeCursor();
  }

  private void dataChanged(CycleData now) {
    int last = Math.max(0, now.phases() - 1);
    slider.setMax(Math.max(1, last));
    slider.setDisable(last == 0);
    phase.set(Math.clamp(phase.get(), 0, last));
    requestLayout();
  }

  private void rights(boolean movable) {
    for (MarkHandle mark : new MarkHandle[] {edMark, esMark}) {
      mark.setMouseTransparent(!movable);
      mark.setFocusTraversable(movable);
    }
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight();
    double left = data.get().lvMl().isEmpty() ? SIDE : LABEL_SIDE;
    double axis = h - UNDER_AXIS;
    scale = new CycleScale(data.get().phases(), left, Math.max(1, w - left - SIDE));
    plot.resizeRelocate(0, 0, w, h);
    plot.show(data.get(), jumps.get(), scale, TOP, axis - 6, axis + SLIDER_HEIGHT / 2 - 2);
    seekArea.resizeRelocate(0, TOP, w, Math.max(0, axis - TOP - 4));
    double thumb = Math.max(SLIDER_HEIGHT, thumbWidth());
    slider.resizeRelocate(
        left - thumb / 2, axis - SLIDER_HEIGHT / 2, scale.length() + thumb, SLIDER_HEIGHT);
    showMarks();
    placeCursor();
  }

  /** The track of a slider ends half a thumb before the control does. */
  private double thumbWidth() {
    return slider.lookup(".thumb") instanceof Region thumb ? thumb.prefWidth(-1) : 0;
  }

  private void placeCursor() {
    double x = scale.x(phase.get());
    cursor.setStartX(x);
    cursor.setEndX(x);
    cursor.setStartY(TOP - 2);
    cursor.setEndY(getHeight() - UNDER_AXIS);
  }

  private void showMarks() {
    double height = Math.max(0, getHeight() - UNDER_AXIS);
    show(edMark, ed.get(), height);
    show(esMark, es.get(), height);
    spreadFlags();
  }

  private void show(MarkHandle mark, @Nullable Integer at, double height) {
    mark.setVisible(at != null && at < scale.phases());
    if (at != null) {
      mark.show(scale, at, height);
    }
  }

  private void spreadFlags() {
    double edX = scale.x(edMark.shownPhase());
    double esX = scale.x(esMark.shownPhase());
    double needed = (edMark.flagWidth() + esMark.flagWidth()) / 2 + 2;
    double missing =
        edMark.isVisible() && esMark.isVisible() ? Math.max(0, needed - Math.abs(esX - edX)) : 0;
    double away = esX >= edX ? missing / 2 : -missing / 2;
    edMark.shiftFlag(kept(edX, -away, edMark.flagWidth()));
    esMark.shiftFlag(kept(esX, away, esMark.flagWidth()));
  }

  /** A shift that keeps a flag inside the control. */
  private double kept(double x, double shift, double width) {
    double half = width / 2;
    return Math.clamp(x + shift, half, Math.max(half, getWidth() - half)) - x;
  }

  /** Receives the 0-based phase at which a mark was let go. */
  public void setOnMark(BiConsumer<Mark, Integer> action) {
    onMark = action;
  }

  /** Receives each 0-based phase that a mark passes while it is dragged, and its own at a drop. */
  public void setOnMarkPreview(BiConsumer<Mark, Integer> action) {
    onMarkPreview = action;
  }

  public ObjectProperty<CycleData> dataProperty() {
    return data;
  }

  /** 0-based phases whose contours do not follow from their neighbours'; they bear a diamond. */
  public ObjectProperty<SortedSet<Integer>> jumpsProperty() {
    return jumps;
  }

  /** The 0-based phase shown; the reader seeks by changing it. */
  public IntegerProperty phaseProperty() {
    return phase;
  }

  /** 0-based phase of ED; null while unset. */
  public ObjectProperty<@Nullable Integer> edProperty() {
    return ed;
  }

  /** 0-based phase of ES; null while unset. */
  public ObjectProperty<@Nullable Integer> esProperty() {
    return es;
  }

  /** Whether the marks may be dragged. */
  public BooleanProperty marksMovableProperty() {
    return marksMovable;
  }

  /** Where a phase lies in this control. */
  public double phaseX(int at) {
    return scale.x(at);
  }

  private final class Marks implements MarkHandle.Listener {
    @Override
    public void previewed(Mark mark, int at) {
      showMarks();
      onMarkPreview.accept(mark, at);
    }

    @Override
    public void set(Mark mark, int at) {
      onMark.accept(mark, at);
      showMarks();
    }

    @Override
    public void dropped(Mark mark) {
      showMarks();
      Optional.ofNullable(mark == Mark.ED ? ed.get() : es.get())
          .ifPresent(at -> onMarkPreview.accept(mark, at));
    }
  }
}
