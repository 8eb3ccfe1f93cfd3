package ventricle.app.review;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import ventricle.app.action.Action;
import ventricle.app.text.Text;

/** The upright bar of tools over the image; its first tool cannot change anything. */
final class ToolPalette extends VBox {

  private final Text text;
  private final UndoNames names;
  private final Button undo;
  private final Button redo;

  ToolPalette(Text text, ReviewPresenter presenter, Consumer<Action> run) {
    this.text = text;
    this.names = new UndoNames(text);
    setId("tool-bar");
    getStyleClass().add("tool-palette");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    Map<ToolKind, ToggleButton> buttons = new EnumMap<>(ToolKind.class);
    for (ToolKind kind : ToolKind.values()) {
      ToggleButton button = new ToggleButton(null, new FontIcon(kind.action().icon()));
      button.setId(kind.action().id());
      button.setToggleGroup(group);
      button.setFocusTraversable(false);
      button.getStyleClass().add("tool");
      button.setTooltip(new Tooltip(kind.action().tip(text)));
      button.setAccessibleText(text.get(kind.action().textKey()));
      button.setDisable(presenter.readOnly() && editing(kind));
      button.setOnAction(e -> run.accept(kind.action()));
      buttons.put(kind, button);
      getChildren().add(button);
      if (kind == ToolKind.PAN) {
        getChildren().add(new Separator());
      }
    }
    presenter.toolProperty().subscribe(kind -> group.selectToggle(buttons.get(kind)));
    undo = button(Action.UNDO, run);
    redo = button(Action.REDO, run);
    getChildren()
        .addAll(
            new Separator(),
            button(Action.REVERT_CONTOUR, run),
            button(Action.DELETE_CONTOUR, run),
            menu(run),
            new Separator(),
            undo,
            redo);
    presenter.documentProperty().subscribe(document -> showSteps(presenter));
  }

  private MenuButton menu(Consumer<Action> run) {
    MenuButton menu = new MenuButton(null, new FontIcon(MaterialDesignD.DOTS_HORIZONTAL));
    menu.setId("contour-menu");
    menu.getStyleClass().addAll("tool", "tool-menu");
    menu.setPopupSide(Side.RIGHT);
    menu.setFocusTraversable(false);
    menu.setTooltip(new Tooltip(text.get("menu.contours")));
    menu.setAccessibleText(text.get("menu.contours"));
    menu.getItems().setAll(ContourMenu.items(text, run));
    return menu;
  }

  private static boolean editing(ToolKind kind) {
    return switch (kind) {
      case BROWSE, WINDOW, PAN -> false;
      case POINTS, NUDGE, DRAW -> true;
    };
  }

  private void showSteps(ReviewPresenter presenter) {
    undo.setDisable(presenter.undoStep().isEmpty() || presenter.readOnly());
    redo.setDisable(presenter.redoStep().isEmpty() || presenter.readOnly());
    undo.getTooltip()
        .setText(
            presenter
                .undoStep()
                .map(step -> text.get("undo.undo", names.of(step)))
                .orElse(text.get("undo.nothing")));
    redo.getTooltip()
        .setText(
            presenter
                .redoStep()
                .map(step -> text.get("undo.redo", names.of(step)))
                .orElse(text.get("redo.nothing")));
  }

  private Button button(Action action, Consumer<Action> run) {
    Button button = new Button(null, new FontIcon(action.icon()));
    button.setId(action.id());
    button.getStyleClass().addAll("tool");
    button.setFocusTraversable(false);
    button.setTooltip(new Tooltip(action.tip(text)));
    button.setAccessibleText(text.get(action.textKey()));
    button.setOnAction(e -> run.accept(action));
    return button;
  }
}
