package ventricle.viewer.canvas;

import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Point;
import ventricle.viewer.view.ImageTransform;

/**
 * A position on the image that is dragged, or moved by a pixel with the arrow keys. Style class
 * {@code point-handle}.
 */
final class PointHandle extends Region {

  private static final double SIZE = 18;

  private @Nullable ImageTransform transform;
  private @Nullable Point at;
  private @Nullable Consumer<Point> moved;
  private boolean dragging;
  private boolean wasDragged;
  private Point2D grab = Point2D.ZERO; // where in the handle it was taken hold of, from its middle

  PointHandle(String id) {
    setId(id);
    getStyleClass().add("point-handle");
    setManaged(false);
    setVisible(false);
    setMouseTransparent(true);
    setAccessibleRole(AccessibleRole.THUMB);
    resize(SIZE, SIZE);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  void movable(String tip, Consumer<Point> action) {
    moved = action;
    setMouseTransparent(false);
    setFocusTraversable(true);
    setCursor(Cursor.MOVE);
    setAccessibleText(tip);
    Tooltip.install(this, new Tooltip(tip));
  }

  /** Shows a position, or nothing; a drag in progress goes on. */
  void show(ImageTransform now, @Nullable Point point) {
    transform = now;
    if (dragging && point != null) {
      return;
    }
    at = point;
    dragging = false;
    setVisible(point != null);
    if (point != null) {
      place(now.toScreen(point));
    }
  }

  private void place(Point2D middle) {
    relocate(middle.getX() - SIZE / 2, middle.getY() - SIZE / 2);
  }

  /** Where the middle of the handle is to be, on the canvas. */
  private Point2D middle(MouseEvent e) {
    return localToParent(e.getX(), e.getY()).subtract(grab);
  }

  private void pressed(MouseEvent e) {
    if (e.getButton() == MouseButton.PRIMARY) {
      requestFocus();
      dragging = true;
      wasDragged = false;
      grab = new Point2D(e.getX() - SIZE / 2, e.getY() - SIZE / 2);
      e.consume();
    }
  }

  private void dragged(MouseEvent e) {
    if (dragging) {
      wasDragged = true;
      place(middle(e));
      e.consume();
    }
  }

  private void released(MouseEvent e) {
    ImageTransform known = transform;
    if (!dragging || known == null) {
      return;
    }
    dragging = false;
    if (wasDragged) {
      Point2D on = middle(e);
      move(known.toImage(on.getX(), on.getY()));
    }
    e.consume();
  }

  private void keyPressed(KeyEvent e) {
    Point from = at;
    if (from == null || e.isShortcutDown() || e.isAltDown()) {
      return;
    }
    Point to =
        switch (e.getCode()) {
          case LEFT -> new Point(from.x() - 1, from.y());
          case RIGHT -> new Point(from.x() + 1, from.y());
          case UP -> new Point(from.x(), from.y() - 1);
          case DOWN -> new Point(from.x(), from.y() + 1);
          default -> null;
        };
    if (to != null) {
      move(to);
      e.consume();
    }
  }

  /** Nothing is put outside the image. */
  private void move(Point to) {
    ImageTransform known = transform;
    Consumer<Point> action = moved;
    if (known == null || action == null) {
      return;
    }
    Point inside =
        new Point(
            Math.clamp(to.x(), -.5, known.shape().columns() - .5),
            Math.clamp(to.y(), -.5, known.shape().rows() - .5));
    place(known.toScreen(inside));
    if (!inside.equals(at)) {
      action.accept(inside);
    }
  }
}
