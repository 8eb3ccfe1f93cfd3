package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.app.action.Action;
import ventricle.engine.domain.CineStack;
import ventricle.engine.exchange.AnalysisExport;

/** Leaving with numbers and a report. */
class ExportUiTest extends WorkstationTest {

  @BeforeEach
  void openStudy() throws Exception {
    openAnalysed();
  }

  @Test
  void everyFileIsWrittenWithWhatIsOnScreen() throws Exception {
    press(KeyCode.D);
    press(KeyCode.DELETE);
    double edv = presenter().measurementsProperty().get().lv().edvMl();
    fx(
        () ->
            presenter()
                .findings()
                .note(List.of(new CineStack.Note("model-range", "The field of view is small."))));
    Path out = folder.resolve("out");
    fx(() -> workstation.exportTo(out));
    assertThat(dialog()).contains("Exported 11 files").doesNotContain("Not written");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(AnalysisExport.FILES);
    }
    JsonNode json = new JsonMapper().readTree(out.resolve("measurements.json").toFile());
    assertThat(json.at("/lv/edvMl").asDouble()).isEqualTo(Math.rint(edv * 1e6) / 1e6);
    assertThat(json.at("/flags").findValuesAsText("message"))
        .contains("The field of view is small.")
        .doesNotHaveDuplicates();
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws Exception {
    Path out = Files.createDirectories(folder.resolve("full"));
    Files.writeString(out.resolve("letter.txt"), "mine");
    fx(() -> workstation.exportTo(out));
    assertThat(dialog()).contains("Export failed", "is not empty").doesNotContain("--force");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).containsExactly(out.resolve("letter.txt"));
    }
  }

  private boolean canExport() throws Exception {
    DialogPane pane = robot.lookup("#dialog").queryAs(DialogPane.class);
    return fx(() -> !pane.lookupButton(ButtonType.OK).isDisabled());
  }

  private void ask() throws Exception {
    Platform.runLater(() -> workstation.run(Action.EXPORT));
    waitUntil(() -> robot.lookup("#export-folder").tryQuery().isPresent());
  }

  private TextField place() {
    return robot.lookup("#export-folder").queryAs(TextField.class);
  }

  private CheckBox part(String name) {
    return robot.lookup("#export-part-" + name).queryAs(CheckBox.class);
  }

  @Test
  void theDialogSaysWhatMustBePutRightFirst() throws Exception {
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("letter.txt"), "mine");
    ask();
    assertThat(canExport()).as("as it stands one Enter is enough").isTrue();
    fx(() -> place().setText(full.toString()));
    assertThat(text("#export-problem")).contains("holds something already");
    assertThat(canExport()).isFalse();
    fx(() -> place().setText(full.resolve("letter.txt").toString()));
    assertThat(text("#export-problem")).contains("a file of this name");
    fx(() -> place().setText(folder.resolve("new").toString()));
    assertThat(text("#export-problem")).isEmpty();
    for (String name : List.of("report", "dicom", "json", "labels")) {
      fx(() -> part(name).setSelected(false));
    }
    assertThat(text("#export-problem")).contains("at least one");
    assertThat(canExport()).isFalse();
    answer(ButtonType.CANCEL);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void whatIsChosenIsWrittenAndRemembered() throws Exception {
    Path out = folder.resolve("exports/first");
    ask();
    fx(() -> place().setText(out.toString()));
    for (String name : List.of("report", "dicom", "labels")) {
      fx(() -> part(name).setSelected(false));
    }
    for (String name : List.of("roiset", "csv", "images")) {
      fx(() -> part(name).setSelected(true));
    }
    answer(ButtonType.OK);
    waitUntil(() -> Files.exists(out.resolve("measurements.json")));
    assertThat(dialog()).contains("Exported 7 files").doesNotContain("Not written");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "contours.json",
              "measurements.json",
              "roiset.zip",
              "stack.tif",
              "images.nii.gz",
              "measurements.csv",
              "contours.csv");
    }
    answer(ButtonType.OK);
    ask();
    assertThat(fx(() -> place().getText())).startsWith(out.getParent().toString());
    assertThat(fx(() -> part("roiset").isSelected())).isTrue();
    assertThat(fx(() -> part("report").isSelected())).isFalse();
    answer(ButtonType.CANCEL);
  }

  private void press(String button) throws Exception {
    DialogPane pane = robot.lookup("#dialog").queryAs(DialogPane.class);
    Button found =
        pane.getButtonTypes().stream()
            .filter(type -> type.getText().equals(button))
            .map(type -> (Button) pane.lookupButton(type))
            .findFirst()
            .orElseThrow();
    Platform.runLater(found::fire);
    waitUntil(() -> pane.getScene() == null || !pane.getScene().getWindow().isShowing());
  }

  @Test
  void theDialogLeadsToTheArchiveAndToACopyWithoutThePatient() throws Exception {
    ask();
    press("De-identified copy…");
    assertThat(dialog()).contains("PS3.15");
    answer(ButtonType.CANCEL);
    ask();
    press("Send to archive…");
    waitUntil(() -> isThere("#pacs-address"));
    answer(ButtonType.CANCEL);
    assertThat(isThere("#dialog")).as("nothing is sent without an archive").isFalse();
  }

  @Test
  void heatmapsAndSegmentationsOfEveryPhaseAreWrittenWhenTicked() throws Exception {
    Path out = folder.resolve("dicom");
    ask();
    assertThat(fx(() -> part("phases").isSelected() || part("heatmaps").isSelected())).isFalse();
    assertThat(fx(() -> part("heatmaps").getTooltip().getText()))
        .contains("Grad-CAM of LV endocardium", "layer", "not a measurement");
    fx(() -> place().setText(out.toString()));
    for (String name : List.of("report", "dicom", "json", "labels")) {
      fx(() -> part(name).setSelected(false));
    }
    fx(() -> part("phases").setSelected(true));
    fx(() -> part("heatmaps").setSelected(true));
    answer(ButtonType.OK);
    assertThat(dialog()).contains("Exported").doesNotContain("Not written");
    List<String> written = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      files.forEach(f -> written.add(f.getFileName().toString()));
    }
    assertThat(written).contains("key-heatmap-ed.dcm", "key-heatmap-es.dcm");
    written.removeIf(name -> name.startsWith("key-"));
    assertThat(written).hasSize(fx(() -> presenter().document().segmentedPhases().size()));
    assertThat(written).allMatch(name -> name.matches("seg-\\d\\d\\.dcm"));
    answer(ButtonType.OK);
  }
}
