package ventricle.app.worklist;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.text.Text;

/** What stands in the window before a study is open: ways to open one, and where work was left. */
public final class EmptyView extends StackPane {

  private final VBox recent = new VBox(4);
  private final FlowPane buttons = new FlowPane(16, 8);
  private final Text text;

  /**
   * @param run starts an action of the catalogue
   */
  public EmptyView(Text text, Consumer<Action> run) {
    this.text = text;
    setId("empty-view");
    getStyleClass().add("empty-view");
    FontIcon heart = new FontIcon(Action.OPEN_DEMO.icon());
    heart.getStyleClass().add("empty-icon");
    Label title = new Label(text.get("empty.title"));
    title.getStyleClass().add("empty-title");
    Label hint = new Label(text.get("empty.hint"));
    hint.getStyleClass().add("quiet");
    hint.setWrapText(true);
    hint.setTextAlignment(TextAlignment.CENTER);
    Button folder = button(Action.OPEN_FOLDER, run);
    folder.setId("open-folder");
    folder.setDefaultButton(true);
    Button demo = button(Action.OPEN_DEMO, run);
    demo.setId("open-demo");
    Button archive = button(Action.PACS, run);
    archive.setId("open-pacs");
    buttons.getChildren().addAll(folder, archive, demo);
    buttons.setAlignment(Pos.CENTER);
    recent.setAlignment(Pos.CENTER);
    recent.setId("recent-studies");
    VBox content = new VBox(16, heart, title, hint, buttons, recent);
    content.setAlignment(Pos.CENTER);
    content.getStyleClass().add("drop-zone");
    content.setMaxSize(640, 440);
    getChildren().add(content);
  }

  /** Whether it stands beside the list of studies, where there is less room. */
  void aside(boolean narrow) {
    pseudoClassStateChanged(PseudoClass.getPseudoClass("aside"), narrow);
  }

  /**
   * Shows studies that can be continued.
   *
   * @param studies what to call each and where it lies
   */
  public void showRecent(List<RecentStudy> studies, Consumer<List<Path>> open) {
    recent.getChildren().clear();
    if (studies.isEmpty()) {
      return;
    }
    Label heading = new Label(text.get("empty.recent-hint"));
    heading.getStyleClass().add("quiet");
    recent.getChildren().add(heading);
    for (RecentStudy study : studies) {
      Hyperlink link = new Hyperlink(study.label());
      link.setOnAction(e -> open.accept(study.paths()));
      recent.getChildren().add(link);
    }
  }

  /** A study that was open before. */
  public record RecentStudy(String label, List<Path> paths) {}

  private Button button(Action action, Consumer<Action> run) {
    Button button = new Button(text.get(action.textKey()), new FontIcon(action.icon()));
    button.setOnAction(e -> run.accept(action));
    return button;
  }
}
