package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.app.shell.Workstation;
import ventricle.engine.domain.FrameKey;
import ventricle.support.Phantoms;
import ventricle.support.RealModels;
import ventricle.viewer.grid.SliceGrid;

class OpeningUiTest extends WorkstationTest {

  private static final List<String> PARTS =
      List.of(
          "slice-grid",
          "cine-canvas",
          "phase-slider",
          "play",
          "ed-mark",
          "es-mark",
          "tool-bar",
          "structure-picker",
          "overlay-contours",
          "overlay-heatmap",
          "accept-contour",
          "accept-study",
          "undo",
          "redo",
          "results",
          "volume-curve",
          "bullseye",
          "export",
          "device-status",
          "job-progress",
          "ruo-banner");

  @Test
  void anEmptyWindowOffersAFolderOrTheDemo() throws Exception {
    assertThat(robot.lookup("#open-folder").queryAs(Button.class).isVisible()).isTrue();
    assertThat(robot.lookup("#open-demo").queryAs(Button.class).isVisible()).isTrue();
    assertThat(isThere("#slice-grid")).isFalse();
    assertThat(text("#ruo-banner")).containsIgnoringCase("research use only");
    assertThat(text("#device-status")).startsWith("CPU");
    assertThat(text("#header-models")).contains("M1 ", "M2 ");
  }

  @Test
  void aFolderOpensWithGridMarksAndNumbers() throws Exception {
    open(Desk.study());
    SliceGrid grid = robot.lookup("#slice-grid").queryAs(SliceGrid.class);
    assertThat(grid.stackProperty().get().sliceCount()).isEqualTo(Phantoms.SLICES);
    assertThat(grid.edProperty().get()).isEqualTo(document().ed().phase());
    assertThat(grid.esProperty().get()).isEqualTo(document().es().phase());
    assertThat(robot.lookup("#ed-mark").query().isVisible()).isTrue();
    assertThat(robot.lookup("#es-mark").query().isVisible()).isTrue();
    assertThat(Integer.valueOf(presenter().frame().phase())).isEqualTo(grid.edProperty().get());
    assertThat(number(".ef")).isCloseTo(Desk.PHANTOM.truth().covered().lvEfPercent(), within(10.0));
    assertThat(number("#value-lv-edv"))
        .isEqualTo(presenter().measurementsProperty().get().lv().edvMl(), within(.051));
    assertThat(text("#header-stack")).contains("5 slices", "10 phases");
    assertThat(document().segmentedPhases()).as("volume curve").hasSize(Phantoms.PHASES);
  }

  @Test
  void theWindowHasEachPartOnce() throws Exception {
    openAnalysed();
    assertThat(PARTS)
        .allSatisfy(id -> assertThat(robot.lookup("#" + id).<Node>queryAll()).as(id).hasSize(1));
  }

  @Test
  void theDemoOpensByItsKey() throws Exception {
    press(KeyCode.CONTROL, KeyCode.D);
    settle();
    assertThat(text("#header-patient")).startsWith("Phantom");
  }

  @Test
  void aFolderWithoutImagesGivesOneClearDialog() throws Exception {
    Path notes = Files.createDirectories(folder.resolve("notes"));
    Files.writeString(notes.resolve("readme.txt"), "No image.");
    fx(() -> workstation.openPaths(List.of(notes)));
    assertThat(dialog()).contains("readme.txt: not a DICOM file").doesNotContain("Exception");
    assertThat(dialogs()).isEqualTo(1);
    answer(ButtonType.OK);
    assertThat(isThere("#empty-view")).isTrue();
    assertThat(isThere("#slice-grid")).isFalse();
  }

  @Test
  void aBrokenFileIsListedAndTheRestOpens() throws Exception {
    Path copy = folder.resolve("broken");
    Phantoms.write(Desk.PHANTOM, copy);
    Path cut = copy.resolve("dicom").resolve("IM00003.dcm");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 2000));
    open(copy.resolve("dicom"));
    assertThat(dialog()).contains("49", "50", "IM00003.dcm");
    assertThat(presenter().stackProperty().get().frames()).hasSize(49);
  }

  @Test
  void aStudyThatWasOpenedIsOfferedAgain() throws Exception {
    openAnalysed();
    press(KeyCode.CONTROL, KeyCode.W);
    assertThat(isThere("#empty-view")).isTrue();
    assertThat(text("#recent-studies .hyperlink")).contains("5 slices").doesNotContain("Phantom");
    robot.clickOn("#recent-studies .hyperlink");
    settle();
    assertThat(isThere("#slice-grid")).isTrue();
  }

  @Test
  void aSecondWindowOnTheSameStudyIsForReadingOnly() throws Exception {
    openAnalysed();
    Workstation second = fx(() -> desk.sitDown(stage()));
    fx(() -> second.openPaths(List.of(Desk.study())));
    assertThat(dialog()).contains("for reading only");
    answer(ButtonType.OK);
    settle(second);
    assertThat(second.openStudy().orElseThrow().presenter().readOnly()).isTrue();
    fx(second::shutDown);
  }

  @Test
  void withoutModelsAStudyOpensForReview() throws Exception {
    Desk bare = new Desk(folder.resolve("bare"));
    Workstation second = fx(() -> bare.sitDown(stage(), RealModels.none()));
    fx(() -> second.openPaths(List.of(Desk.study())));
    settle(second);
    assertThat(second.openStudy().orElseThrow().presenter().readOnly()).isFalse();
    assertThat(isThere("#overlay-heatmap")).isFalse();
    assertThat(robot.lookup("#second-reading").query().isManaged()).isFalse();
    assertThat(text(".ef")).isEqualTo("–");
    fx(() -> second.openStudy().orElseThrow().presenter().go(new FrameKey(1, 2)));
    assertThat(second.openStudy().orElseThrow().presenter().frame()).isEqualTo(new FrameKey(1, 2));
    fx(second::shutDown);
  }
}
