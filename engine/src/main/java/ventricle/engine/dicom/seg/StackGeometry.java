package ventricle.engine.dicom.seg;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;
import ventricle.engine.report.OutputUnavailableException;

/**
 * Geometry of a stack as functional groups: what all slices share goes into the shared groups, else
 * each frame carries its own. All frames of an object have one matrix: it takes the largest, and a
 * smaller slice keeps its grid and is continued with empty pixels on the right and below.
 */
final class StackGeometry {

  private final CineStack stack;
  private final boolean sameMeasures;
  private final boolean sameOrientation;

  /**
   * @throws OutputUnavailableException when the pixel spacing is unknown
   */
  StackGeometry(CineStack stack) throws OutputUnavailableException {
    this.stack = stack;
    for (Slice slice : stack.slices()) {
      if (slice.spacing() == null) {
        throw new OutputUnavailableException(
            "The pixel spacing is unknown; a segmentation needs it.");
      }
    }
    sameMeasures = same(slice -> List.of(String.valueOf(slice.spacing()), thickness(slice)));
    sameOrientation =
        same(slice -> List.of(slice.rowDirection().toString(), slice.columnDirection().toString()));
  }

  int rows() {
    return stack.slices().stream().mapToInt(Slice::rows).max().orElseThrow();
  }

  int columns() {
    return stack.slices().stream().mapToInt(Slice::columns).max().orElseThrow();
  }

  /** Whether a slice has the matrix of the object. */
  boolean fills(int index) {
    Slice slice = stack.slice(index);
    return slice.rows() == rows() && slice.columns() == columns();
  }

  /** The pixels of a slice in the matrix of the object. */
  byte[] onCanvas(byte[] pixels, int index) {
    if (fills(index)) {
      return pixels;
    }
    Slice slice = stack.slice(index);
    byte[] canvas = new byte[rows() * columns()];
    for (int row = 0; row < slice.rows(); row++) {
      System.arraycopy(pixels, row * slice.columns(), canvas, row * columns(), slice.columns());
    }
    return canvas;
  }

  DataSet shared() {
    DataSetBuilder b = DataSet.builder();
    if (sameMeasures) {
      measures(b, stack.slice(0));
    }
    if (sameOrientation) {
      orientation(b, stack.slice(0));
    }
    return b.build();
  }

  void perFrame(DataSetBuilder b, int index) {
    Slice slice = stack.slice(index);
    if (!sameMeasures) {
      measures(b, slice);
    }
    if (!sameOrientation) {
      orientation(b, slice);
    }
    b.set(
        Tags.PLANE_POSITION_SEQUENCE,
        DataSet.of(p -> p.set(Tags.IMAGE_POSITION_PATIENT, decimals(slice.position()))));
  }

  private void measures(DataSetBuilder b, Slice slice) {
    DataSetBuilder item = DataSet.builder();
    PixelSpacing spacing = slice.spacing();
    if (spacing != null) {
      item.set(Tags.PIXEL_SPACING, decimal(spacing.row()), decimal(spacing.column()));
    }
    if (slice.thicknessMm() != null) {
      item.set(Tags.SLICE_THICKNESS, decimal(slice.thicknessMm()));
    }
    Double distance = uniformDistance();
    if (distance != null) {
      item.set(Tags.SPACING_BETWEEN_SLICES, decimal(distance));
    }
    b.set(Tags.PIXEL_MEASURES_SEQUENCE, item.build());
  }

  private static void orientation(DataSetBuilder b, Slice slice) {
    String[] row = decimals(slice.rowDirection());
    String[] column = decimals(slice.columnDirection());
    b.set(
        Tags.PLANE_ORIENTATION_SEQUENCE,
        DataSet.of(
            p ->
                p.set(
                    Tags.IMAGE_ORIENTATION_PATIENT,
                    row[0],
                    row[1],
                    row[2],
                    column[0],
                    column[1],
                    column[2])));
  }

  /** Distance of neighbours where it is the same all along the stack within .01 mm. */
  private @Nullable Double uniformDistance() {
    if (stack.sliceCount() < 2) {
      return null;
    }
    Vector3 normal = stack.slice(0).normal();
    double first = 0;
    for (int i = 1; i < stack.sliceCount(); i++) {
      double d = Math.abs(stack.slice(i).along(normal) - stack.slice(i - 1).along(normal));
      if (i == 1) {
        first = d;
      } else if (Math.abs(d - first) > 0.01) {
        return null;
      }
    }
    return first;
  }

  private boolean same(Function<Slice, Object> property) {
    return stack.slices().stream().map(property).distinct().count() == 1;
  }

  private static String thickness(Slice slice) {
    return String.valueOf(slice.thicknessMm());
  }

  private static String[] decimals(Vector3 v) {
    return new String[] {decimal(v.x()), decimal(v.y()), decimal(v.z())};
  }

  /** A decimal string of at most 16 characters. */
  private static String decimal(double value) {
    String text = Double.toString(value);
    for (int digits = 12; text.length() > 16; digits--) {
      text = String.format(Locale.ROOT, "%." + digits + "g", value);
      if (!text.contains("e") && text.contains(".")) {
        text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
      }
    }
    return text;
  }
}
