package ventricle.engine.exchange.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.Value;
import ventricle.engine.dicom.seg.SegmentPart;
import ventricle.engine.dicom.seg.SegmentationObject;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.Rasteriser;

/**
 * The ventricles of a DICOM Segmentation (BINARY, not compressed) as label images, whatever the
 * order of its frames. What a segment is, is told as when it is read for a study.
 *
 * @param frames label image of each plane, in no order
 */
record SegFile(List<Plane> frames) {

  /** One plane; labels 1 RV cavity, 2 LV myocardium, 3 LV cavity. */
  record Plane(Slice place, byte[] labels) {}

  private static final double SAME_PLACE_MM = .01;

  static SegFile read(Path path) throws UnusableInputException {
    DicomFile file = DicomReader.read(path);
    String name = file.name();
    DataSet data = file.dataSet();
    if (!data.string(Tags.SOP_CLASS_UID).orElse("").equals(Uids.SEGMENTATION_STORAGE)) {
      throw new UnusableInputException(name, "is no DICOM Segmentation");
    }
    if (!data.string(Tag.of("SegmentationType")).orElse("").equals("BINARY")
        || file.syntax().encapsulated()) {
      throw new UnusableInputException(name, "is not an uncompressed segmentation of type BINARY");
    }
    Map<Integer, Byte> labels = labels(data);
    if (labels.isEmpty()) {
      throw new UnusableInputException(name, "has no segment that is a ventricle or its muscle");
    }
    int rows = data.integer(Tags.ROWS).orElse(0);
    int columns = data.integer(Tags.COLUMNS).orElse(0);
    int count = data.integer(Tags.NUMBER_OF_FRAMES).orElse(0);
    byte[] bits = bits(file);
    long size = (long) rows * columns;
    if (size == 0 || size * count > bits.length * 8L) {
      throw new UnusableInputException(
          name, "has fewer pixels than its %d frames need".formatted(count));
    }
    List<Plane> planes = new ArrayList<>();
    for (int frame = 0; frame < count; frame++) {
      Groups groups = new Groups(data, frame);
      Byte label = labels.get(groups.segment());
      if (label != null) {
        Plane plane = plane(planes, groups.place(name, rows, columns));
        paint(plane.labels(), bits, frame * size, label);
      }
    }
    return new SegFile(List.copyOf(planes));
  }

  private static byte[] bits(DicomFile file) throws UnusableInputException {
    return file.pixelData().orElse(null) instanceof Value.Bytes value ? value.bytes() : new byte[0];
  }

  /** The cavity lies over the muscle where segments overlap. */
  private static void paint(byte[] labels, byte[] bits, long from, byte label) {
    for (int i = 0; i < labels.length; i++) {
      long bit = from + i;
      boolean set = (bits[(int) (bit >> 3)] >> (bit & 7) & 1) == 1;
      if (set && labels[i] < label) {
        labels[i] = label;
      }
    }
  }

  private static Plane plane(List<Plane> planes, Slice place) {
    for (Plane plane : planes) {
      if (plane.place().position().minus(place.position()).length() < SAME_PLACE_MM) {
        return plane;
      }
    }
    Plane added = new Plane(place, new byte[place.rows() * place.columns()]);
    planes.add(added);
    return added;
  }

  private static Map<Integer, Byte> labels(DataSet data) {
    Map<Integer, Byte> labels = new HashMap<>();
    for (SegmentationObject.Segment segment : SegmentationObject.segments(data)) {
      SegmentPart.of(segment)
          .flatMap(SegFile::label)
          .ifPresent(label -> labels.put(segment.number(), label));
    }
    return labels;
  }

  /** Papillary muscles count as cavity, in which they lie. */
  private static Optional<Byte> label(SegmentPart part) {
    return switch (part) {
      case LV_CAVITY -> Optional.of(Rasteriser.LV_CAVITY);
      case LV_MYOCARDIUM, LV_WHOLE -> Optional.of(Rasteriser.LV_MYOCARDIUM);
      case RV_CAVITY -> Optional.of(Rasteriser.RV_CAVITY);
      case LV_PAPILLARY -> Optional.empty();
    };
  }

  /** Functional groups of one frame, its own before the shared ones. */
  private record Groups(DataSet own, DataSet shared) {

    Groups(DataSet data, int frame) {
      List<DataSet> each = data.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
      this(
          frame < each.size() ? each.get(frame) : DataSet.EMPTY,
          data.item(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DataSet.EMPTY));
    }

    private DataSet group(Tag tag) {
      return own.item(tag).or(() -> shared.item(tag)).orElse(DataSet.EMPTY);
    }

    int segment() {
      return group(Tag.of("SegmentIdentificationSequence"))
          .integer(Tag.of("ReferencedSegmentNumber"))
          .orElse(0);
    }

    Slice place(String name, int rows, int columns) throws UnusableInputException {
      double[] at = group(Tags.PLANE_POSITION_SEQUENCE).numbers(Tags.IMAGE_POSITION_PATIENT);
      double[] turned =
          group(Tags.PLANE_ORIENTATION_SEQUENCE).numbers(Tags.IMAGE_ORIENTATION_PATIENT);
      DataSet measures = group(Tags.PIXEL_MEASURES_SEQUENCE);
      double[] spacing = measures.numbers(Tags.PIXEL_SPACING);
      if (at.length != 3
          || turned.length != 6
          || spacing.length != 2
          || !(spacing[0] > 0 && spacing[1] > 0)) {
        throw new UnusableInputException(name, "does not say where its frames lie");
      }
      var thickness = measures.number(Tags.SPACING_BETWEEN_SLICES);
      return new Slice(
          rows,
          columns,
          new PixelSpacing(spacing[0], spacing[1]),
          new Vector3(at[0], at[1], at[2]),
          new Vector3(turned[0], turned[1], turned[2]).normalised(),
          new Vector3(turned[3], turned[4], turned[5]).normalised(),
          thickness.isPresent() && thickness.getAsDouble() > 0
              ? (Double) thickness.getAsDouble()
              : null);
    }
  }
}
