package ventricle.engine.dicom.cine;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.codec.PixelFormat;

/**
 * How stored values become values on screen.
 *
 * @param center window in rescaled values, null when absent; mirrored for MONOCHROME1, whose pixels
 *     are inverted
 */
record Display(double slope, double intercept, @Nullable Double center, @Nullable Double width) {

  static Display of(FrameAttributes frame, PixelFormat format) {
    double slope =
        frame.number(Tags.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, Tags.RESCALE_SLOPE).orElse(1);
    double intercept =
        frame.number(Tags.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, Tags.RESCALE_INTERCEPT).orElse(0);
    if (slope == 0) {
      slope = 1;
    }
    OptionalDouble center = frame.number(Tags.FRAME_VOI_LUT_SEQUENCE, Tags.WINDOW_CENTER);
    OptionalDouble width = frame.number(Tags.FRAME_VOI_LUT_SEQUENCE, Tags.WINDOW_WIDTH);
    if (center.isEmpty() || width.isEmpty() || width.getAsDouble() < 1) {
      return new Display(slope, intercept, null, null);
    }
    double mirrored =
        format.inverted()
            ? slope * format.inversion() + 2 * intercept - center.getAsDouble()
            : center.getAsDouble();
    return new Display(slope, intercept, mirrored, width.getAsDouble());
  }
}
