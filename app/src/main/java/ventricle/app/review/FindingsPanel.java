package ventricle.app.review;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import ventricle.app.text.Text;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.measure.Flag;

/** The findings in words, each with a way to its frame, and how many they are for the headline. */
final class FindingsPanel extends VBox {

  private final Text text;
  private final ReviewPresenter presenter;
  private final Hyperlink count = new Hyperlink();

  FindingsPanel(Text text, ReviewPresenter presenter) {
    super(8);
    this.text = text;
    this.presenter = presenter;
    setId("findings");
    count.setId("to-findings");
    count.setGraphic(new FontIcon(MaterialDesignA.ALERT_OUTLINE));
    count.getStyleClass().add("to-findings");
    count.managedProperty().bind(count.visibleProperty());
    presenter.findings().allProperty().subscribe(this::show);
  }

  /**
   * How many findings there are, gone when there are none; a click brings them into view.
   *
   * @param scroll what holds this panel
   */
  Hyperlink countIn(ScrollPane scroll) {
    count.setOnAction(e -> reveal(scroll));
    return count;
  }

  private void reveal(ScrollPane scroll) {
    Node content = scroll.getContent();
    Bounds place = content.sceneToLocal(localToScene(getLayoutBounds()));
    double hidden = content.getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
    if (hidden > 0) {
      scroll.setVvalue(Math.clamp((place.getMinY() - getSpacing()) / hidden, 0, 1));
    }
    count.setVisited(false);
  }

  private void show(List<Flag> found) {
    count.setVisible(!found.isEmpty());
    count.setText(text.get("results.flags.count", found.size()));
    getChildren().clear();
    if (found.isEmpty()) {
      return;
    }
    Label title = new Label(text.get("results.flags"));
    title.getStyleClass().add("section-title");
    getChildren().add(title);
    found.forEach(flag -> getChildren().add(line(flag)));
  }

  private Node line(Flag flag) {
    Label words = new Label(flag.message());
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(8, words);
    line.setId("flag-" + flag.code());
    line.getStyleClass().add("flag");
    FrameKey frame = flag.frame();
    if (frame != null) {
      Hyperlink go = new Hyperlink(text.get("results.flag.go"));
      go.setAccessibleText(text.get("results.flag.go") + ": " + flag.message());
      go.setMinWidth(USE_PREF_SIZE);
      go.setOnAction(e -> presenter.go(frame));
      line.getChildren().add(go);
    }
    return line;
  }
}
