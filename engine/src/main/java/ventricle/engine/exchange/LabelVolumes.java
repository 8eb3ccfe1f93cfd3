package ventricle.engine.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Vector3;
import ventricle.engine.report.CountedContours;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/**
 * Label volumes of one phase as NIfTI-1 (.nii.gz): 8 bit, 1 RV cavity, 2 LV myocardium, 3 LV
 * cavity, axes (column, row, slice) with the basal slice first; the affine is the stack's geometry
 * in RAS (DICOM's x and y negated), the same as sform and qform.
 */
public final class LabelVolumes {

  private LabelVolumes() {}

  /**
   * @throws OutputUnavailableException when the mark is not set, nothing is contoured there, or the
   *     slices do not make one regular grid of known spacing
   */
  public static void write(Path file, Study study, ReviewDocument document, Mark mark)
      throws IOException, OutputUnavailableException {
    CineStack stack = study.stack();
    PhaseMark set = document.mark(mark);
    if (set == null) {
      throw new OutputUnavailableException(mark + " is not set.");
    }
    if (!CountedContours.anyIn(document, set.phase())) {
      throw new OutputUnavailableException("No contour counts in phase " + mark + ".");
    }
    Nifti.write(file, of(stack, document, set.phase()), Nifti.Storage.UINT8);
  }

  /**
   * The labels of one phase.
   *
   * @param phase 0-based
   * @throws OutputUnavailableException when the slices do not make one regular grid of known
   *     spacing
   */
  public static NiftiVolume of(CineStack stack, ReviewDocument document, int phase)
      throws OutputUnavailableException {
    requireRegular(stack);
    List<byte[]> labels = new ArrayList<>();
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      FrameKey key = new FrameKey(slice, phase);
      labels.add(CountedContours.labels(document, key, stack.slice(slice)));
    }
    return NiftiVolume.labels(stack, labels);
  }

  /**
   * @throws OutputUnavailableException when the slices do not make one regular grid of known
   *     spacing
   */
  static void requireRegular(CineStack stack) throws OutputUnavailableException {
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
    int last = stack.sliceCount() - 1;
    for (int i = 1; i < last; i++) {
      Vector3 even = stack.slice(last).position().minus(first.position()).times((double) i / last);
      if (stack.slice(i).position().minus(first.position()).minus(even).length() > 0.5) {
        throw new OutputUnavailableException(
            "The slices are not evenly spaced; a label volume would misplace them.");
      }
    }
  }
}
