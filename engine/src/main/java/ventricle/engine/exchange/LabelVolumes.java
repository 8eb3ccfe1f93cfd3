package ventricle.engine.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Vector3;
import ventricle.engine.report.CountedContours;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/**
 * Label volumes of one phase as NIfTI-1 (.nii.gz): 8 bit, 1 RV cavity, 2 LV myocardium, 3 LV cavity,
 * axes (column, row, slice) with the basal slice first; the affine is the stack's geometry in RAS
 * (DICOM's x and y negated), the same as sform and qform.
 */
public final class LabelVolumes {

  private static final int HEADER = 352;

  private LabelVolumes() {}

  /**
   * @throws OutputUnavailableException when the mark is not set, nothing is contoured there, or the
   *     slices do not make one regular grid of known spacing
   */
  public static void write(Path file, Study study, ReviewDocument document, Mark mark)
      throws IOException, OutputUnavailableException {
    byte[] bytes = encode(study.stack(), document, mark);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
  }

  /** The bytes of the file before compression. */
  static byte[] encode(CineStack stack, ReviewDocument document, Mark mark)
      throws OutputUnavailableException {
    PhaseMark set = document.mark(mark);
    if (set == null) {
      throw new OutputUnavailableException(mark + " is not set.");
    }
    if (!CountedContours.anyIn(document, set.phase())) {
      throw new OutputUnavailableException("No contour counts in phase " + mark + ".");
    }
    Slice first = stack.slice(0);
    PixelSpacing spacing = regular(stack);
    Vector3 step = step(stack);
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + first.rows() * first.columns() * stack.sliceCount())
            .order(ByteOrder.LITTLE_ENDIAN);
    header(out, stack, spacing, step);
    out.position(HEADER);
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      FrameKey key = new FrameKey(slice, set.phase());
      out.put(CountedContours.labels(document, key, stack.slice(slice)));
    }
    return out.array();
  }

  private static PixelSpacing regular(CineStack stack) throws OutputUnavailableException {
    Slice first = stack.slice(0);
    for (Slice slice : stack.slices()) {
      if (slice.rows() != first.rows() || slice.columns() != first.columns()) {
        throw new OutputUnavailableException(
            "The slices differ in matrix; one label volume cannot hold them.");
      }
      if (first.spacing() == null || !first.spacing().equals(slice.spacing())) {
        throw new OutputUnavailableException(
            "The pixel spacing is unknown or differs between slices; a label volume needs one.");
      }
    }
    PixelSpacing spacing = first.spacing();
    if (spacing == null) {
      throw new OutputUnavailableException("The pixel spacing is unknown.");
    }
    return spacing;
  }

  /**
   * The way from one slice to the next, in mm: the mean over the stack. For a single slice its
   * thickness along the normal.
   */
  private static Vector3 step(CineStack stack) throws OutputUnavailableException {
    Slice first = stack.slice(0);
    int last = stack.sliceCount() - 1;
    if (last == 0) {
      @Nullable Double thickness = first.thicknessMm();
      return first.normal().times(thickness == null ? 1 : thickness);
    }
    Vector3 step = stack.slice(last).position().minus(first.position()).times(1.0 / last);
    for (int i = 1; i < last; i++) {
      double off =
          stack.slice(i).position().minus(first.position()).minus(step.times(i)).length();
      if (off > 0.5) {
        throw new OutputUnavailableException(
            "The slices are not evenly spaced; a label volume would misplace them.");
      }
    }
    return step;
  }

  private static void header(ByteBuffer out, CineStack stack, PixelSpacing spacing, Vector3 step) {
    Slice first = stack.slice(0);
    out.putInt(0, 348);
    shorts(out, 40, 3, first.columns(), first.rows(), stack.sliceCount(), 1, 1, 1, 1);
    out.putShort(70, (short) 2);
    out.putShort(72, (short) 8);
    Vector3 i = ras(first.rowDirection());
    Vector3 j = ras(first.columnDirection());
    Vector3 k = ras(step);
    Vector3 origin = ras(first.position());
    double qfac = i.cross(j).dot(k) < 0 ? -1 : 1;
    floats(out, 76, qfac, spacing.column(), spacing.row(), step.length(), 1, 1, 1, 1);
    floats(out, 108, HEADER);
    floats(out, 112, 1, 0);
    out.put(123, (byte) 2);
    byte[] description =
        "Ventricle: 1 RV, 2 LV myocardium, 3 LV. Research use only".getBytes(StandardCharsets.US_ASCII);
    out.put(148, description, 0, Math.min(description.length, 79));
    out.putShort(252, (short) 1);
    out.putShort(254, (short) 1);
    double[] q = quaternion(i, j, i.cross(j));
    floats(out, 256, q[0], q[1], q[2], origin.x(), origin.y(), origin.z());
    Vector3 x = i.times(spacing.column());
    Vector3 y = j.times(spacing.row());
    floats(out, 280, x.x(), y.x(), k.x(), origin.x());
    floats(out, 296, x.y(), y.y(), k.y(), origin.y());
    floats(out, 312, x.z(), y.z(), k.z(), origin.z());
    out.put(344, new byte[] {'n', '+', '1', 0});
  }

  private static Vector3 ras(Vector3 lps) {
    return new Vector3(-lps.x(), -lps.y(), lps.z());
  }

  /** b, c, d of the unit quaternion with a ≥ 0 whose rotation has these columns (NIfTI-1). */
  private static double[] quaternion(Vector3 i, Vector3 j, Vector3 k) {
    double a2 = 1 + i.x() + j.y() + k.z();
    if (a2 > 0.5) {
      double a = 0.5 * Math.sqrt(a2);
      return new double[] {
        0.25 * (j.z() - k.y()) / a, 0.25 * (k.x() - i.z()) / a, 0.25 * (i.y() - j.x()) / a
      };
    }
    double xd = 1 + i.x() - j.y() - k.z();
    double yd = 1 - i.x() + j.y() - k.z();
    double zd = 1 - i.x() - j.y() + k.z();
    double a;
    double b;
    double c;
    double d;
    if (xd > 1) {
      b = 0.5 * Math.sqrt(xd);
      c = 0.25 * (j.x() + i.y()) / b;
      d = 0.25 * (k.x() + i.z()) / b;
      a = 0.25 * (j.z() - k.y()) / b;
    } else if (yd > 1) {
      c = 0.5 * Math.sqrt(yd);
      b = 0.25 * (j.x() + i.y()) / c;
      d = 0.25 * (k.y() + j.z()) / c;
      a = 0.25 * (k.x() - i.z()) / c;
    } else {
      d = 0.5 * Math.sqrt(zd);
      b = 0.25 * (k.x() + i.z()) / d;
      c = 0.25 * (k.y() + j.z()) / d;
      a = 0.25 * (i.y() - j.x()) / d;
    }
    double sign = a < 0 ? -1 : 1;
    return new double[] {sign * b, sign * c, sign * d};
  }

  private static void shorts(ByteBuffer out, int at, int... values) {
    for (int i = 0; i < values.length; i++) {
      out.putShort(at + 2 * i, (short) values[i]);
    }
  }

  private static void floats(ByteBuffer out, int at, double... values) {
    for (int i = 0; i < values.length; i++) {
      out.putFloat(at + 4 * i, (float) values[i]);
    }
  }
}
