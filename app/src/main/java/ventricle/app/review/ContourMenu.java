package ventricle.app.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.viewer.canvas.CineCanvas;

/** What can be done with the contours of a frame, for those who look for it with the mouse. */
final class ContourMenu {

  /** Groups of actions, copying last. */
  private static final List<List<Action>> GROUPS =
      List.of(
          List.of(
              Action.INTERPOLATE_SLICES,
              Action.INTERPOLATE_PHASES,
              Action.PROPAGATE,
              Action.PROPAGATE_NEAR),
          List.of(Action.DELETE_CONTOUR, Action.REVERT_CONTOUR, Action.CONFIRM_ABSENT),
          List.of(
              Action.TOGGLE_EXCLUDED,
              Action.SLICE_ABSENT,
              Action.DELETE_FRAME,
              Action.RESTORE_FRAME));

  private static final List<Action> INSERTION =
      List.of(Action.TOGGLE_INSERTION, Action.RESET_INSERTION);

  private static final List<Action> COPYING =
      List.of(
          Action.COPY_TO_NEXT_PHASE,
          Action.COPY_TO_PREVIOUS_PHASE,
          Action.COPY_TO_NEXT_SLICE,
          Action.COPY_TO_PREVIOUS_SLICE);

  /** A movement of fewer screen pixels is a click. */
  private static final double STILL = 4;

  private ContourMenu() {}

  /** The items, each with its key beside it. */
  static List<MenuItem> items(Text text, Consumer<Action> run) {
    List<MenuItem> items = new ArrayList<>();
    for (List<Action> group : GROUPS) {
      group.forEach(action -> items.add(item(action, text, run)));
      items.add(new SeparatorMenuItem());
    }
    items.add(menu("menu-insertion", text.get("menu.insertion"), INSERTION, text, run));
    items.add(menu("menu-copy", text.get("menu.copy"), COPYING, text, run));
    return items;
  }

  private static Menu menu(
      String id, String name, List<Action> actions, Text text, Consumer<Action> run) {
    Menu menu = new Menu(name);
    menu.setId(id);
    actions.forEach(action -> menu.getItems().add(item(action, text, run)));
    return menu;
  }

  private static MenuItem item(Action action, Text text, Consumer<Action> run) {
    MenuItem item = new MenuItem(action.tip(text), new FontIcon(action.icon()));
    item.setId("menu-" + action.id());
    item.setOnAction(e -> run.accept(action));
    return item;
  }

  /** Opens on a click of the right button that was no drag, and on the key for menus. */
  static void install(CineCanvas canvas, Text text, Consumer<Action> run) {
    ContextMenu menu = new ContextMenu();
    menu.setId("contour-context-menu");
    menu.getItems().setAll(items(text, run));
    Point2D[] pressed = {Point2D.ZERO};
    canvas.addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        e -> {
          menu.hide();
          pressed[0] = new Point2D(e.getScreenX(), e.getScreenY());
        });
    canvas.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        e -> {
          Point2D at = new Point2D(e.getScreenX(), e.getScreenY());
          if (e.getButton() == MouseButton.SECONDARY && at.distance(pressed[0]) < STILL) {
            menu.show(canvas, at.getX(), at.getY());
            e.consume();
          }
        });
    canvas.addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        e -> {
          if (e.isKeyboardTrigger()) {
            menu.show(canvas, e.getScreenX(), e.getScreenY());
          }
          e.consume();
        });
  }
}
