package ventricle.app.shell;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;

/** Asks a reader for the name once more, and says what a signature is and what not. */
final class SignForm extends VBox {

  private final TextField typed = new TextField();
  private final TextField shown = new TextField();
  private final BooleanBinding ready;

  /**
   * @param reader account or login
   * @param kept the name kept for reports; null for none
   */
  SignForm(Text text, String reader, @Nullable String kept, String summary) {
    super(8);
    typed.setId("sign-name");
    shown.setId("sign-shown-name");
    shown.setText(kept == null ? reader : kept);
    String question =
        kept == null ? text.get("sign.name", reader) : text.get("sign.name.or", reader, kept);
    Label ask = new Label(question);
    ask.setLabelFor(typed);
    Label inReport = new Label(text.get("sign.shown"));
    inReport.setLabelFor(shown);
    Label what = wrapped(summary);
    Label caution = wrapped(text.get("sign.not-authenticated"));
    caution.getStyleClass().add("quiet");
    getChildren().addAll(what, ask, typed, inReport, shown, caution);
    ready =
        Bindings.createBooleanBinding(
            () ->
                !shownName().isEmpty()
                    && (same(typed.getText(), reader) || same(typed.getText(), kept)),
            typed.textProperty(),
            shown.textProperty());
  }

  private static Label wrapped(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMaxWidth(440);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static boolean same(String typed, @Nullable String name) {
    return name != null && plain(typed).equals(plain(name)) && !name.isBlank();
  }

  private static String plain(String name) {
    return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** Whether the typed name is the reader's. */
  BooleanBinding ready() {
    return ready;
  }

  /** What the report is to call the reader. */
  String shownName() {
    return shown.getText().strip();
  }
}
