package ventricle.app.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.viewer.grid.Crop;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.Viewport;

/** The part of the image with the heart in it and room to see what lies around. */
final class HeartView {

  /** How much more than the heart's own square is shown. */
  private static final double ROOM = 1.45;

  private HeartView() {}

  /** Around all contours at ED and ES; empty while there are none. */
  static Optional<Viewport> of(ReviewPresenter presenter) {
    return of(
        presenter.stackProperty().get(), presenter.document(), presenter.sliceProperty().get());
  }

  /**
   * The same for any stack.
   *
   * @param slice the one to be shown
   */
  static Optional<Viewport> of(CineStack stack, ReviewDocument document, int slice) {
    ImageShape shape = ImageShape.of(stack.slice(slice));
    List<OverlayContour> contours =
        ReviewProgress.framesInUse(document).stream()
            .filter(frame -> ImageShape.of(stack.slice(frame.slice())).equals(shape))
            .flatMap(
                frame ->
                    OverlayContour.of(document, frame, EnumSet.allOf(Structure.class)).stream())
            .toList();
    return Crop.around(contours, shape)
        .map(
            crop ->
                new Viewport(
                    Math.max(1, 1 / (crop.size() * ROOM)),
                    new Point(
                        crop.centreX() * shape.columns() - .5,
                        crop.centreY() * shape.rows() - .5)));
  }
}
