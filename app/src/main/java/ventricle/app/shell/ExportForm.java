package ventricle.app.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.dicom.output.Attention;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.exchange.ExportPart;
import ventricle.engine.exchange.OutputFolderException;

/** Asks what to export and where to, and says what must be put right first. */
final class ExportForm extends VBox {

  private final Text text;
  private final Map<ExportPart, CheckBox> boxes = new EnumMap<>(ExportPart.class);
  private final TextField folder = new TextField();
  private final StringBinding problem;

  /**
   * @param parts ticked at first
   * @param suggested an empty or absent folder
   * @param attention what key images with a heatmap would show; null where no model says it
   */
  ExportForm(Text text, Set<ExportPart> parts, Path suggested, @Nullable Attention attention) {
    super(8);
    this.text = text;
    Label files = new Label(text.get("export.files"));
    GridPane choices = new GridPane(24, 6);
    int at = 0;
    for (ExportPart part : ExportPart.values()) {
      CheckBox box = new CheckBox(text.get("export.part." + Text.key(part)));
      box.setId("export-part-" + Text.key(part));
      box.setSelected(parts.contains(part));
      box.setMinWidth(USE_PREF_SIZE);
      boxes.put(part, box);
      choices.add(box, at % 2, at / 2);
      at++;
    }
    describe(boxes.get(ExportPart.HEATMAPS), attention);
    Label where = new Label(text.get("export.where"));
    where.setLabelFor(folder);
    folder.setId("export-folder");
    folder.setText(suggested.toString());
    folder.setPrefColumnCount(36);
    HBox.setHgrow(folder, Priority.ALWAYS);
    Button choose = new Button(text.get("export.browse"));
    choose.setId("export-choose");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(e -> choose());
    HBox place = new HBox(8, folder, choose);
    place.setAlignment(Pos.CENTER_LEFT);
    problem = Bindings.createStringBinding(this::findProblem, folder.textProperty());
    StringBinding none =
        Bindings.createStringBinding(
            () -> chosen().isEmpty() ? text.get("export.nothing") : problem.get(), observables());
    Label trouble = new Label();
    trouble.setId("export-problem");
    trouble.textProperty().bind(none);
    trouble.setWrapText(true);
    trouble.setMaxWidth(520);
    trouble.setMinHeight(36);
    Label about = new Label(text.get("export.about"));
    about.getStyleClass().add("quiet");
    about.setWrapText(true);
    about.setMaxWidth(520);
    about.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(files, choices, where, place, trouble, about);
  }

  /** Where no model says where it looked, there is nothing to tick. */
  private void describe(@Nullable CheckBox heatmaps, @Nullable Attention attention) {
    if (heatmaps == null) {
      return;
    }
    if (attention == null) {
      heatmaps.setSelected(false);
      heatmaps.setDisable(true);
      return;
    }
    heatmaps.setTooltip(
        new Tooltip(text.get("export.heatmaps.tip", attention.what(), attention.where())));
  }

  private javafx.beans.Observable[] observables() {
    return java.util.stream.Stream.concat(
            boxes.values().stream().map(CheckBox::selectedProperty),
            java.util.stream.Stream.of(problem))
        .toArray(javafx.beans.Observable[]::new);
  }

  private void choose() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text.get("export.choose"));
    Path parent = path().getParent();
    if (parent != null && Files.isDirectory(parent)) {
      chooser.setInitialDirectory(parent.toFile());
    }
    Window window = getScene().getWindow();
    File chosen = chooser.showDialog(window);
    if (chosen != null) {
      folder.setText(chosen.toString());
    }
  }

  /** Empty when the export can start. */
  private String findProblem() {
    if (folder.getText().isBlank()) {
      return text.get("export.no-folder");
    }
    Path target;
    try {
      target = Path.of(folder.getText().strip()).toAbsolutePath();
    } catch (InvalidPathException e) {
      return text.get("export.bad-folder");
    }
    try {
      AnalysisExport.check(target, false);
    } catch (OutputFolderException e) {
      return text.get(Files.isDirectory(target) ? "export.not-empty" : "export.is-file");
    } catch (IOException e) {
      return text.get("export.not-writable");
    }
    Path there = target;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there)
        ? ""
        : text.get("export.not-writable");
  }

  /** Whether the form can be answered as it is. */
  BooleanBinding ready() {
    return Bindings.createBooleanBinding(
        () -> !chosen().isEmpty() && problem.get().isEmpty(), observables());
  }

  Set<ExportPart> chosen() {
    EnumSet<ExportPart> chosen = EnumSet.noneOf(ExportPart.class);
    boxes.forEach(
        (part, box) -> {
          if (box.isSelected()) {
            chosen.add(part);
          }
        });
    return chosen;
  }

  Path path() {
    return Path.of(folder.getText().strip()).toAbsolutePath();
  }
}
