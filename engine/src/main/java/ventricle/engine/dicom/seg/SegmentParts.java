package ventricle.engine.dicom.seg;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ventricle.engine.domain.UnusableInputException;

/** Which segments of an object are parts of a ventricle, and their pixels plane by plane. */
final class SegmentParts {

  private final SegmentationObject object;
  private final Map<Integer, SegmentPart> parts = new HashMap<>();
  private final List<String> unknown = new ArrayList<>();

  /**
   * @throws UnusableInputException when no segment is any
   */
  SegmentParts(SegmentationObject object) throws UnusableInputException {
    this.object = object;
    for (SegmentationObject.Segment segment : object.segments()) {
      SegmentPart.of(segment)
          .ifPresentOrElse(
              part -> parts.put(segment.number(), part),
              () -> unknown.add("segment " + segment.number() + " is no part of a ventricle"));
    }
    if (parts.isEmpty()) {
      throw new UnusableInputException(
          object.name(),
          "none of its %d segments is a ventricle".formatted(object.segments().size()));
    }
  }

  /** A phrase for each segment that is none. */
  List<String> unknown() {
    return unknown;
  }

  /** The frames of segments that are parts. */
  List<SegmentationObject.Frame> frames() {
    return object.frames().stream().filter(f -> parts.containsKey(f.segment())).toList();
  }

  /** The frames of one plane as maps of structures. */
  PlaneMaps maps(List<SegmentationObject.Frame> frames) throws UnusableInputException {
    EnumMap<SegmentPart, float[]> values = new EnumMap<>(SegmentPart.class);
    for (SegmentationObject.Frame frame : frames) {
      SegmentPart part = parts.get(frame.segment());
      if (part != null) {
        values.merge(part, object.values(frame), PlaneMaps::larger);
      }
    }
    return PlaneMaps.of(frames.getFirst().plane(), object.rows(), object.columns(), values);
  }
}
