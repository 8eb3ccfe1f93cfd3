package ventricle.app.shell;

import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.job.FxJobs;
import ventricle.app.text.Text;

/** The line across the top: what is open, its state, what runs and where. */
final class HeaderBar extends HBox {

  /** A narrower window has the program's name in its title only. */
  private static final double ROOM_FOR_NAME = 1360;

  private final Label patient = chip("header-patient");
  private final Label stack = chip("header-stack");
  private final Label state = chip("header-state");
  private final Label reviewed = chip("header-reviewed");
  private final ProgressBar reviewedPart = new ProgressBar(0);
  private final Label models = chip("header-models");
  private final Label device = chip("device-status");

  HeaderBar(Text text, FxJobs jobs, Consumer<Action> run) {
    getStyleClass().add("header");
    setAlignment(Pos.CENTER_LEFT);
    Label name = new Label(text.get("app.name"));
    name.getStyleClass().add("app-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.visibleProperty().bind(widthProperty().greaterThanOrEqualTo(ROOM_FOR_NAME));
    name.managedProperty().bind(name.visibleProperty());
    reviewedPart.setId("review-progress");
    reviewedPart.setPrefWidth(56);
    reviewedPart.setMinWidth(56);
    reviewedPart.accessibleTextProperty().bind(reviewed.textProperty());
    reviewed.setGraphic(reviewedPart);
    reviewed.setContentDisplay(ContentDisplay.RIGHT);
    stack.setMinWidth(0);
    models.setMinWidth(0);
    Region gap = new Region();
    setHgrow(gap, Priority.ALWAYS);
    getChildren()
        .addAll(
            name,
            patient,
            stack,
            state,
            gap,
            jobIndicator(text, jobs, run),
            reviewed,
            models,
            device,
            button(text, Action.OPEN_FOLDER, run),
            button(text, Action.TOGGLE_THEME, run),
            button(text, Action.KEYS, run));
  }

  private static HBox jobIndicator(Text text, FxJobs jobs, Consumer<Action> run) {
    Label message = new Label();
    message.textProperty().bind(jobs.messageProperty());
    message.getStyleClass().add("quiet");
    ProgressBar bar = new ProgressBar();
    bar.setId("job-progress");
    bar.setPrefWidth(120);
    bar.setAccessibleText(text.get("job.analyze"));
    bar.progressProperty().bind(jobs.progressProperty());
    HBox indicator = new HBox(8, message, bar, button(text, Action.CANCEL_JOB, run));
    indicator.setAlignment(Pos.CENTER_RIGHT);
    indicator.visibleProperty().bind(jobs.runningProperty());
    indicator.managedProperty().bind(jobs.runningProperty());
    return indicator;
  }

  static Button button(Text text, Action action, Consumer<Action> run) {
    Button button = new Button(null, new FontIcon(action.icon()));
    button.getStyleClass().add("icon-button");
    button.setId(action.id());
    button.setTooltip(new Tooltip(action.tip(text)));
    button.setAccessibleText(text.get(action.textKey()));
    button.setOnAction(e -> run.accept(action));
    return button;
  }

  StringProperty patient() {
    return patient.textProperty();
  }

  StringProperty stack() {
    return stack.textProperty();
  }

  StringProperty state() {
    return state.textProperty();
  }

  StringProperty reviewed() {
    return reviewed.textProperty();
  }

  /** The part of the frames in use that is reviewed, 0 to 1. */
  DoubleProperty reviewedPart() {
    return reviewedPart.progressProperty();
  }

  /** What the chip of the progress says when pointed at. */
  void reviewedTip(String words) {
    reviewed.setTooltip(words.isEmpty() ? null : new Tooltip(words));
  }

  StringProperty models() {
    return models.textProperty();
  }

  StringProperty device() {
    return device.textProperty();
  }

  /** What the chips of models and device say when pointed at; an empty text shows nothing. */
  void tips(String aboutModels, String aboutDevice) {
    models.setTooltip(aboutModels.isEmpty() ? null : new Tooltip(aboutModels));
    device.setTooltip(aboutDevice.isEmpty() ? null : new Tooltip(aboutDevice));
  }

  private static Label chip(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("chip");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }
}
