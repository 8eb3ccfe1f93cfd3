package ventricle.app.worklist;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import ventricle.app.action.Action;
import ventricle.app.store.StoreDesk;
import ventricle.app.text.Text;

/** What stands in the window while no study is open: the list, where there is one, and ways in. */
public final class HomeView extends HBox {

  private static final double ASIDE = 400;

  private final WorklistView list;
  private final EmptyView empty;

  /**
   * @param open opens the files of a study
   * @param run starts an action of the catalogue
   */
  public HomeView(
      Text text, StoreDesk desk, EmptyView empty, Consumer<List<Path>> open, Consumer<Action> run) {
    this.empty = empty;
    list = new WorklistView(text, desk, open, run);
    getStyleClass().add("home");
    HBox.setHgrow(list, Priority.ALWAYS);
    getChildren().addAll(list, empty);
    showList(false);
    list.sizeProperty().subscribe(size -> showList(size.intValue() > 0 || list.isVisible()));
  }

  private void showList(boolean shown) {
    list.setVisible(shown);
    list.setManaged(shown);
    HBox.setHgrow(empty, shown ? Priority.NEVER : Priority.ALWAYS);
    empty.setMinWidth(shown ? ASIDE : 0);
    empty.setMaxWidth(shown ? ASIDE : Double.MAX_VALUE);
    empty.aside(shown);
  }

  /** Whether the list shows what was asked for. */
  public boolean settled() {
    return list.settled();
  }

  /** Asks the database once more. */
  public void refresh() {
    list.refresh();
  }

  /**
   * Takes the chosen study off the list.
   *
   * @param confirmed is asked a question first
   */
  public void remove(Predicate<String> confirmed) {
    list.remove(confirmed);
  }

  /** Shows the list, also an empty one, with the keyboard on it. */
  public void showList() {
    showList(true);
    list.focusTable();
  }
}
