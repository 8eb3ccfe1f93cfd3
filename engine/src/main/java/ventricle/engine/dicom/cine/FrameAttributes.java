package ventricle.engine.dicom.cine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;

/**
 * The attributes of one frame wherever they lie: in its per-frame functional groups, in the shared
 * ones, or, for classic images, in the data set itself.
 */
final class FrameAttributes {

  private final DataSet dataSet;
  private final DataSet shared;
  private final DataSet own;

  /**
   * @param frame 0-based
   */
  FrameAttributes(DataSet dataSet, int frame) {
    List<DataSet> perFrame = dataSet.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    this.dataSet = dataSet;
    this.shared = dataSet.item(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DataSet.EMPTY);
    this.own = frame < perFrame.size() ? perFrame.get(frame) : DataSet.EMPTY;
  }

  DataSet dataSet() {
    return dataSet;
  }

  OptionalDouble number(Tag group, Tag tag) {
    double[] values = numbers(group, tag);
    return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
  }

  double[] numbers(Tag group, Tag tag) {
    return holder(group, tag).map(d -> d.numbers(tag)).orElse(new double[0]);
  }

  Optional<String> string(Tag group, Tag tag) {
    return holder(group, tag).flatMap(d -> d.string(tag));
  }

  List<String> strings(Tag group, Tag tag) {
    return holder(group, tag).map(d -> d.strings(tag)).orElse(List.of());
  }

  /** The frame's value along the dimension that a tag indexes, when its file has that dimension. */
  OptionalDouble dimensionIndex(Tag indexed) {
    List<DataSet> dimensions = dataSet.items(Tags.DIMENSION_INDEX_SEQUENCE);
    double[] values = numbers(Tags.FRAME_CONTENT_SEQUENCE, Tags.DIMENSION_INDEX_VALUES);
    for (int i = 0; i < dimensions.size() && i < values.length; i++) {
      if (dimensions.get(i).tags(Tags.DIMENSION_INDEX_POINTER).contains(indexed)) {
        return OptionalDouble.of(values[i]);
      }
    }
    return OptionalDouble.empty();
  }

  /** The time of day of the first tag that has one, in ms, with the days of its date. */
  OptionalDouble milliseconds(Tag dateTag, Tag... timeTags) {
    long day = dataSet.date(dateTag).map(d -> d.toEpochDay()).orElse(0L);
    return Arrays.stream(timeTags)
        .flatMap(t -> dataSet.time(t).stream())
        .mapToDouble(t -> day * 86_400_000d + t.toNanoOfDay() / 1e6)
        .findFirst();
  }

  private Optional<DataSet> holder(Tag group, Tag tag) {
    return own.item(group)
        .filter(d -> d.contains(tag))
        .or(() -> shared.item(group).filter(d -> d.contains(tag)))
        .or(() -> Optional.of(dataSet).filter(d -> d.contains(tag)));
  }
}
