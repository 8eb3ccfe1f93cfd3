package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.Mark;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.view.Viewport;

/** ED and ES beside each other. */
class SideBySideUiTest extends WorkstationTest {

  private int ed;
  private int es;

  @BeforeEach
  void standSideBySide() throws Exception {
    openAnalysed();
    ed = document().ed().phase();
    es = document().es().phase();
    fx(() -> presenter().go(new FrameKey(2, ed)));
    press(KeyCode.SHIFT, KeyCode.G);
  }

  private CineCanvas beside() {
    return robot.lookup("#cine-canvas-beside").queryAs(CineCanvas.class);
  }

  private double left(Node node) throws Exception {
    return inScene(node).getMinX();
  }

  private static Bounds inScene(Node node) throws Exception {
    return fx(() -> node.localToScene(node.getLayoutBounds()));
  }

  @Test
  void edStandsLeftAndEsRightWhicheverIsWorkedOn() throws Exception {
    assertThat(canvas().frameProperty().get()).isEqualTo(new FrameKey(2, ed));
    assertThat(beside().frameProperty().get()).isEqualTo(new FrameKey(2, es));
    assertThat(left(canvas())).isLessThan(left(beside()));
    press(KeyCode.S);
    assertThat(canvas().frameProperty().get()).isEqualTo(new FrameKey(2, es));
    assertThat(beside().frameProperty().get()).isEqualTo(new FrameKey(2, ed));
    assertThat(left(canvas())).isGreaterThan(left(beside()));
    assertThat(canvas().isFocused()).isTrue();
  }

  @Test
  void bothGoFromSliceToSliceTogether() throws Exception {
    press(KeyCode.DOWN);
    assertThat(beside().frameProperty().get()).isEqualTo(new FrameKey(3, es));
  }

  @Test
  void anotherPhaseLeavesTheOtherImageAsItIs() throws Exception {
    fx(() -> presenter().go(new FrameKey(2, ed + 1)));
    assertThat(beside().frameProperty().get()).isEqualTo(new FrameKey(2, es));
  }

  @Test
  void zoomAndWindowAreLinked() throws Exception {
    fx(() -> canvas().viewportProperty().set(new Viewport(3, null)));
    assertThat(beside().viewportProperty().get()).isEqualTo(new Viewport(3, null));
    fx(() -> beside().viewportProperty().set(Viewport.FIT));
    assertThat(canvas().viewportProperty().get()).isEqualTo(Viewport.FIT);
    press(KeyCode.O);
    assertThat(beside().contoursVisibleProperty().get()).isFalse();
  }

  @Test
  void aClickChangesOverToTheOtherImage() throws Exception {
    robot.clickOn(beside());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(canvas().frameProperty().get()).isEqualTo(new FrameKey(2, es));
    assertThat(document().mark(Mark.ES).phase()).isEqualTo(es);
  }

  @Test
  void noTextLiesOverAnotherInTheSmallImages() throws Exception {
    for (CineCanvas image : List.of(canvas(), beside())) {
      List<Labeled> texts = new ArrayList<>(labels(image));
      for (Labeled a : texts) {
        for (Labeled b : texts) {
          if (a != b) {
            assertThat(inScene(a).intersects(inScene(b)))
                .as(a.getText() + " | " + b.getText())
                .isFalse();
          }
        }
      }
    }
  }

  @Test
  void theSameKeyGoesBackToOneImage() throws Exception {
    double half = inScene(canvas()).getWidth();
    press(KeyCode.SHIFT, KeyCode.G);
    assertThat(isThere("#cine-canvas-beside")).isFalse();
    assertThat(inScene(canvas()).getWidth()).isGreaterThan(1.9 * half);
  }
}
