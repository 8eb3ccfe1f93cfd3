package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
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
      Phantoms.of(Desk.PHANTOM.study().patient(), Phantoms.small(8));

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
}
