package ventricle.app.review;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.domain.LongAxis;
import ventricle.viewer.longaxis.LongAxisView;

/** The long-axis cines of the study beside the large image, in step with it. */
final class LongAxisPanel extends VBox {

  /** More would be too small to judge the base. */
  private static final int MOST = 3;

  private static final double WIDTH = 250;

  private final Text text;
  private final ReviewPresenter presenter;
  private final List<LongAxis> views;

  LongAxisPanel(Text text, ReviewPresenter presenter) {
    super(8);
    this.text = text;
    this.presenter = presenter;
    setId("long-axis");
    getStyleClass().add("long-axis");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    views = LongAxis.of(presenter.study()).stream().limit(MOST).toList();
    setVisible(false);
    managedProperty().bind(visibleProperty());
  }

  /** Made when first asked for: most readings never look at them. */
  private void build() {
    for (int i = 0; i < views.size(); i++) {
      LongAxis cine = views.get(i);
      String name = cine.stack().description();
      Label title = new Label(name.isBlank() ? text.get("longaxis.title", i + 1) : name);
      title.getStyleClass().addAll("quiet", "small");
      LongAxisView view = new LongAxisView(cine);
      view.setId("long-axis-" + (i + 1));
      view.setAccessibleText(text.get("longaxis.title", i + 1));
      view.visibleProperty().bind(visibleProperty());
      view.shortAxisProperty().bind(presenter.stackProperty());
      presenter.sliceProperty().subscribe(s -> view.shownProperty().set(presenter.frame()));
      presenter.phaseProperty().subscribe(p -> view.shownProperty().set(presenter.frame()));
      VBox.setVgrow(view, Priority.ALWAYS);
      getChildren().addAll(title, view);
    }
  }

  /** Empty when the action is not to show or hide this panel. */
  Optional<Runnable> handler(Action action) {
    return action == Action.TOGGLE_LONG_AXIS ? Optional.of(this::toggle) : Optional.empty();
  }

  private void toggle() {
    if (views.isEmpty()) {
      presenter.refuse(text.get("longaxis.none"));
    } else {
      if (getChildren().isEmpty()) {
        build();
      }
      setVisible(!isVisible());
    }
  }
}
