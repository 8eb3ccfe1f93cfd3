package ventricle.engine.dicom.seg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;

/**
 * A DICOM segmentation as it was read, whoever wrote it: binary, fractional or label map, frames in
 * any order. Frames are unpacked when asked for.
 */
public final class SegmentationObject {

  private static final Tag SEGMENT_NUMBER = Tag.of("SegmentNumber");

  /**
   * A segment.
   *
   * @param label as its author named it
   * @param type coded property type, null when there is none
   */
  public record Segment(int number, String label, @Nullable Code type) {}

  /**
   * An image that a frame was drawn on.
   *
   * @param frame 1-based; 1 where the file does not say
   */
  public record Source(String sopInstanceUid, int frame) {}

  /**
   * A frame of one segment.
   *
   * @param number 0-based place in the pixel data
   * @param plane where it lies; null when the file does not say
   * @param source the image it was drawn on, null when the file names none
   */
  public record Frame(int number, int segment, @Nullable Slice plane, @Nullable Source source) {}

  private final DicomFile file;
  private final SortedMap<Integer, Segment> segments;
  private final List<Frame> frames;
  private final SegmentPixels pixels;

  private SegmentationObject(
      DicomFile file,
      SortedMap<Integer, Segment> segments,
      List<Frame> frames,
      SegmentPixels pixels) {
    this.file = file;
    this.segments = segments;
    this.frames = frames;
    this.pixels = pixels;
  }

  /** Whether a file says that it is a segmentation. */
  public static boolean isOne(DataSet data) {
    String sopClass = data.string(Tags.SOP_CLASS_UID).orElse("");
    return sopClass.equals(Uids.SEGMENTATION_STORAGE)
        || sopClass.equals(Uids.LABEL_MAP_SEGMENTATION_STORAGE);
  }

  /**
   * Reads an object.
   *
   * @throws UnusableInputException when it is no segmentation, is cut off, or packed in a way that
   *     is not supported
   */
  public static SegmentationObject read(DicomFile file) throws UnusableInputException {
    if (!isOne(file.dataSet())) {
      throw new UnusableInputException(file.name(), "is not a DICOM segmentation");
    }
    SegmentPixels pixels = SegmentPixels.of(file);
    SortedMap<Integer, Segment> segments = new TreeMap<>();
    segments(file.dataSet()).forEach(segment -> segments.put(segment.number(), segment));
    SegmentationObject object = new SegmentationObject(file, segments, new ArrayList<>(), pixels);
    object.collect();
    return object;
  }

  /** The segments that a data set describes, in its order. */
  public static List<Segment> segments(DataSet data) {
    List<Segment> segments = new ArrayList<>();
    for (DataSet item : data.items(Tag.of("SegmentSequence"))) {
      int number = item.integer(SEGMENT_NUMBER).orElse(0);
      if (number > 0) {
        segments.add(
            new Segment(number, item.string(Tag.of("SegmentLabel")).orElse(""), type(item)));
      }
    }
    return segments;
  }

  /** What messages call it. */
  public String name() {
    return file.name();
  }

  public List<Segment> segments() {
    return List.copyOf(segments.values());
  }

  public Optional<Segment> segment(int number) {
    return Optional.ofNullable(segments.get(number));
  }

  public List<Frame> frames() {
    return List.copyOf(frames);
  }

  int rows() {
    return pixels.rows();
  }

  int columns() {
    return pixels.columns();
  }

  /** Whether pixels are parts of a whole rather than in or out. */
  public boolean fractional() {
    return pixels.kind() == SegmentPixels.Kind.FRACTIONAL;
  }

  /** Content label, or description of the series. */
  public String label() {
    return file.dataSet()
        .string(Tag.of("ContentLabel"))
        .or(() -> file.dataSet().string(Tags.SERIES_DESCRIPTION))
        .orElse("");
  }

  public Optional<String> frameOfReferenceUid() {
    return file.dataSet().string(Tags.FRAME_OF_REFERENCE_UID);
  }

