package ventricle.viewer.canvas;

import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import ventricle.viewer.tool.PanTool;
import ventricle.viewer.tool.PointerEvent;
import ventricle.viewer.tool.Tool;
import ventricle.viewer.tool.ToolHost;
import ventricle.viewer.tool.WindowLevelTool;

/** Turns JavaFX events on the canvas into calls of tools. */
final class CanvasInput {

  private static final double ZOOM_PER_NOTCH = 1.15;
  private static final double NOTCH = 40;

  private final CineCanvas canvas;
  private final ToolHost host;
  private final Tool pan = new PanTool();
  private final Tool window = new WindowLevelTool();
  private final NotchCounter sliceNotches = new NotchCounter(NOTCH);
  private final NotchCounter toolNotches = new NotchCounter(NOTCH);
  private @Nullable Tool active;
  private boolean space;
  private boolean spaceDragged;

  CanvasInput(CineCanvas canvas, ToolHost host) {
    this.canvas = canvas;
    this.host = host;
  }

  void install() {
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, this::exited);
    canvas.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    canvas.addEventHandler(KeyEvent.KEY_RELEASED, this::keyReleased);
  }

  private PointerEvent at(MouseEvent e) {
    return new PointerEvent(
        host.transform().toImage(e.getX(), e.getY()),
        e.getX(),
        e.getY(),
        e.getClickCount(),
        e.isShiftDown(),
        e.isShortcutDown());
  }

  private void pressed(MouseEvent e) {
    canvas.requestFocus();
    if (active != null) {
      return;
    }
    Tool chosen =
        switch (e.getButton()) {
          case PRIMARY -> space ? pan : canvas.toolProperty().get();
          case SECONDARY -> window;
          case MIDDLE -> pan;
          default -> null;
        };
    if (chosen == null) {
      return;
    }
    spaceDragged |= space;
    active = chosen;
    chosen.pressed(host, at(e));
    canvas.setCursor(chosen.cursor());
    e.consume();
  }

  private void dragged(MouseEvent e) {
    if (active != null) {
      active.dragged(host, at(e));
      e.consume();
    }
  }

  private void released(MouseEvent e) {
    Tool was = active;
    if (was == null || e.getButton() == MouseButton.NONE) {
      return;
    }
    active = null;
    was.released(host, at(e));
    showCursor();
    e.consume();
  }

  private void showCursor() {
    Cursor cursor = space ? pan.cursor() : canvas.toolProperty().get().cursor();
    canvas.setCursor(cursor);
  }

  private void moved(MouseEvent e) {
    canvas.toolProperty().get().moved(host, at(e));
    showCursor();
  }

  private void exited(MouseEvent e) {
    if (active == null) {
      canvas.toolProperty().get().exited(host);
    }
  }

  private void scrolled(ScrollEvent e) {
    // with shift the platform turns the wheel sideways
    double delta = e.getDeltaY() != 0 ? e.getDeltaY() : e.getDeltaX();
    if (delta == 0 || e.isInertia()) {
      return;
    }
    if (e.isShortcutDown()) {
      double factor = Math.pow(ZOOM_PER_NOTCH, delta / NOTCH);
      host.setViewport(host.transform().zoomedAbout(host.viewport(), factor, e.getX(), e.getY()));
    } else if (e.isShiftDown()) {
      canvas.toolProperty().get().wheel(host, toolNotches.count(delta));
    } else if (active == null && !canvas.toolProperty().get().busy()) {
      int notches = sliceNotches.count(delta);
      for (int i = 0; i < Math.abs(notches); i++) {
        canvas.stepSlice(-Integer.signum(notches));
      }
    }
    e.consume();
  }

  private void keyPressed(KeyEvent e) {
    Tool tool = active == null ? canvas.toolProperty().get() : active;
    if (isControl(e)) {
      tool.control(host, true);
    } else if (e.getCode() == KeyCode.SPACE && !e.isShortcutDown() && !e.isAltDown()) {
      if (!space) {
        space = true;
        spaceDragged = false;
      }
      e.consume();
    } else if (e.getCode() == KeyCode.ESCAPE && tool.busy()) {
      tool.cancel(host);
      active = null;
      showCursor();
      e.consume();
    } else if (!e.isShortcutDown() && !e.isAltDown() && tool.key(host, e.getCode())) {
      e.consume();
    }
  }

  /** The key that shortcuts begin with. */
  private static boolean isControl(KeyEvent e) {
    return e.getCode() == KeyCode.CONTROL
        || e.getCode() == KeyCode.COMMAND
        || e.getCode() == KeyCode.META;
  }

  private void keyReleased(KeyEvent e) {
    if (isControl(e)) {
      (active == null ? canvas.toolProperty().get() : active).control(host, false);
    }
    if (e.getCode() == KeyCode.SPACE && space) {
      space = false;
      showCursor();
      if (!spaceDragged) {
        canvas.togglePlay();
      }
      e.consume();
    }
  }
}
