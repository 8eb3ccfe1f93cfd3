package ventricle.engine.dicom.seg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Vr;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/** A segmentation of the LV cavity in the planes of any stack, without references to images. */
final class AxialSegmentation {

  private AxialSegmentation() {}

  /**
   * @param like an object whose patient, study and segments it takes; the first segment remains
   * @param inside whether a place in the patient, in mm, belongs to the segment
   */
  static DataSet of(DataSet like, CineStack stack, Predicate<Vector3> inside) throws Exception {
    StackGeometry geometry = new StackGeometry(stack);
    BitPlanes planes = new BitPlanes();
    List<DataSet> frames = new ArrayList<>();
    for (int k = 0; k < stack.sliceCount(); k++) {
      Slice slice = stack.slice(k);
      byte[] pixels = new byte[slice.rows() * slice.columns()];
      for (int i = 0; i < pixels.length; i++) {
        Point p = new Point(i % slice.columns(), i / slice.columns());
        pixels[i] = (byte) (inside.test(slice.toPatient(p)) ? 1 : 0);
      }
      planes.add(pixels, (byte) 1);
      DataSetBuilder frame = DataSet.builder();
      geometry.perFrame(frame, k);
      frames.add(
          frame
              .set(
                  Tag.of("SegmentIdentificationSequence"),
                  DataSet.of(s -> s.set(Tag.of("ReferencedSegmentNumber"), 1)))
              .build());
    }
    return like.toBuilder()
        .set(Tag.of("SegmentSequence"), like.items(Tag.of("SegmentSequence")).subList(0, 1))
        .remove(Tag.of("ReferencedSeriesSequence"))
        .set(Tags.ROWS, geometry.rows())
        .set(Tags.COLUMNS, geometry.columns())
        .set(Tags.NUMBER_OF_FRAMES, planes.frames())
        .set(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, geometry.shared())
        .set(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames)
        .set(Tags.PIXEL_DATA, Vr.OB, planes.pixelData())
        .build();
  }
}