  /** Distance of neighbouring planes in mm where all frames have one; null where none is said. */
  public @Nullable Double sliceDistanceMm() {
    DataSet first =
        file.dataSet().item(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DataSet.EMPTY);
    DataSet shared =
        file.dataSet().item(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DataSet.EMPTY);
    double said =
        group(first, shared, Tags.PIXEL_MEASURES_SEQUENCE)
            .map(measures -> measures.number(Tags.SPACING_BETWEEN_SLICES).orElse(0))
            .orElse(0.0);
    return said > 0 ? (Double) said : null;
  }

  /** SOP Instance UIDs that the object as a whole refers to. */
  public List<String> referencedInstances() {
    List<String> uids = new ArrayList<>();
    for (DataSet series : file.dataSet().items(Tag.of("ReferencedSeriesSequence"))) {
      for (DataSet instance : series.items(Tag.of("ReferencedInstanceSequence"))) {
        instance.string(Tags.REFERENCED_SOP_INSTANCE_UID).ifPresent(uids::add);
      }
    }
    return uids;
  }

  /**
   * How much of each pixel a segment takes in a frame, 0..1, row by row.
   *
   * @throws UnusableInputException when the frame is damaged
   */
  public float[] values(Frame frame) throws UnusableInputException {
    return pixels.values(frame.number(), frame.segment());
  }

  private void collect() throws UnusableInputException {
    List<DataSet> perFrame = file.dataSet().items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    DataSet shared =
        file.dataSet().item(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DataSet.EMPTY);
    for (int number = 0; number < pixels.frames(); number++) {
      DataSet own = number < perFrame.size() ? perFrame.get(number) : DataSet.EMPTY;
      Slice plane = plane(own, shared);
      Source source = source(own, shared);
      if (pixels.kind() == SegmentPixels.Kind.LABELS) {
        for (int segment : segments.keySet()) {
          frames.add(new Frame(number, segment, plane, source));
        }
      } else {
        int segment =
            group(own, shared, Tag.of("SegmentIdentificationSequence"))
                .flatMap(
                    g -> g.integer(Tag.of("ReferencedSegmentNumber")).stream().boxed().findFirst())
                .orElse(segments.size() == 1 ? segments.firstKey() : 0);
        frames.add(new Frame(number, segment, plane, source));
      }
    }
  }

  private @Nullable Slice plane(DataSet own, DataSet shared) {
    double[] position =
        group(own, shared, Tags.PLANE_POSITION_SEQUENCE)
            .map(g -> g.numbers(Tags.IMAGE_POSITION_PATIENT))
            .orElse(new double[0]);
    double[] direction =
        group(own, shared, Tags.PLANE_ORIENTATION_SEQUENCE)
            .map(g -> g.numbers(Tags.IMAGE_ORIENTATION_PATIENT))
            .orElse(new double[0]);
    Optional<DataSet> measures = group(own, shared, Tags.PIXEL_MEASURES_SEQUENCE);
    double[] spacing = measures.map(g -> g.numbers(Tags.PIXEL_SPACING)).orElse(new double[0]);
    if (position.length != 3
        || direction.length != 6
        || spacing.length != 2
        || !(spacing[0] > 0 && spacing[1] > 0)) {
      return null;
    }
    double thickness = measures.orElseThrow().number(Tags.SLICE_THICKNESS).orElse(0);
    return new Slice(
        pixels.rows(),
        pixels.columns(),
        new PixelSpacing(spacing[0], spacing[1]),
        new Vector3(position[0], position[1], position[2]),
        new Vector3(direction[0], direction[1], direction[2]),
        new Vector3(direction[3], direction[4], direction[5]),
        thickness > 0 ? thickness : null);
  }

  private static @Nullable Source source(DataSet own, DataSet shared) {
    return group(own, shared, Tag.of("DerivationImageSequence"))
        .flatMap(g -> g.item(Tag.of("SourceImageSequence")))
        .flatMap(
            image ->
                image
                    .string(Tags.REFERENCED_SOP_INSTANCE_UID)
                    .map(
                        uid ->
                            new Source(uid, image.integer(Tags.REFERENCED_FRAME_NUMBER).orElse(1))))
        .orElse(null);
  }

  private static Optional<DataSet> group(DataSet own, DataSet shared, Tag sequence) {
    return own.item(sequence).or(() -> shared.item(sequence));
  }

  private static @Nullable Code type(DataSet segment) {
    return Code.in(segment, Tag.of("SegmentedPropertyTypeCodeSequence")).orElse(null);
  }
}
