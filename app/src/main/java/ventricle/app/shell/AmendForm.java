package ventricle.app.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import ventricle.app.text.Text;

/** Asks why a signed study is opened again. */
final class AmendForm extends VBox {

  private final TextField reason = new TextField();
  private final BooleanBinding ready;

  AmendForm(Text text, int version) {
    super(8);
    reason.setId("amend-reason");
    Label what = new Label(text.get("amend.what", version));
    what.setLabelFor(reason);
    what.setWrapText(true);
    what.setMaxWidth(440);
    what.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(what, reason);
    ready = Bindings.createBooleanBinding(() -> !reason().isEmpty(), reason.textProperty());
  }

  /** Whether a reason is given. */
  BooleanBinding ready() {
    return ready;
  }

  String reason() {
    return reason.getText().strip();
  }
}
