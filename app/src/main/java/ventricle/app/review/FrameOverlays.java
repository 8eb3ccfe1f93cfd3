package ventricle.app.review;

import java.util.Optional;
import java.util.Set;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Insertion;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.grid.SliceGrid;
import ventricle.viewer.overlay.FrameMark;
import ventricle.viewer.overlay.OverlayContour;

/**
 * What is drawn over a frame beside its contours: left out or empty, contours that a model left
 * out, and the RV insertion point.
 */
final class FrameOverlays {

  private final ReviewPresenter presenter;
  private final CineCanvas canvas;
  private final SliceGrid grid;

  FrameOverlays(Text text, ReviewPresenter presenter, CineCanvas canvas, SliceGrid grid) {
    this.presenter = presenter;
    this.canvas = canvas;
    this.grid = grid;
    presenter.documentProperty().subscribe(document -> show());
    presenter.overlays().insertionProperty().subscribe(on -> show());
    presenter.overlays().structuresProperty().subscribe(visible -> show());
    canvas.setOnInsertion(
        text.get("insertion.tip"),
        (frame, at) -> presenter.apply(new Edit.PlaceInsertion(frame, at, presenter.reader())));
  }

  private void show() {
    ReviewDocument document = presenter.document();
    canvas.frameMarkProperty().set(key -> FrameMark.of(document, key));
    grid.frameMarkProperty().set(key -> FrameMark.of(document, key));
    Set<Structure> visible = presenter.overlays().structuresProperty().get();
    canvas.offeredProperty().set(key -> OverlayContour.offered(document, key, visible));
    grid.offeredProperty().set(key -> OverlayContour.offered(document, key, visible));
    CineStack stack = presenter.stackProperty().get();
    boolean on = presenter.overlays().insertionProperty().get();
    canvas.insertionProperty().set(key -> on ? insertion(document, stack, key) : Optional.empty());
  }

  private static Optional<Point> insertion(
      ReviewDocument document, CineStack stack, FrameKey frame) {
    return Insertion.of(document, stack.slice(frame.slice()), frame).map(Insertion::point);
  }
}
