package ventricle.engine.dicom.seg;

import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.IsoContour;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Smoothing;

/**
 * Contours at half of a map. The border of a mask runs in steps of a pixel; they are smoothed away,
 * area kept, so that a contour that was drawn as a mask comes back as it was drawn.
 */
final class ContourTracing {

  /** Width of the smoothing along the border, in pixels of the mask. */
  private static final double SMOOTHING = 1.2;

  private static final double STEP = 0.75;

  private final boolean smooth;

  /**
   * @param smooth whether maps are masks
   */
  ContourTracing(boolean smooth) {
    this.smooth = smooth;
  }

  /**
   * All parts, largest first, in pixels of the map.
   *
   * @param coarseness pixels of the map in one pixel of the mask that it was made of
   */
  List<Contour> of(float[] map, ImageSize size, double coarseness) {
    return IsoContour.all(map, size, 0.5).stream()
        .filter(c -> Polygons.area(c) >= Polygons.LEAST_AREA)
        .map(c -> smooth ? Smoothing.smooth(c, SMOOTHING * coarseness) : c)
        .toList();
  }

  /** The contour with even vertices, simple and on the image; empty when nothing is left. */
  static Optional<Contour> fitted(Contour c, ImageSize image) {
    return Polygons.simplified(Polygons.resampleByStep(c, STEP))
        .flatMap(simple -> Polygons.clip(simple, image))
        .filter(simple -> Polygons.area(simple) >= Polygons.LEAST_AREA);
  }
}
