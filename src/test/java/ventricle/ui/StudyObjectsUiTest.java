package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import ventricle.app.action.Action;
import ventricle.engine.domain.Provenance;
import ventricle.engine.review.ReaderEntry;

/** Segmentations and reports beside a study's images. */
class StudyObjectsUiTest extends WorkstationTest {

  @Test
  void whatVentricleWroteIsFoundOffersItsContoursAndShowsItsNumbersBesideTheWindows()
      throws Exception {
    openAnalysed();
    Path out = folder.resolve("out");
    fx(() -> workstation.exportTo(out));
    assertThat(dialog()).contains("Exported 11 files");
    fx(() -> workstation.openPaths(List.of(Desk.study(), out)));
    settle();
    waitUntil(
        () ->
            robot
                .lookup(
                    "2 segmentations and 1 report with measurements of this study lie"
                        + " beside its images.")
                .tryQuery()
                .isPresent());
    fx(() -> workstation.run(Action.STUDY_OBJECTS));
    waitUntil(() -> robot.lookup("#report-measurements").tryQuery().isPresent());
    TableView<?> table = robot.lookup("#report-measurements").queryAs(TableView.class);
    assertThat(table.getItems().toString())
        .contains("Left Ventricular ED Volume", "Right Ventricular ES Volume");
    assertThat(imported()).isZero();
    Button load = robot.lookup("#load-segmentation-0").queryAs(Button.class);
    Platform.runLater(load::fire);
    waitUntil(() -> isThere("#import-pictures"));
    assertThat(imported()).as("seen before it is taken").isZero();
    takeIn();
    waitUntil(() -> imported() > 0);
    fx(presenter()::undo);
    assertThat(imported()).isZero();
  }

  private void takeIn() throws Exception {
    DialogPane preview =
        robot.lookup("#dialog").queryAllAs(DialogPane.class).stream()
            .filter(pane -> "Import contours".equals(pane.getHeaderText()))
            .findFirst()
            .orElseThrow();
    Platform.runLater(() -> ((Button) preview.lookupButton(ButtonType.OK)).fire());
  }

  private long imported() {
    return presenter().document().readerLayer().values().stream()
        .filter(
            entry ->
                entry instanceof ReaderEntry.Drawn drawn
                    && drawn.tracing().provenance() instanceof Provenance.Imported)
        .count();
  }
}
