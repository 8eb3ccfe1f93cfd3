package ventricle.viewer.tool;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.WholeContour;
import ventricle.engine.review.Gesture;

/** A change of the whole contour that one key makes, without a movement of the mouse. */
public enum ContourStep {
  SMOOTH(Gesture.SMOOTH),
  GROW(Gesture.GROW),
  SHRINK(Gesture.SHRINK);

  /** How far the border moves, mm. */
  public static final double REACH = 0.5;

  /** Bends shorter than about this are smoothed away, mm. */
  private static final double SIGMA = 2;

  private static final PixelSpacing PIXELS = new PixelSpacing(1, 1);

  private final Gesture gesture;

  ContourStep(Gesture gesture) {
    this.gesture = gesture;
  }

  /**
   * Makes one edit of the target's contour, none where there is no contour.
   *
   * @param spacing of the slice shown; where it is unknown, millimetres become pixels
   */
  public void apply(ToolHost host, @Nullable PixelSpacing spacing) {
    EditTarget target = host.target().orElse(null);
    if (target != null && target.contour().isPresent()) {
      PixelSpacing known = spacing == null ? PIXELS : spacing;
      host.commit(target, changed(target.contour().get(), known, host.imageSize()), gesture);
    }
  }

  private Contour changed(Contour c, PixelSpacing spacing, ImageSize image) {
    return switch (this) {
      case SMOOTH -> WholeContour.smoothed(c, SIGMA, spacing, image);
      case GROW -> WholeContour.grown(c, REACH, spacing, image);
      case SHRINK -> WholeContour.grown(c, -REACH, spacing, image);
    };
  }
}
