package ventricle.app.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import ventricle.app.text.Text;
import ventricle.engine.dicom.deid.DeidOptions;
import ventricle.engine.dicom.deid.DeidOptions.Dates;

/** Asks what may stay in a study that goes out without its patient. */
final class DeidForm extends VBox {

  private final TextField subject = new TextField();
  private final CheckBox shift;
  private final CheckBox characteristics;
  private final CheckBox device;
  private final CheckBox descriptors;
  private final CheckBox pictures;
  private final BooleanBinding ready;

  DeidForm(Text text) {
    super(10);
    Label what = wrapped(text.get("deid.what"));
    Label called = new Label(text.get("deid.subject"));
    called.setLabelFor(subject);
    subject.setId("deid-subject");
    subject.setPromptText(text.get("deid.subject.hint"));
    shift = choice(text, "shift");
    characteristics = choice(text, "characteristics");
    device = choice(text, "device");
    descriptors = choice(text, "descriptors");
    pictures = choice(text, "pictures");
    shift.setSelected(true);
    characteristics.setSelected(true);
    Label caution = wrapped(text.get("deid.caution"));
    caution.getStyleClass().add("quiet");
    getChildren()
        .addAll(
            what, called, subject, shift, characteristics, device, descriptors, pictures, caution);
    ready = Bindings.createBooleanBinding(this::answered, subject.textProperty());
  }

  private static CheckBox choice(Text text, String what) {
    CheckBox box = new CheckBox(text.get("deid." + what));
    box.setId("deid-" + what);
    return box;
  }

  private static Label wrapped(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMaxWidth(480);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private boolean answered() {
    String code = subject.getText().strip();
    return code.isEmpty() || DeidOptions.mayBeCalled(code);
  }

  BooleanBinding ready() {
    return ready;
  }

  DeidOptions options() {
    String code = subject.getText().strip();
    return new DeidOptions(
        shift.isSelected() ? Dates.SHIFTED : Dates.REMOVED,
        characteristics.isSelected(),
        device.isSelected(),
        descriptors.isSelected(),
        pictures.isSelected(),
        code.isEmpty() ? null : code);
  }
}
