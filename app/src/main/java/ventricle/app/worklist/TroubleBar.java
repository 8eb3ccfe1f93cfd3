package ventricle.app.worklist;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import ventricle.app.store.StoreDesk;
import ventricle.app.text.Text;

/** Says that the database is away, as long as it is, and tries again. */
final class TroubleBar extends HBox {

  TroubleBar(Text text, StoreDesk desk, Runnable again) {
    super(12);
    setId("worklist-trouble");
    getStyleClass().add("trouble");
    setAlignment(Pos.CENTER_LEFT);
    Label words = new Label();
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button retry = new Button(text.get("worklist.retry"));
    retry.setId("worklist-retry");
    retry.setOnAction(e -> desk.tryAgain(again));
    getChildren().addAll(words, retry);
    desk.troubleProperty()
        .subscribe(
            trouble -> {
              words.setText(trouble.isEmpty() ? "" : text.get("worklist.trouble", trouble));
              setVisible(!trouble.isEmpty());
              setManaged(!trouble.isEmpty());
            });
  }
}
