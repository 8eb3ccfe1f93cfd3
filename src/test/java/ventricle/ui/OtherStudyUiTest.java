package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import ventricle.app.shell.Workstation;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.support.Phantoms;
import ventricle.support.RealModels;
import ventricle.support.Truth;
import ventricle.viewer.canvas.CineCanvas;

/** A second study beside the one that is worked on. */
class OtherStudyUiTest extends WorkstationTest {

  private static final PhantomStudy BEFORE =
      Phantoms.of(
          Desk.PHANTOM.study().patient(),
          Desk.PHANTOM.study().date().minusYears(2),
          Phantoms.small(8));

  private Path before;

  @Override
  void prepare() throws Exception {
    before = Phantoms.write(BEFORE, folder.resolve("before"));
    desk.bring(BEFORE, Truth.asModel(BEFORE, Map.of()));
    desk.bring(Desk.PHANTOM, Truth.asModel(Desk.PHANTOM, Map.of()));
  }

  @Override
  Workstation sit() throws Exception {
    var none = RealModels.none();
    return fx(() -> desk.sitDown(stage(), none));
  }

  private CineCanvas other() {
    return robot.lookup("#cine-canvas-other").queryAs(CineCanvas.class);
  }

  @Test
  void theSamePersonsEarlierStudyStandsBesideAndFollows() throws Exception {
    open(before);
    open(Desk.study());
    press(KeyCode.SHIFT, KeyCode.B);
    waitUntil(() -> robot.lookup("#cine-canvas-other").tryQuery().isPresent());

    int ed = BEFORE.truth().edPhase();
    int es = BEFORE.truth().esPhase();
    int here = document().ed().phase();
    fx(() -> presenter().go(new FrameKey(2, here)));
    assertThat(other().frameProperty().get()).isEqualTo(new FrameKey(2, ed));
    press(KeyCode.DOWN);
    press(KeyCode.S);
    assertThat(other().frameProperty().get()).isEqualTo(new FrameKey(3, es));
    assertThat(other().contoursProperty().get().apply(new FrameKey(2, ed))).isNotEmpty();
    assertThat(fx(() -> other().topLeftTextProperty().get())).contains("Study of", "EF", "EDV");
    assertThat(fx(() -> presenter().study().studyInstanceUid()))
        .as("work goes on in the study that was open")
        .isEqualTo(Desk.PHANTOM.study().studyInstanceUid());

    press(KeyCode.SHIFT, KeyCode.B);
    assertThat(isThere("#cine-canvas-other")).isFalse();
  }

  @Test
  void nothingCanBeChangedInTheOtherStudy() throws Exception {
    open(Desk.study());
    fx(() -> workstation.openBeside(List.of(before)));
    waitUntil(() -> robot.lookup("#cine-canvas-other").tryQuery().isPresent());
    var mine = document();
    press(KeyCode.N);
    assertThat(other().editingProperty().get()).isNull();
    robot.drag(other()).dropBy(30, 20);
    assertThat(document().readerLayer()).isEqualTo(mine.readerLayer());
  }

  @Test
  void theReportComparesWithTheSamePersonsEarlierStudyUnlessItShallNot() throws Exception {
    open(before);
    open(Desk.study());
    assertThat(exported("first"))
        .contains("Comparison with the examination of", "Change", "a draft that nobody has signed");

    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
    waitUntil(() -> robot.lookup("#report-previous").tryQuery().isPresent());
    fx(() -> robot.lookup("#report-previous").queryAs(CheckBox.class).setSelected(false));
    answer(ButtonType.OK);
    assertThat(exported("second")).doesNotContain("Comparison with the examination of");
  }

  @Test
  void anEarlierStudyThatIsGoneIsNamedAsMissing() throws Exception {
    open(before);
    open(Desk.study());
    Files.move(before, before.resolveSibling("away"));
    assertThat(exported("out")).doesNotContain("Comparison with the examination of");
    assertThat(said).contains("the files of the earlier examination cannot be read");

    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
    waitUntil(() -> robot.lookup("#report-preview").tryQuery().isPresent());
    Platform.runLater(() -> robot.lookup("#report-preview").queryAs(Button.class).fire());
    waitUntil(() -> robot.lookup("#preview-missing").tryQuery().isPresent());
    Label missing = robot.lookup("#preview-missing").queryAs(Label.class);
    waitUntil(missing::isVisible);
    assertThat(fx(missing::getText))
        .isEqualTo(
            "Missing: comparison in the report (the files of the earlier examination cannot be"
                + " read)");
    fx(() -> missing.getScene().getWindow().hide());
    answer(ButtonType.CANCEL);
  }

  @Test
  void aReportOfAnotherPersonComparesWithNothing() throws Exception {
    open(before);
    open(Phantoms.write(Phantoms.small(9), folder.resolve("stranger")));
    assertThat(exported("out")).doesNotContain("Comparison with the examination of");
  }

  private String said = "";

  /** The words of a report that is exported now. */
  private String exported(String name) throws Exception {
    Path out = folder.resolve(name);
    fx(() -> workstation.exportTo(out));
    said = dialog();
    answer(ButtonType.OK);
    try (PDDocument pdf = Loader.loadPDF(out.resolve("report.pdf").toFile())) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }
}
