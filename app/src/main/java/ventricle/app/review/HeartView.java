package ventricle.app.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
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
    Slice slice = presenter.stackProperty().get().slice(presenter.sliceProperty().get());
    ImageShape shape = ImageShape.of(slice);
    List<OverlayContour> contours =
        ReviewProgress.framesInUse(presenter.document()).stream()
            .filter(frame -> sameShape(presenter, frame, shape))
            .flatMap(
                frame ->
                    OverlayContour.of(presenter.document(), frame, EnumSet.allOf(Structure.class))
                        .stream())
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

  private static boolean sameShape(ReviewPresenter presenter, FrameKey frame, ImageShape shape) {
    return ImageShape.of(presenter.stackProperty().get().slice(frame.slice())).equals(shape);
  }
}
