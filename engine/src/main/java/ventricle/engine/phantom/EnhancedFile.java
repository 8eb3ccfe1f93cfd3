package ventricle.engine.phantom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.Vr;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;

/** A whole cine as one Enhanced MR image; its functional groups alone tell the order. */
final class EnhancedFile {

  private final PhantomSeries series;
  private final Study study;
  private final List<FrameKey> order;

  /**
   * @param order the frames in the order of the file
   */
  EnhancedFile(PhantomSeries series, List<FrameKey> order) {
    this.series = series;
    this.study = series.study();
    this.order = List.copyOf(order);
  }

  DataSet file() {
    CineStack stack = study.stack();
    CineFrame first = frame(order.getFirst());
    String organisation = series.uid("dimensions");
    DataSetBuilder b = DataSet.builder();
    PhantomHeaders.patientAndStudy(b, study);
    PhantomHeaders.device(b, series);
    PhantomHeaders.frameOfReference(b, stack);
    PhantomHeaders.pixelFormat(b, first.pixels());
    b.set(Tags.SOP_CLASS_UID, Uids.ENHANCED_MR_IMAGE_STORAGE)
        .set(Tags.SOP_INSTANCE_UID, series.uid("enhanced image"))
        .set(Tags.SERIES_INSTANCE_UID, series.uid("enhanced series"))
        .set(Tags.SERIES_DESCRIPTION, series.description())
        .set(Tags.SERIES_NUMBER, series.number())
        .set(Tags.INSTANCE_NUMBER, 1)
        .set(Tags.CONTENT_TIME, PhantomHeaders.START)
        .set(Tags.ACQUISITION_DATE_TIME, dateTime(20 * (series.acquisition(0) - 1)))
        .set(Tags.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "CARDIAC", "NONE")
        .set(Tags.NUMBER_OF_FRAMES, order.size())
        .set(Tags.LOSSY_IMAGE_COMPRESSION, "00")
        .set(Tags.PULSE_SEQUENCE_NAME, "bSSFP cine")
        .set(Tags.MR_ACQUISITION_TYPE, "2D")
        .set(Tag.of("AcquisitionDuration"), 20_000.0)
        .setAll(EnhancedMacros.pulseSequence())
        .set(Tag.of("AcquisitionContrast"), "T2")
        .set(Tag.of("ResonantNucleus"), "1H")
        .set(Tag.of("ContentQualification"), "RESEARCH")
        .set(Tag.of("BurnedInAnnotation"), "NO")
        .set(Tag.of("PresentationLUTShape"), "IDENTITY")
        .set(Tag.of("VolumetricProperties"), "VOLUME")
        .set(Tag.of("VolumeBasedCalculationTechnique"), "NONE")
        .set(Tag.of("PixelPresentation"), "MONOCHROME")
        .set(Tags.COMPLEX_IMAGE_COMPONENT, "MAGNITUDE")
        .setEmpty(Tag.of("AcquisitionContextSequence"))
        .set(
            Tags.DIMENSION_ORGANIZATION_SEQUENCE,
            DataSet.of(d -> d.set(Tags.DIMENSION_ORGANIZATION_UID, organisation)))
        .set(
            Tags.DIMENSION_INDEX_SEQUENCE,
            List.of(
                dimension(organisation, Tags.IN_STACK_POSITION_NUMBER),
                dimension(organisation, Tags.TEMPORAL_POSITION_INDEX)))
        .set(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared(stack.slice(0), first))
        .set(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, order.stream().map(this::perFrame).toList())
        .set(Tags.PIXEL_DATA, Vr.OW, pixels());
    Double field = study.acquisition().fieldStrengthTesla();
    if (field != null) {
      b.set(Tags.MAGNETIC_FIELD_STRENGTH, field.doubleValue());
    }
    return b.build();
  }

  private CineFrame frame(FrameKey key) {
    return study.stack().frame(key).orElseThrow();
  }

  private String dateTime(int seconds) {
    return DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
        .format(
            LocalDateTime.of(PhantomHeaders.date(study), PhantomHeaders.START)
                .plusSeconds(seconds));
  }

  private static DataSet dimension(String organisation, Tag pointer) {
    return DataSet.of(
        d ->
            d.set(Tags.DIMENSION_ORGANIZATION_UID, organisation)
                .set(Tags.DIMENSION_INDEX_POINTER, pointer)
                .set(Tags.FUNCTIONAL_GROUP_POINTER, Tags.FRAME_CONTENT_SEQUENCE));
  }

