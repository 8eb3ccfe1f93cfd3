package ventricle.viewer.tool;

import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.view.ImageTransform;
import ventricle.viewer.view.Viewport;

/** What a tool sees and may do; the canvas is one. */
public interface ToolHost {

  ImageTransform transform();

  /** The matrix of the image shown. */
  default ImageSize imageSize() {
    return new ImageSize(transform().shape().rows(), transform().shape().columns());
  }

  Viewport viewport();

  void setViewport(Viewport viewport);

  WindowLevel windowLevel();

  void setWindowLevel(WindowLevel windowLevel);

  /** What is edited now; empty while the document may not be changed. */
  Optional<EditTarget> target();

  /** Shows a draft in place of the target's contour until the next call. */
  void show(ToolDraft draft);

  /** Hands over the one edit of a finished movement. */
  void commit(Edit edit);

  /** A finished movement cannot count: no part of it lies where its limit allows. */
  void refuse(EditTarget target);

  /**
   * Ends a movement: the contour, kept within its limit, becomes one edit unless nothing changed. A
   * contour that was not moved stays as it is, even where it crosses its limit.
   */
  default void commit(EditTarget target, Contour contour, Gesture gesture) {
    if (target.contour().filter(contour::equals).isPresent()) {
      return;
    }
    Optional<Contour> kept = target.kept(contour);
    if (kept.isEmpty()) {
      refuse(target);
    } else if (!kept.equals(target.contour())) {
      commit(target.edit(kept.get(), gesture));
    }
  }
}
