package ventricle.engine.inference;

import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;

/** Positions of the patient on the images of a stack. */
final class SlicePlane {

  private SlicePlane() {}

  /** Foot of the perpendicular from a patient position (mm) on a slice, in image coordinates. */
  static Point project(Slice slice, Vector3 patient) {
    PixelSpacing s = slice.spacing() == null ? new PixelSpacing(1, 1) : slice.spacing();
    Vector3 offset = patient.minus(slice.position());
    return new Point(
        offset.dot(slice.rowDirection()) / s.column(),
        offset.dot(slice.columnDirection()) / s.row());
  }

  /** The middle of a slice's image. */
  static Point middle(Slice slice) {
    return CropGrid.middle(ImageSize.of(slice));
  }
}