  private DataSet shared(Slice slice, CineFrame frame) {
    Pixels pixels = frame.pixels();
    DataSet measures =
        DataSet.of(
            d ->
                d.set(Tags.SLICE_THICKNESS, PhantomHeaders.thickness(slice))
                    .set(Tags.SPACING_BETWEEN_SLICES, PhantomHeaders.distance(study.stack()))
                    .set(Tags.PIXEL_SPACING, PhantomHeaders.spacing(slice)));
    DataSet values =
        DataSet.of(
            d ->
                d.set(Tags.RESCALE_SLOPE, pixels.slope())
                    .set(Tags.RESCALE_INTERCEPT, pixels.intercept())
                    .set(Tags.RESCALE_TYPE, "US"));
    DataSet type =
        DataSet.of(
            d ->
                d.set(Tags.FRAME_TYPE, "ORIGINAL", "PRIMARY", "CARDIAC", "NONE")
                    .set(Tag.of("PixelPresentation"), "MONOCHROME")
                    .set(Tag.of("VolumetricProperties"), "VOLUME")
                    .set(Tag.of("VolumeBasedCalculationTechnique"), "NONE")
                    .set(Tags.COMPLEX_IMAGE_COMPONENT, "MAGNITUDE")
                    .set(Tag.of("AcquisitionContrast"), "T2"));
    DataSet echo = DataSet.of(d -> d.set(Tag.of("EffectiveEchoTime"), PhantomHeaders.ECHO_MS));
    return DataSet.of(
        d ->
            d.set(Tags.PIXEL_MEASURES_SEQUENCE, measures)
                .set(
                    Tags.PLANE_ORIENTATION_SEQUENCE,
                    DataSet.of(
                        o ->
                            o.set(
                                Tags.IMAGE_ORIENTATION_PATIENT, PhantomHeaders.orientation(slice))))
                .set(Tags.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, values)
                .set(Tags.FRAME_VOI_LUT_SEQUENCE, DataSet.of(w -> PhantomHeaders.window(w, frame)))
                .set(Tags.MR_IMAGE_FRAME_TYPE_SEQUENCE, type)
                .set(Tag.of("MREchoSequence"), echo)
                .setAll(EnhancedMacros.shared()));
  }

  private DataSet perFrame(FrameKey key) {
    int slice = key.slice() + 1;
    int phase = key.phase() + 1;
    Double time = frame(key).timeMs();
    DataSet content =
        DataSet.of(
            d ->
                d.set(Tags.STACK_ID, "1")
                    .set(Tags.IN_STACK_POSITION_NUMBER, slice)
                    .set(Tags.TEMPORAL_POSITION_INDEX, phase)
                    .set(Tags.DIMENSION_INDEX_VALUES, slice, phase)
                    .set(
                        Tags.FRAME_ACQUISITION_DATE_TIME,
                        dateTime(20 * series.acquisition(key.slice())))
                    .set(
                        Tag.of("FrameReferenceDateTime"),
                        dateTime(20 * series.acquisition(key.slice())))
                    .set(Tag.of("FrameAcquisitionDuration"), 40.0));
    DataSet cardiac =
        DataSet.of(
            d ->
                d.set(Tags.NOMINAL_CARDIAC_TRIGGER_DELAY_TIME, time == null ? 0 : time)
                    .set(Tags.RR_INTERVAL_TIME_NOMINAL, PhantomHeaders.rr(study.stack())));
    DataSet position =
        DataSet.of(
            d ->
                d.set(
                    Tags.IMAGE_POSITION_PATIENT,
                    PhantomHeaders.position(study.stack().slice(key.slice()))));
    return DataSet.of(
        d ->
            d.set(Tags.FRAME_CONTENT_SEQUENCE, content)
                .set(Tags.PLANE_POSITION_SEQUENCE, position)
                .set(Tags.CARDIAC_SYNCHRONIZATION_SEQUENCE, cardiac));
  }

  private byte[] pixels() {
    List<short[]> frames = new ArrayList<>();
    int bytes = 0;
    for (FrameKey key : order) {
      short[] stored = PhantomPixels.stored(frame(key).pixels());
      frames.add(stored);
      bytes += 2 * stored.length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (short[] stored : frames) {
      buffer.asShortBuffer().put(stored);
      buffer.position(buffer.position() + 2 * stored.length);
    }
    return buffer.array();
  }
}
