package ventricle.engine.dicom.seg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.Vr;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.output.DerivedHeader;
import ventricle.engine.dicom.output.SourceImages;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.report.CountedContours;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.ReportContext;
import ventricle.engine.report.StructureColour;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/**
 * Segmentation Storage, BINARY, of one phase: LV cavity (papillary muscles inside), LV myocardium,
 * RV cavity and, where drawn, papillary muscles, at the resolution of the images, made from the
 * contours that count. A frame for each segment and slice that has pixels; an object holds one
 * phase because readers misread segmentations over time.
 */
public final class Segmentation {

  private static final Tag SEGMENT_NUMBER = Tag.of("ReferencedSegmentNumber");
  private static final Tag SEGMENT_IDENTIFICATION = Tag.of("SegmentIdentificationSequence");

  private final Study study;
  private final ReviewDocument document;
  private final int phase;
  private final SourceImages sources;
  private final StackGeometry geometry;
  private final BitPlanes planes = new BitPlanes();
  private final List<DataSet> segments = new ArrayList<>();
  private final List<DataSet> frames = new ArrayList<>();
  private final Map<FrameKey, byte[]> labels = new LinkedHashMap<>();
  private final Map<FrameKey, byte[]> papillary = new LinkedHashMap<>();

  private Segmentation(Study study, ReviewDocument document, int phase)
      throws OutputUnavailableException {
    this.study = study;
    this.document = document;
    this.phase = phase;
    this.sources = new SourceImages(study.stack());
    this.geometry = new StackGeometry(study.stack());
  }

  /**
   * The object of the phase marked ED or ES.
   *
   * @throws OutputUnavailableException when the mark is not set, nothing is contoured there, or the
   *     spacing is unknown
   */
  public static DataSet of(Study study, ReviewDocument document, Mark mark, ReportContext context)
      throws OutputUnavailableException {
    PhaseMark set = document.mark(mark);
    if (set == null) {
      throw new OutputUnavailableException(mark + " is not set.");
    }
    return new Segmentation(study, document, set.phase())
        .object(mark.name(), mark == Mark.ED ? 9001 : 9002, context);
  }

  /**
   * The object of any phase.
   *
   * @param phase 0-based
   * @throws OutputUnavailableException when nothing is contoured there or the spacing is unknown
   */
  public static DataSet of(Study study, ReviewDocument document, int phase, ReportContext context)
      throws OutputUnavailableException {
    return new Segmentation(study, document, phase)
        .object(String.valueOf(phase + 1), 9100 + phase, context);
  }

  private DataSet object(String name, int series, ReportContext context)
      throws OutputUnavailableException {
    collect();
    if (segments.isEmpty()) {
      throw new OutputUnavailableException("No contour counts in phase " + name + ".");
    }
    return build(name, series, context);
  }

  private void collect() {
    for (int slice = 0; slice < study.stack().sliceCount(); slice++) {
      FrameKey key = new FrameKey(slice, phase);
      Slice plane = study.stack().slice(slice);
      labels.put(key, geometry.onCanvas(CountedContours.labels(document, key, plane), slice));
      papillary.put(key, geometry.onCanvas(papillary(key, plane), slice));
    }
    for (SegmentKind kind : SegmentKind.ALL) {
      addSegment(kind);
    }
  }

  private byte[] papillary(FrameKey key, Slice plane) {
    byte[] pixels = new byte[plane.rows() * plane.columns()];
    document
        .counted(new ContourKey(key, Structure.LV_PAPILLARY))
        .ifPresent(
            t -> Rasteriser.paint(pixels, ImageSize.of(plane), t.contour(), SegmentKind.PAPILLARY));
    return pixels;
  }

  private void addSegment(SegmentKind kind) {
    SegmentOrigin origin = new SegmentOrigin();
    int number = segments.size() + 1;
    int before = frames.size();
    (kind.value() == SegmentKind.PAPILLARY ? papillary : labels)
        .forEach(
            (key, pixels) -> {
              if (Rasteriser.holds(pixels, kind.value())) {
                planes.add(pixels, kind.value());
                frames.add(frame(key, number));
                kind.borders().stream()
                    .map(border -> document.counted(new ContourKey(key, border)))
                    .flatMap(Optional::stream)
                    .map(Tracing::provenance)
                    .forEach(origin::add);
              }
            });
    if (frames.size() > before) {
      segments.add(segment(kind, number, origin));
    }
  }

  private DataSet segment(SegmentKind kind, int number, SegmentOrigin origin) {
    DataSetBuilder b = DataSet.builder();
    double[] lab = StructureColour.of(kind.colour()).cieLab();
    b.set(Tag.of("SegmentNumber"), number)
        .set(Tag.of("SegmentLabel"), kind.label())
        .set(Tag.of("SegmentedPropertyCategoryCodeSequence"), Codes.ANATOMICAL_STRUCTURE.item())
        .set(Tag.of("SegmentedPropertyTypeCodeSequence"), kind.type().item())
        .set(Tag.of("TrackingID"), kind.label())
        .set(Tag.of("TrackingUID"), DerivedHeader.stableUid(study.studyInstanceUid(), kind.label()))
        .set(
            Tag.of("RecommendedDisplayCIELabValue"),
            (int) Math.round(lab[0] * 65535 / 100),
            (int) Math.round((lab[1] + 128) * 257),
            (int) Math.round((lab[2] + 128) * 257));
    origin.describe(b);
    return b.build();
  }

