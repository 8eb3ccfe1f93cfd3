package ventricle.app.shell;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import ventricle.app.action.Action;
import ventricle.app.action.Keys;
import ventricle.app.text.Text;

/** The sheet of keys, drawn from the catalogue of actions; a click or any key closes it. */
final class KeySheet extends StackPane {

  private static final List<List<Action.Group>> COLUMNS =
      List.of(
          List.of(Action.Group.CINE, Action.Group.STUDY),
          List.of(Action.Group.VIEW, Action.Group.WINDOW),
          List.of(Action.Group.TOOL, Action.Group.REVIEW),
          List.of(Action.Group.EDIT));

  KeySheet(Text text) {
    setId("key-sheet");
    getStyleClass().add("sheet-backdrop");
    setMinSize(0, 0); // it never makes the window taller than its screen
    HBox columns = new HBox(32);
    for (List<Action.Group> groups : COLUMNS) {
      VBox column = new VBox(24);
      for (Action.Group group : groups) {
        column.getChildren().add(section(group, text));
      }
      columns.getChildren().add(column);
    }
    Label title = new Label(text.get("keys.title"));
    title.getStyleClass().add("sheet-title");
    ScrollPane scroll = new ScrollPane(columns);
    scroll.getStyleClass().add("sheet-scroll");
    VBox sheet = new VBox(16, title, scroll);
    sheet.setMinSize(0, 0);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().add(sheet);
  }

  private static VBox section(Action.Group group, Text text) {
    Label heading = new Label(text.get("group." + group.name().toLowerCase(java.util.Locale.ROOT)));
    heading.getStyleClass().add("section-title");
    GridPane rows = new GridPane(16, 7);
    ColumnConstraints words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    ColumnConstraints keys = new ColumnConstraints();
    keys.setHalignment(HPos.RIGHT);
    rows.getColumnConstraints().addAll(words, keys);
    List<Action> actions =
        Arrays.stream(Action.values())
            .filter(a -> a.group() == group && !a.keys().isEmpty())
            .toList();
    for (int i = 0; i < actions.size(); i++) {
      Label key = new Label(Keys.shown(actions.get(i).keys().getFirst()));
      key.getStyleClass().add("key");
      rows.addRow(i, new Label(text.get(actions.get(i).textKey())), key);
    }
    return new VBox(8, heading, rows);
  }
}
