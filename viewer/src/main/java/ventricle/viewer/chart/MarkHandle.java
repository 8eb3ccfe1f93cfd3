package ventricle.viewer.chart;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.Mark;
import ventricle.viewer.look.Words;

/**
 * One of the two marks on the time axis: a line with a flag. Dragging previews, releasing sets;
 * with the keyboard each arrow key sets. Esc drops a drag.
 */
final class MarkHandle extends Region {

  static final double REACH = 7;
  static final double FLAG_HEIGHT = 18;
  private static final PseudoClass MOVING = PseudoClass.getPseudoClass("moving");

  /** What a mark tells its axis. */
  interface Listener {
    /** The phase under the mouse while dragging. */
    void previewed(Mark mark, int phase);

    /** The mark was let go or moved by a key. */
    void set(Mark mark, int phase);

    /** The drag was dropped. */
    void dropped(Mark mark);
  }

  private final Mark mark;
  private final Words words;
  private final Listener listener;
  private final Line line = new Line();
  private final Label flag = new Label();
  private CycleScale scale = new CycleScale(1, 0, 0);
  private int phase;
  private @Nullable Integer dragged;
  private double flagShift;

  MarkHandle(Mark mark, Words words, Listener listener) {
    this.mark = mark;
    this.words = words;
    this.listener = listener;
    String name = mark.name().toLowerCase(Locale.ROOT);
    setId(name + "-mark");
    getStyleClass().addAll("mark", name);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleHelp(words.markHelp());
    setCursor(Cursor.H_RESIZE);
    line.getStyleClass().add("mark-line");
    flag.getStyleClass().add("mark-flag");
    flag.setMnemonicParsing(false);
    line.setManaged(false);
    flag.setManaged(false);
    getChildren().addAll(line, flag);
    setPickOnBounds(true);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::draggedTo);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  int shownPhase() {
    Integer d = dragged;
    return d == null ? phase : d;
  }

  /** Puts the mark at a phase of a scale; a drag in progress goes on. */
  void show(CycleScale scale, int phase, double height) {
    this.scale = scale;
    this.phase = phase;
    String text = words.mark(mark) + " " + (shownPhase() + 1);
    flag.setText(text);
    String spoken = words.markAt(mark, shownPhase() + 1, scale.phases());
    if (!spoken.equals(getAccessibleText())) {
      setAccessibleText(spoken);
      notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    }
    resizeRelocate(scale.x(shownPhase()) - REACH, 0, 2 * REACH, height);
    requestLayout();
  }

  double flagWidth() {
    return Math.ceil(flag.prefWidth(-1));
  }

  /** How far the flag stands beside its line, so that two flags do not cover each other. */
  void shiftFlag(double shift) {
    flagShift = shift;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    line.setStartX(REACH);
    line.setEndX(REACH);
    line.setStartY(FLAG_HEIGHT - 2);
    line.setEndY(getHeight());
    double w = flagWidth();
    flag.resizeRelocate(Math.rint(REACH - w / 2 + flagShift), 0, w, FLAG_HEIGHT);
  }

  private void pressed(MouseEvent e) {
    if (e.getButton() == MouseButton.PRIMARY) {
      requestFocus();
      dragged = phase;
      pseudoClassStateChanged(MOVING, true);
      e.consume();
    }
  }

  private void draggedTo(MouseEvent e) {
    if (dragged == null) {
      return;
    }
    int at = scale.phaseAt(localToParent(e.getX(), 0).getX());
    if (at != dragged) {
      dragged = at;
      listener.previewed(mark, at);
    }
    e.consume();
  }

  private void released(MouseEvent e) {
    Integer at = dragged;
    if (at == null) {
      return;
    }
    endDrag();
    if (at != phase) {
      listener.set(mark, at);
    } else {
      listener.dropped(mark);
    }
    e.consume();
  }

  private void endDrag() {
    dragged = null;
    pseudoClassStateChanged(MOVING, false);
  }

  private void key(KeyEvent e) {
    switch (e.getCode()) {
      case LEFT -> step(-1);
      case RIGHT -> step(1);
      case ESCAPE -> {
        if (dragged == null) {
          return;
        }
        endDrag();
        listener.dropped(mark);
      }
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void step(int by) {
    int next = phase + by;
    if (dragged == null && next >= 0 && next < scale.phases()) {
      listener.set(mark, next);
    }
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> (double) shownPhase() + 1;
      case MIN_VALUE -> 1.0;
      case MAX_VALUE -> (double) scale.phases();
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  @Override
  public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
    switch (action) {
      case INCREMENT -> step(1);
      case DECREMENT -> step(-1);
      default -> super.executeAccessibleAction(action, parameters);
    }
  }
}
