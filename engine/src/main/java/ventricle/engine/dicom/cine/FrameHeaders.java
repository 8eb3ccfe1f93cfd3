package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;

/** Reads the headers of all frames of a file. */
final class FrameHeaders {

  private static final Tag ECHO_SEQUENCE = Tag.of(0x0018, 0x9114);
  private static final Tag EFFECTIVE_ECHO_TIME = Tag.of(0x0018, 0x9082);

  /** Cardiac cycles outside are not believed: 20 to 300 beats a minute. */
  private static final double MIN_RR_MS = 200;

  private static final double MAX_RR_MS = 3000;

  private FrameHeaders() {}

  /**
   * @throws UnusableInputException when the file lacks what places its frames
   */
  static List<FrameHeader> of(ImageFile image) throws UnusableInputException {
    DataSet data = image.file().dataSet();
    int frames = image.format().frames();
    int described = data.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).size();
    if (frames > 1 && described < frames) {
      throw unusable(image, "%d frames, but %d are described".formatted(frames, described));
    }
    List<FrameHeader> headers = new ArrayList<>(frames);
    for (int frame = 0; frame < frames; frame++) {
      headers.add(header(image, frame, new FrameAttributes(data, frame)));
    }
    return headers;
  }

  private static FrameHeader header(ImageFile image, int frame, FrameAttributes attributes)
      throws UnusableInputException {
    DataSet data = attributes.dataSet();
    String series = data.string(Tags.SERIES_INSTANCE_UID).orElse("");
    InstanceRef source =
        new InstanceRef(
            data.string(Tags.SOP_CLASS_UID).orElse(""),
            data.string(Tags.SOP_INSTANCE_UID)
                .orElseThrow(() -> unusable(image, "no SOP Instance UID")),
            series,
            frame + 1);
    String stack = attributes.string(Tags.FRAME_CONTENT_SEQUENCE, Tags.STACK_ID).orElse("");
    return new FrameHeader(
        image,
        frame,
        source,
        data.string(Tags.SERIES_DESCRIPTION).orElse(""),
        data.string(Tags.FRAME_OF_REFERENCE_UID).orElse(null),
        series + " " + stack,
        geometry(image, attributes),
        protocol(attributes),
        PhaseKeys.of(attributes, image.format().frames() > 1),
        rr(attributes),
        declaredPhases(data),
        data.number(Tags.SERIES_NUMBER).stream().boxed().findFirst().orElse(null),
        Display.of(attributes, image.format()));
  }

  private static Slice geometry(ImageFile image, FrameAttributes frame)
      throws UnusableInputException {
    double[] position = frame.numbers(Tags.PLANE_POSITION_SEQUENCE, Tags.IMAGE_POSITION_PATIENT);
    double[] orientation =
        frame.numbers(Tags.PLANE_ORIENTATION_SEQUENCE, Tags.IMAGE_ORIENTATION_PATIENT);
    if (position.length != 3 || orientation.length != 6) {
      throw unusable(image, "no position or orientation in the patient");
    }
    Vector3 row = new Vector3(orientation[0], orientation[1], orientation[2]);
    Vector3 column = new Vector3(orientation[3], orientation[4], orientation[5]);
    boolean unit =
        Math.abs(row.length() - 1) < .05
            && Math.abs(column.length() - 1) < .05
            && Math.abs(row.dot(column)) < .05;
    if (!unit) {
      throw unusable(image, "impossible orientation in the patient");
    }
    double[] spacing = frame.numbers(Tags.PIXEL_MEASURES_SEQUENCE, Tags.PIXEL_SPACING);
    boolean known = spacing.length == 2 && DoubleStream.of(spacing).allMatch(s -> s > 0);
    OptionalDouble thickness = frame.number(Tags.PIXEL_MEASURES_SEQUENCE, Tags.SLICE_THICKNESS);
    return new Slice(
        image.format().rows(),
        image.format().columns(),
        known ? new PixelSpacing(spacing[0], spacing[1]) : null,
        new Vector3(position[0], position[1], position[2]),
        row.normalised(),
        column.normalised(),
        thickness.isPresent() && thickness.getAsDouble() > 0 ? thickness.getAsDouble() : null);
  }

  private static FrameHeader.Protocol protocol(FrameAttributes frame) {
    OptionalDouble echo = frame.number(ECHO_SEQUENCE, EFFECTIVE_ECHO_TIME);
    return new FrameHeader.Protocol(
        frame.dataSet().strings(Tags.SCANNING_SEQUENCE).stream().sorted().toList(),
        frame.dataSet().strings(Tags.SEQUENCE_VARIANT).stream().sorted().toList(),
        echo.orElse(frame.dataSet().number(Tags.ECHO_TIME).orElse(0)));
  }

  /** RR interval by the header: nominal interval, else heart rate. */
  private static @Nullable Double rr(FrameAttributes frame) {
    DataSet data = frame.dataSet();
    return plausible(data.number(Tags.NOMINAL_INTERVAL))
        .or(
            () ->
                plausible(
                    frame.number(
                        Tags.CARDIAC_SYNCHRONIZATION_SEQUENCE, Tags.RR_INTERVAL_TIME_NOMINAL)))
        .or(
            () ->
                data.number(Tags.HEART_RATE).stream()
                    .filter(rate -> rate > 0)
                    .map(rate -> 60_000 / rate)
                    .boxed()
                    .findFirst()
                    .filter(FrameHeaders::isPlausible))
        .orElse(null);
  }

  private static Optional<Double> plausible(OptionalDouble rr) {
    return rr.stream().boxed().filter(FrameHeaders::isPlausible).findFirst();
  }

  static boolean isPlausible(double rrMs) {
    return rrMs >= MIN_RR_MS && rrMs <= MAX_RR_MS;
  }

  private static @Nullable Integer declaredPhases(DataSet data) {
    int images = data.integer(Tags.CARDIAC_NUMBER_OF_IMAGES).orElse(0);
    int positions = data.integer(Tags.NUMBER_OF_TEMPORAL_POSITIONS).orElse(0);
    int declared = images > 1 ? images : positions;
    return declared > 1 ? declared : null;
  }

  private static UnusableInputException unusable(ImageFile image, String cause) {
    return new UnusableInputException(image.label(), cause);
  }
}
