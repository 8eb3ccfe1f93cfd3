package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Structure;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Filling;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.AuditLog;
import ventricle.engine.store.db.Database;
import ventricle.support.Phantoms;
import ventricle.viewer.grid.FrameTiles;
import ventricle.viewer.overlay.StructureColours;

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

  private Path exported() throws Exception {
    Path out = folder.resolve("out");
    fx(() -> workstation.exportTo(out));
    assertThat(dialog()).contains("Exported 11 files");
    answer(ButtonType.OK);
    return out;
  }

  private List<AuditLog.Row> audit() throws Exception {
    try (Database database = Database.open(desk.database())) {
      AuditLog log = database.audit(new AuditHeads(desk.user().auditHeads()));
      assertThat(log.verify().whole()).isTrue();
      return log.of(StudyKey.of(Desk.PHANTOM.study()));
    }
  }

  private AuditLog.Row row(String action) throws Exception {
    waitUntil(() -> audit().stream().anyMatch(r -> r.action().equals(action)));
    return audit().stream().filter(r -> r.action().equals(action)).findFirst().orElseThrow();
  }

  @Test
  void aDicomSegmentationIsSeenOnTheImagesAndTheAuditKnowsItByItsHashAlone() throws Exception {
    Path file = Files.copy(exported().resolve("seg-ed.dcm"), folder.resolve("Zzyzx.dcm"));
    Platform.runLater(() -> workstation.importContours(file));
    assertThat(dialog()).contains("DICOM segmentation", "In colour").doesNotContain("Zzyzx");
    FrameTiles tiles = robot.lookup("#import-pictures").queryAs(FrameTiles.class);
    waitUntil(tiles::settled);
    List<Canvas> pictures =
        fx(() -> tiles.lookupAll("Canvas").stream().map(Canvas.class::cast).toList());
    assertThat(pictures).hasSizeBetween(3, 6);
    assertThat(pictures)
        .allMatch(c -> c.getAccessibleText().matches("slice \\d+, phase \\d+ \\(ED\\)"));
    assertThat(like(pictures.getFirst(), StructureColours.of(Structure.LV_EPI))).isTrue();
    int contours = fx(() -> document().readerLayer().size());
    answer(ButtonType.OK);

    waitUntil(() -> document().readerLayer().size() > contours);
    AuditLog.Row row = row("imported");
    assertThat(row.facts())
        .contains("\"source\":\"DICOM segmentation\"", Sha256.of(file), "\"kept\":\"0\"")
        .contains("\"contours\":\"" + document().readerLayer().size() + "\"")
        .doesNotContain("Zzyzx");
  }

  /** Whether something in a picture has a colour. */
  private static boolean like(Canvas picture, Color wanted) throws Exception {
    WritableImage image = fx(() -> picture.snapshot(null, null));
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color c = image.getPixelReader().getColor(x, y);
        double off =
            Math.abs(c.getRed() - wanted.getRed())
                + Math.abs(c.getGreen() - wanted.getGreen())
                + Math.abs(c.getBlue() - wanted.getBlue());
        if (off < .2) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aStructuredReportShowsItsNumbersAndOneOfAnotherStudyIsRefused() throws Exception {
    Path file = exported().resolve("sr.dcm");
    Platform.runLater(() -> workstation.importContours(file));
    waitUntil(() -> isThere("#report-measurements"));
    TableView<?> table = robot.lookup("#report-measurements").queryAs(TableView.class);
    assertThat(table.getItems().toString()).contains("Left Ventricular ED Volume");
    answer(ButtonType.OK);
    assertThat(row("report-shown").facts()).contains(Sha256.of(file));

    Path other = folder.resolve("other.dcm");
    DicomWriter.write(
        other,
        DicomReader.read(file).dataSet().toBuilder()
            .set(Tags.STUDY_INSTANCE_UID, "1.2.3.4")
            .build());
    Platform.runLater(() -> workstation.importContours(other));
    assertThat(dialog()).contains("other.dcm: is a report on another study");
    answer(ButtonType.OK);
  }
}
