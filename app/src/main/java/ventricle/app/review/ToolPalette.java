package ventricle.app.review;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
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
    GridPane looking = pairs();
    GridPane editing = pairs();
    for (ToolKind kind : ToolKind.values()) {
      ToggleButton button = toggle(kind, group, run);
      buttons.put(kind, button);
      append(kind.edits() ? editing : looking, button);
    }
    presenter.toolProperty().subscribe(kind -> group.selectToggle(buttons.get(kind)));
    undo = button(Action.UNDO, run);
    redo = button(Action.REDO, run);
    GridPane whole = pairs();
    append(whole, button(Action.GROW_CONTOUR, run));
    append(whole, button(Action.SHRINK_CONTOUR, run));
    append(whole, button(Action.SMOOTH_CONTOUR, run));
    append(whole, button(Action.REVERT_CONTOUR, run));
    append(whole, button(Action.DELETE_CONTOUR, run));
    append(whole, menu(run));
    GridPane steps = pairs();
    append(steps, undo);
    append(steps, redo);
    getChildren()
        .addAll(looking, new Separator(), editing, new Separator(), whole, new Separator(), steps);
    presenter.documentProperty().subscribe(document -> showSteps(presenter));
    presenter
        .readOnlyProperty()
        .subscribe(
            readOnly -> {
              buttons.forEach((kind, button) -> button.setDisable(readOnly && kind.edits()));
              showSteps(presenter);
            });
  }

  private MenuButton menu(Consumer<Action> run) {
    MenuButton menu = new MenuButton(null, new FontIcon(MaterialDesignD.DOTS_HORIZONTAL));
    menu.setId("contour-menu");
    menu.getStyleClass().addAll("tool", "tool-menu");
    menu.setPopupSide(Side.RIGHT);
    menu.setTooltip(new Tooltip(text.get("menu.contours")));
    menu.setAccessibleText(text.get("menu.contours"));
    menu.getItems().setAll(ContourMenu.items(text, run));
    return menu;
  }

  /** Two buttons a row. */
  private static GridPane pairs() {
    GridPane pane = new GridPane();
    pane.getStyleClass().add("tool-pairs");
    return pane;
  }

  private static void append(GridPane pairs, Node button) {
    int at = pairs.getChildren().size();
    pairs.add(button, at % 2, at / 2);
  }

  private ToggleButton toggle(ToolKind kind, ToggleGroup group, Consumer<Action> run) {
    ToggleButton button = new ToggleButton(null, new FontIcon(kind.action().icon()));
    button.setId(kind.action().id());
    button.setToggleGroup(group);
    button.getStyleClass().add("tool");
    button.setTooltip(new Tooltip(kind.action().tip(text)));
    button.setAccessibleText(text.get(kind.action().textKey()));
    button.setOnAction(e -> run.accept(kind.action()));
    return button;
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
    button.setTooltip(new Tooltip(action.tip(text)));
    button.setAccessibleText(text.get(action.textKey()));
    button.setOnAction(e -> run.accept(action));
    return button;
  }
}