  private DataSet frame(FrameKey key, int segment) {
    DataSetBuilder b = DataSet.builder();
    geometry.perFrame(b, key.slice());
    b.set(SEGMENT_IDENTIFICATION, DataSet.of(s -> s.set(SEGMENT_NUMBER, segment)))
        .set(
            Tags.FRAME_CONTENT_SEQUENCE,
            DataSet.of(c -> c.set(Tags.DIMENSION_INDEX_VALUES, segment, key.slice() + 1)));
    study
        .stack()
        .frame(key)
        .ifPresent(
            frame ->
                b.set(
                    Tag.of("DerivationImageSequence"),
                    derivation(frame.source(), geometry.fills(key.slice()))));
    return b.build();
  }

  private DataSet derivation(InstanceRef source, boolean sameMatrix) {
    DataSet image =
        sources.reference(source).toBuilder()
            .set(Tag.of("PurposeOfReferenceCodeSequence"), Codes.SOURCE_FOR_PROCESSING.item())
            .set(Tag.of("SpatialLocationsPreserved"), sameMatrix ? "YES" : "NO")
            .build();
    return DataSet.of(
        b ->
            b.set(Tag.of("DerivationCodeSequence"), Codes.SEGMENTATION.item())
                .set(Tag.of("SourceImageSequence"), image));
  }

  private DataSet build(String name, int series, ReportContext context) {
    String frameOfReference = study.stack().frameOfReferenceUid();
    DataSetBuilder b =
        DerivedHeader.of(
            study,
            context,
            Uids.SEGMENTATION_STORAGE,
            "SEG",
            series,
            "Ventricles, %sphase %d. Research use only".formatted(stage(name), phase + 1));
    b.set(
            Tags.FRAME_OF_REFERENCE_UID,
            frameOfReference == null ? Uids.generate() : frameOfReference)
        .setEmpty(Tags.POSITION_REFERENCE_INDICATOR)
        .set(Tags.IMAGE_TYPE, "DERIVED", "PRIMARY")
        .set(Tag.of("ContentLabel"), "VENTRICLES_" + name)
        .set(Tag.of("ContentDescription"), ReportContext.RESEARCH_USE)
        .setEmpty(Tag.of("ContentCreatorName"))
        .set(Tags.SAMPLES_PER_PIXEL, 1)
        .set(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .set(Tags.ROWS, geometry.rows())
        .set(Tags.COLUMNS, geometry.columns())
        .set(Tags.BITS_ALLOCATED, 1)
        .set(Tags.BITS_STORED, 1)
        .set(Tags.HIGH_BIT, 0)
        .set(Tags.PIXEL_REPRESENTATION, 0)
        .set(Tags.LOSSY_IMAGE_COMPRESSION, "00")
        .set(Tag.of("SegmentationType"), "BINARY")
        .set(Tag.of("SegmentsOverlap"), overlap() ? "YES" : "NO")
        .set(Tag.of("SegmentSequence"), segments)
        .set(Tags.NUMBER_OF_FRAMES, planes.frames())
        .set(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, geometry.shared())
        .set(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames)
        .set(Tag.of("ReferencedSeriesSequence"), sources.seriesOf(labels.keySet()))
        .set(Tags.PIXEL_DATA, Vr.OB, planes.pixelData());
    if (context.reader() != null) {
      b.set(Tag.of("ContentCreatorName"), DerivedHeader.limited(context.reader(), 64));
    }
    dimensions(b);
    return b.build();
  }

  private String stage(String name) {
    return name.equals(String.valueOf(phase + 1)) ? "" : name + ", ";
  }

  private boolean overlap() {
    return papillary.values().stream()
        .anyMatch(pixels -> Rasteriser.holds(pixels, SegmentKind.PAPILLARY));
  }

  private static void dimensions(DataSetBuilder b) {
    String uid = Uids.generate();
    b.set(
            Tags.DIMENSION_ORGANIZATION_SEQUENCE,
            DataSet.of(d -> d.set(Tags.DIMENSION_ORGANIZATION_UID, uid)))
        .set(
            Tags.DIMENSION_INDEX_SEQUENCE,
            List.of(
                dimension(uid, SEGMENT_NUMBER, SEGMENT_IDENTIFICATION, "Segment"),
                dimension(
                    uid,
                    Tags.IMAGE_POSITION_PATIENT,
                    Tags.PLANE_POSITION_SEQUENCE,
                    "Slice, base to apex")));
  }

  private static DataSet dimension(String uid, Tag pointer, Tag group, String label) {
    return DataSet.of(
        d ->
            d.set(Tags.DIMENSION_ORGANIZATION_UID, uid)
                .set(Tags.DIMENSION_INDEX_POINTER, pointer)
                .set(Tags.FUNCTIONAL_GROUP_POINTER, group)
                .set(Tag.of("DimensionDescriptionLabel"), label));
  }
}
