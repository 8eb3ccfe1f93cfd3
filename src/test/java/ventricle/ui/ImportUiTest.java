package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Filling;
import ventricle.engine.review.ReviewDocument;
import ventricle.support.Phantoms;

/** Contours of another program come into the open study. */
class ImportUiTest extends WorkstationTest {

  @BeforeEach
  void openStudy() throws Exception {
    openAnalysed();
  }

  /** The phantom's true LV contours at one phase as Medis writes them, from the apex. */
  private Path medis(int phase) throws Exception {
    StringBuilder text = new StringBuilder("Patient_name=Zzyzx^Planted\n");
    for (Map.Entry<ContourKey, Contour> e : Desk.PHANTOM.contours().entrySet()) {
      ContourKey key = e.getKey();
      if (key.frame().phase() == phase && key.structure() == Structure.LV_ENDO) {
        Contour c = e.getValue();
        text.append(
            "[XYCONTOUR]\n%d %d 0 1.0\n%d\n"
                .formatted(Phantoms.SLICES - 1 - key.frame().slice(), phase, c.size()));
        for (int i = 0; i < c.size(); i++) {
          text.append(String.format(Locale.ROOT, "%.4f %.4f%n", c.x(i), c.y(i)));
        }
      }
    }
    return Files.writeString(folder.resolve("heart.con"), text);
  }

  private String label(String id) throws Exception {
    return fx(() -> robot.lookup(id).queryAs(Label.class).getText());
  }

  @Test
  void theReaderSeesWhatComesAndTurnsTheOrderAndUndoTakesItBack() throws Exception {
    ReviewDocument before = document();
    int phase = before.ed().phase();
    Path file = medis(phase);
    Platform.runLater(() -> workstation.importContours(file));

    assertThat(dialog()).contains("Import contours", "Medis").doesNotContain("Zzyzx");
    assertThat(label("#import-effect")).contains("go in").contains("cover the AI's");
    String areas = label("#import-areas");
    assertThat(areas).contains("cm²");
    assertThat(document()).as("nothing changes before the answer").isEqualTo(before);
    CheckBox reversed = robot.lookup("#import-reversed").queryAs(CheckBox.class);
    fx(() -> reversed.setSelected(true));
    assertThat(label("#import-areas")).isNotEqualTo(areas);
    answer(ButtonType.OK);

    for (int slice = 0; slice < Phantoms.SLICES; slice++) {
      ContourKey key = ContourKey.of(slice, phase, Structure.LV_ENDO);
      Contour truth = Desk.PHANTOM.contours().get(key);
      if (truth != null) {
        var tracing = document().shown(key).orElseThrow();
        assertThat(tracing.provenance()).isEqualTo(new Provenance.Imported("Medis"));
        assertThat(
                BorderDistance.between(
                        java.util.List.of(truth), java.util.List.of(tracing.contour()), null)
                    .orElseThrow()
                    .hausdorff())
            .isLessThan(.1);
        assertThat(document().stateOf(key).reviewed()).isFalse();
      }
    }
    assertThat(fx(() -> presenter().undoStep()))
        .get()
        .isInstanceOfSatisfying(
            Edit.FillContours.class, e -> assertThat(e.filling()).isEqualTo(Filling.IMPORTED));
    assertThat(undoTip()).contains("import");
    fx(() -> presenter().undo());
    assertThat(document().readerLayer()).isEqualTo(before.readerLayer());
  }

  @Test
  void aFileThatCannotBeUsedIsNamedWithItsCause() throws Exception {
    Path file = Files.writeString(folder.resolve("letter.con"), "Dear Zzyzx\n");
    Platform.runLater(() -> workstation.importContours(file));

    assertThat(dialog())
        .contains("Contours were not imported", "letter.con: has no [XYCONTOUR]")
        .doesNotContain("Zzyzx");
    assertThat(robot.lookup("#dialog").queryAs(DialogPane.class)).isNotNull();
  }
}
