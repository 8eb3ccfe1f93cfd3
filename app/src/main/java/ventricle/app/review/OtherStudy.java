package ventricle.app.review;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.cine.FrameCache;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.overlay.OverlayContour;

/**
 * Another study with the reader's contours on it, to the right of the one that is worked on. It
 * follows slice and phase; its own wheel corrects the slice, and zoom and window are its own.
 */
final class OtherStudy implements Companion {

  private final Text text;
  private final ReviewPresenter presenter;
  private final CineStack stack;
  private final ReviewDocument document;
  private final CineCanvas canvas = new CineCanvas();
  private int steps;

  /**
   * @param main shows the frame that is worked on
   * @param study with the stack as it was read
   * @param document the reader's work on it
   */
  OtherStudy(
      Text text, ReviewPresenter presenter, CineCanvas main, Study study, ReviewDocument document) {
    this.text = text;
    this.presenter = presenter;
    Study shown = study.turned(document.flipped());
    this.stack = shown.stack();
    this.document = document;
    WindowLevel window = WindowLevel.auto(stack);
    canvas.setId("cine-canvas-other");
    canvas.windowLevelProperty().set(window);
    canvas.framesProperty().set(new FrameCache(stack, window));
    HeartView.of(stack, document, stack.sliceCount() / 2).ifPresent(canvas.viewportProperty()::set);
    canvas
        .contoursProperty()
        .bind(
            presenter
                .overlays()
                .structuresProperty()
                .map(visible -> key -> OverlayContour.of(document, key, visible)));
    canvas.contoursVisibleProperty().bind(main.contoursVisibleProperty());
    canvas.setOnSliceStep(
        step -> {
          steps += step;
          follow();
        });
    canvas.topLeftTextProperty().set(heading(shown));
  }

  private String heading(Study shown) {
    Measurements.LeftVentricle lv = Measurer.measure(shown, document).lv();
    String date = shown.date() == null ? text.get("beside.undated") : shown.date().toString();
    return text.get("beside.study", date)
        + "\n"
        + text.get(
            "beside.numbers", number(lv.efPercent()), number(lv.edvMl()), number(lv.esvMl()));
  }

  private String number(@Nullable Double value) {
    return value == null ? text.get("results.missing") : String.format(Locale.ROOT, "%.0f", value);
  }

  @Override
  public CineCanvas canvas() {
    return canvas;
  }

  @Override
  public void follow() {
    FrameKey frame = SamePlace.in(document, presenter.document(), presenter.frame(), steps);
    canvas.frameProperty().set(frame);
    String where =
        text.get("hud.slice", frame.slice() + 1, stack.sliceCount())
            + "  ·  "
            + text.get("hud.phase", frame.phase() + 1, stack.phases());
    canvas.bottomLeftTextProperty().set(where);
    canvas.setAccessibleText(canvas.topLeftTextProperty().get().replace("\n", ", ") + ". " + where);
  }

  @Override
  public boolean right() {
    return true;
  }
}
