package ventricle.engine.review;

import java.util.Optional;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.InsertionPoints;

/**
 * The anterior insertion of the RV on a frame, from which the segments of the LV are counted.
 *
 * @param point in image coordinates
 * @param byReader whether a reader put it there; otherwise it follows the contours
 */
public record Insertion(Point point, boolean byReader) {

  /**
   * Where the reader put it, else the more anterior and superior end of the septum of the contours
   * that count; empty where one of LV epicardium and RV is missing.
   *
   * @param slice geometry of the frame's slice
   */
  public static Optional<Insertion> of(ReviewDocument document, Slice slice, FrameKey frame) {
    Point placed = document.insertions().get(frame);
    return placed != null
        ? Optional.of(new Insertion(placed, true))
        : proposed(document, slice, frame).map(point -> new Insertion(point, false));
  }

  private static Optional<Point> proposed(ReviewDocument document, Slice slice, FrameKey frame) {
    Optional<Contour> epi = document.countedContour(new ContourKey(frame, Structure.LV_EPI));
    Optional<Contour> rv = document.countedContour(new ContourKey(frame, Structure.RV_ENDO));
    if (epi.isEmpty() || rv.isEmpty()) {
      return Optional.empty();
    }
    PixelSpacing spacing = slice.spacing();
    double pixelMm = spacing == null ? 1.5 : Math.sqrt(spacing.pixelAreaMm2());
    return InsertionPoints.of(epi.get(), rv.get(), pixelMm)
        .map(
            ends ->
                height(slice, ends.clockwise()) > height(slice, ends.anticlockwise())
                    ? ends.clockwise()
                    : ends.anticlockwise());
  }

  /** How far towards anterior and superior, mm (DICOM's axes point left, posterior, superior). */
  private static double height(Slice slice, Point point) {
    Vector3 patient = slice.toPatient(point);
    return patient.z() - patient.y();
  }
}
