package ventricle.app.shell;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
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

  /** Asks and waits; true for OK. */
  boolean confirm(String title, String message) {
    return alert(Alert.AlertType.CONFIRMATION, title, message)
            .showAndWait()
            .orElse(ButtonType.CANCEL)
        == ButtonType.OK;
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
