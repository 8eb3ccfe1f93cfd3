package ventricle.app.pacs;

import java.io.File;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import ventricle.app.prefs.PacsSettings;
import ventricle.app.prefs.PacsSettings.Kind;
import ventricle.app.text.Text;

/** Asks which archive there is and how it knows the reader. */
public final class PacsSettingsForm extends VBox {

  private final TextField address = new TextField();
  private final ChoiceBox<Kind> kind = new ChoiceBox<>();
  private final TextField user = new TextField();
  private final PasswordField secret = new PasswordField();
  private final TextField authorities = new TextField();
  private final CheckBox keep = new CheckBox();
  private final BooleanBinding ready;

  /**
   * @param trouble why it is asked again; empty at first
   */
  public PacsSettingsForm(Text text, PacsSettings now, String trouble) {
    super(10);
    address.setText(now.address());
    address.setPromptText(text.get("pacs.address.example"));
    address.setPrefColumnCount(34);
    kind.getItems().setAll(List.of(Kind.values()));
    kind.setValue(now.kind());
    kind.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Kind one) {
            return one == null ? "" : text.get("pacs.kind." + Text.key(one));
          }

          @Override
          public Kind fromString(String words) {
            throw new UnsupportedOperationException("nothing is typed here");
          }
        });
    user.setText(now.user());
    authorities.setText(now.authorities() == null ? "" : now.authorities());
    keep.setText(text.get("pacs.keep"));
    keep.setSelected(now.secret() != null);
    GridPane grid = new GridPane(10, 8);
    row(grid, 0, text, "address", address, address);
    row(grid, 1, text, "kind", kind, kind);
    row(grid, 2, text, "user", user, user);
    row(grid, 3, text, "secret", secret, secret);
    keep.setId("pacs-keep");
    grid.add(keep, 1, 4);
    row(grid, 5, text, "ca", authorities, new HBox(6, authorities, choose(text)));
    HBox.setHgrow(authorities, Priority.ALWAYS);
    user.disableProperty().bind(kind.valueProperty().isNotEqualTo(Kind.PASSWORD));
    secret.disableProperty().bind(kind.valueProperty().isEqualTo(Kind.NONE));
    keep.disableProperty().bind(kind.valueProperty().isEqualTo(Kind.NONE));
    Label hint = new Label(text.get("pacs.settings.hint"));
    hint.getStyleClass().add("quiet");
    hint.setWrapText(true);
    hint.setMaxWidth(520);
    hint.setMinHeight(USE_PREF_SIZE);
    Label why = new Label(trouble);
    why.setId("pacs-settings-trouble");
    why.setWrapText(true);
    why.setMaxWidth(520);
    why.setManaged(!trouble.isEmpty());
    getChildren().addAll(why, grid, hint);
    ready =
        Bindings.createBooleanBinding(
            this::answered,
            address.textProperty(),
            kind.valueProperty(),
            user.textProperty(),
            secret.textProperty());
  }

  private static void row(
      GridPane grid,
      int row,
      Text text,
      String what,
      javafx.scene.Node input,
      javafx.scene.Node shown) {
    Label label = new Label(text.get("pacs." + what));
    label.setLabelFor(input);
    label.setMinWidth(USE_PREF_SIZE);
    input.setId("pacs-" + what);
    grid.addRow(row, label, shown);
  }

  private Button choose(Text text) {
    Button button = new Button(text.get("pacs.ca.choose"));
    button.setOnAction(
        e -> {
          FileChooser chooser = new FileChooser();
          chooser.setTitle(text.get("pacs.ca"));
          File file = chooser.showOpenDialog(getScene().getWindow());
          if (file != null) {
            authorities.setText(file.toString());
          }
        });
    return button;
  }

  private boolean answered() {
    return !address.getText().isBlank()
        && switch (kind.getValue()) {
          case NONE -> true;
          case PASSWORD -> !user.getText().isBlank() && !secret.getText().isEmpty();
          case TOKEN -> !secret.getText().isBlank();
        };
  }

  public BooleanBinding ready() {
    return ready;
  }

  /** What was chosen, without the secret. */
  public PacsSettings settings() {
    String file = authorities.getText().strip();
    return new PacsSettings(
        address.getText().strip(),
        kind.getValue(),
        user.getText().strip(),
        file.isEmpty() ? null : file,
        null);
  }

  public String secret() {
    return kind.getValue() == Kind.TOKEN ? secret.getText().strip() : secret.getText();
  }

  /** Whether the secret is to be written to the user's folder. */
  public boolean keep() {
    return keep.isSelected() && kind.getValue() != Kind.NONE;
  }
}
