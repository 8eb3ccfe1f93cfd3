package ventricle.app.pacs;

import java.time.LocalDate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.dicom.web.StudyQuery;

/** What studies are looked for. */
final class PacsQueryForm extends HBox {

  private final TextField name = new TextField();
  private final TextField id = new TextField();
  private final DatePicker from = new DatePicker();
  private final DatePicker to = new DatePicker();
  private final TextField modality = new TextField("MR");
  private final TextField description = new TextField();

  /**
   * @param ask called when the reader presses Enter in one of the fields
   */
  PacsQueryForm(Text text, Runnable ask) {
    super(10);
    setAlignment(Pos.BOTTOM_LEFT);
    from.setPrefWidth(128);
    to.setPrefWidth(128);
    id.setPrefWidth(110);
    modality.setPrefWidth(58);
    getChildren()
        .addAll(
            field(text, "name", name),
            field(text, "id", id),
            field(text, "from", from),
            field(text, "to", to),
            field(text, "modality", modality),
            field(text, "description", description));
    for (TextField field : new TextField[] {name, id, modality, description}) {
      field.setOnAction(e -> ask.run());
    }
  }

  private static VBox field(Text text, String what, Node input) {
    Label label = new Label(text.get("pacs." + what));
    label.setLabelFor(input);
    label.getStyleClass().add("quiet");
    input.setId("pacs-" + what);
    VBox field = new VBox(4, label, input);
    HBox.setHgrow(field, input instanceof TextField ? Priority.SOMETIMES : Priority.NEVER);
    return field;
  }

  void focus() {
    name.requestFocus();
  }

  StudyQuery query() {
    return new StudyQuery(
        name.getText(),
        id.getText(),
        day(from),
        day(to),
        modality.getText(),
        description.getText());
  }

  /** Null where none is chosen. */
  private static @Nullable LocalDate day(DatePicker picker) {
    return picker.getValue();
  }
}
