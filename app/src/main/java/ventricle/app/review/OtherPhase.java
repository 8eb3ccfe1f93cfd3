package ventricle.app.review;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.canvas.CineCanvas;

/**
 * The other of ED and ES in the slice that is worked on, ED always to the left. Zoom and window are
 * those of the other image. A click changes over to it.
 */
final class OtherPhase implements Companion {

  private final Text text;
  private final ReviewPresenter presenter;
  private final CineCanvas canvas = new CineCanvas();
  private Mark mark = Mark.ES;

  /**
   * @param main shows the frame that is worked on
   */
  OtherPhase(Text text, ReviewPresenter presenter, CineCanvas main, Consumer<Action> run) {
    this.text = text;
    this.presenter = presenter;
    canvas.setId("cine-canvas-beside");
    canvas.framesProperty().bind(main.framesProperty());
    canvas.windowLevelProperty().bindBidirectional(main.windowLevelProperty());
    canvas.viewportProperty().bindBidirectional(main.viewportProperty());
    canvas.contoursProperty().bind(main.contoursProperty());
    canvas.frameMarkProperty().bind(main.frameMarkProperty());
    canvas.contoursVisibleProperty().bind(main.contoursVisibleProperty());
    canvas.setOnSliceStep(presenter::stepSlice);
    canvas.setOnPlayToggle(() -> run.accept(Action.PLAY));
    canvas.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        e -> {
          if (e.getButton() == MouseButton.PRIMARY) {
            run.accept(mark == Mark.ED ? Action.GO_TO_ED : Action.GO_TO_ES);
            main.requestFocus();
            e.consume();
          }
        });
  }

  @Override
  public CineCanvas canvas() {
    return canvas;
  }

  /** A frame that is neither ED nor ES leaves beside it what stood there. */
  @Override
  public void follow() {
    ReviewDocument document = presenter.document();
    PhaseMark here = document.mark(mark);
    if (here != null && here.phase() == presenter.frame().phase()) {
      mark = mark == Mark.ED ? Mark.ES : Mark.ED;
    }
    PhaseMark shown = document.mark(mark);
    FrameKey frame =
        shown == null ? presenter.frame() : new FrameKey(presenter.frame().slice(), shown.phase());
    canvas.frameProperty().set(frame);
    canvas
        .bottomLeftTextProperty()
        .set(
            shown == null
                ? text.get("beside.unset", mark.name())
                : new HeadsUpText(text, presenter).where(frame));
    canvas.setAccessibleText(canvas.bottomLeftTextProperty().get());
    if (shown != null) {
      look(frame);
    }
  }

  private void look(FrameKey frame) {
    if (presenter.overlays().everythingShows()) {
      presenter.reviewing().looks().at(List.of(frame));
    }
  }

  @Override
  public boolean right() {
    return mark == Mark.ES;
  }
}
