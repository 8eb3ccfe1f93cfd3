package ventricle.engine.dicom.cine;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.Tags;

/** The keys one image carries. */
final class PhaseKeys {

  private final Map<PhaseKey, Double> values;

  PhaseKeys(Map<PhaseKey, Double> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * @param multiFrame frames of one file share its instance number and times, which then say
   *     nothing
   */
  static PhaseKeys of(FrameAttributes frame, boolean multiFrame) {
    Map<PhaseKey, Double> values = new EnumMap<>(PhaseKey.class);
    put(
        values,
        PhaseKey.TRIGGER_TIME,
        frame.number(Tags.CARDIAC_SYNCHRONIZATION_SEQUENCE, Tags.TRIGGER_TIME));
    put(
        values,
        PhaseKey.NOMINAL_TRIGGER_DELAY,
        frame.number(
            Tags.CARDIAC_SYNCHRONIZATION_SEQUENCE, Tags.NOMINAL_CARDIAC_TRIGGER_DELAY_TIME));
    OptionalDouble position =
        frame.number(Tags.FRAME_CONTENT_SEQUENCE, Tags.TEMPORAL_POSITION_INDEX);
    if (position.isEmpty()) {
      position = frame.dimensionIndex(Tags.TEMPORAL_POSITION_INDEX);
    }
    if (position.isEmpty()) {
      position = frame.dimensionIndex(Tags.NOMINAL_CARDIAC_TRIGGER_DELAY_TIME);
    }
    if (position.isEmpty()) {
      position = frame.dataSet().number(Tags.TEMPORAL_POSITION_IDENTIFIER);
    }
    put(values, PhaseKey.TEMPORAL_POSITION, position);
    if (!multiFrame) {
      put(
          values,
          PhaseKey.ACQUISITION_TIME,
          frame.milliseconds(
              Tags.ACQUISITION_DATE, Tags.ACQUISITION_TIME, Tags.ACQUISITION_DATE_TIME));
      put(values, PhaseKey.CONTENT_TIME, frame.milliseconds(Tags.CONTENT_DATE, Tags.CONTENT_TIME));
      put(values, PhaseKey.INSTANCE_NUMBER, frame.dataSet().number(Tags.INSTANCE_NUMBER));
    }
    return new PhaseKeys(values);
  }

  /** The value of a key, null when the image does not carry it. */
  @Nullable Double get(PhaseKey key) {
    return values.get(key);
  }

  private static void put(Map<PhaseKey, Double> values, PhaseKey key, OptionalDouble value) {
    if (value.isPresent()) {
      values.put(key, value.getAsDouble());
    }
  }
}
