package ventricle.app.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Questions and messages over the window, in its colours. */
final class Dialogs {

  private final Window owner;

  Dialogs(Window owner) {
    this.owner = owner;
  }

  /** Tells something without waiting for an answer. */
  void tell(Alert.AlertType type, String title, String message) {
    alert(type, title, message).show();
  }

  /** Tells something that can be done about; whoever closes it does nothing. */
  void offer(String title, String message, String action, Runnable todo) {
    Alert alert = alert(Alert.AlertType.INFORMATION, title, message);
    ButtonType doIt = new ButtonType(action, ButtonBar.ButtonData.LEFT);
    alert.getButtonTypes().add(doIt);
    alert
        .resultProperty()
        .subscribe(
            chosen -> {
              if (doIt.equals(chosen)) {
                todo.run();
              }
            });
    alert.show();
  }

  /** Shows something to look at, without waiting. */
  void show(String title, Node content) {
    Alert alert = alert(Alert.AlertType.INFORMATION, title, "");
    alert.setGraphic(null);
    alert.getDialogPane().setContent(content);
    alert.setResizable(true);
    alert.show();
  }

  /** Asks and waits; true for OK. */
  boolean confirm(String title, String message) {
    return alert(Alert.AlertType.CONFIRMATION, title, message)
            .showAndWait()
            .orElse(ButtonType.CANCEL)
        == ButtonType.OK;
  }

  /**
   * Asks for what a form holds; empty when the reader thinks better of it.
   *
   * @param yes what the button says that takes the answer
   * @param ready whether the form can be answered as it is
   */
  <T> Optional<T> ask(
      String title, Node form, String yes, ObservableBooleanValue ready, Supplier<T> answer) {
    return ask(title, form, yes, ready, List.of())
        .filter(b -> b == ButtonType.OK)
        .map(b -> answer.get());
  }

  /**
   * The same with other ways to go on; answers which button was pressed, empty for none that does
   * anything.
   *
   * @param others that can be pressed however the form stands
   */
  Optional<ButtonType> ask(
      String title, Node form, String yes, ObservableBooleanValue ready, List<ButtonType> others) {
    Alert alert = alert(Alert.AlertType.CONFIRMATION, title, "");
    alert.setGraphic(null);
    DialogPane pane = alert.getDialogPane();
    pane.setContent(form);
    if (pane.lookupButton(ButtonType.OK) instanceof Button ok) {
      ok.setText(yes);
      ok.disableProperty().bind(Bindings.not(ready));
    }
    pane.getButtonTypes().addAll(others);
    others.forEach(
        other -> {
          if (pane.lookupButton(other) instanceof Button button) {
            ButtonBar.setButtonUniformSize(button, false);
            button.setMinWidth(Region.USE_PREF_SIZE);
          }
        });
    return alert.showAndWait().filter(b -> b != ButtonType.CANCEL);
  }

  /** Asks which of several ways to go; empty for none of them. */
  Optional<ButtonType> choose(String title, String message, ButtonType... ways) {
    Alert alert = alert(Alert.AlertType.CONFIRMATION, title, message);
    alert.getButtonTypes().setAll(ways);
    alert.getButtonTypes().add(ButtonType.CANCEL);
    return alert.showAndWait().filter(b -> b != ButtonType.CANCEL);
  }

  private Alert alert(Alert.AlertType type, @Nullable String title, String message) {
    Alert alert = new Alert(type);
    alert.initOwner(owner);
    alert.setTitle(title);
    alert.setHeaderText(title);
    Label words = new Label(message);
    words.setWrapText(true);
    words.setMaxWidth(520);
    alert.getDialogPane().setContent(words);
    alert.getDialogPane().setId("dialog");
    return alert;
  }
}
