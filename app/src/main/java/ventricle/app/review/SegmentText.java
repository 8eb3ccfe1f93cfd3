package ventricle.app.review;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.BullseyeQuantity;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.review.WallMotion;

/** What is said of a segment: its name, the value shown and the frames it was measured in. */
record SegmentText(Text text) {

  String name(AhaSegment segment) {
    return text.get("segment." + segment.key()) + " (" + segment.number() + ")";
  }

  String grade(WallMotion grade) {
    return grade.score() + " " + text.get("wall-motion." + Text.key(grade));
  }

  /** Name, value and frames in one line; the reason where there is no value. */
  String line(BullseyeQuantity quantity, SegmentWall wall, SortedMap<Integer, WallMotion> grades) {
    return name(wall.segment()) + ": " + value(quantity, wall, grades);
  }

  private String value(
      BullseyeQuantity quantity, SegmentWall wall, SortedMap<Integer, WallMotion> grades) {
    WallMotion grade = grades.get(wall.segment().number());
    Double value = quantity.of(wall, grade);
    if (quantity == BullseyeQuantity.WALL_MOTION) {
      return grade == null ? text.get("wall.not-graded") : grade(grade);
    }
    if (value == null) {
      String reason = wall.reason();
      return reason == null ? text.get("results.missing") : reason;
    }
    String shown = quantity.shown(value) + " " + quantity.unit();
    String places = places(quantity, wall);
    return places.isEmpty() ? shown : shown + ", " + places;
  }

  private String places(BullseyeQuantity quantity, SegmentWall wall) {
    String ed = slices(wall.edFrames());
    String es = slices(wall.esFrames());
    if (ed.equals(es) && !ed.isEmpty()) {
      return text.get("wall.at-same", ed);
    }
    return switch (quantity) {
      case ED_THICKNESS -> ed.isEmpty() ? "" : text.get("wall.at-ed", ed);
      case ES_THICKNESS -> es.isEmpty() ? "" : text.get("wall.at-es", es);
      case THICKENING, THICKENING_PERCENT ->
          ed.isEmpty() || es.isEmpty() ? "" : text.get("wall.at-both", ed, es);
      case WALL_MOTION -> "";
    };
  }

  private static String slices(List<FrameKey> frames) {
    return frames.stream()
        .map(FrameKey::slice)
        .distinct()
        .sorted()
        .map(slice -> String.valueOf(slice + 1))
        .collect(Collectors.joining(", "));
  }

  /**
   * The frame to show for a segment: the middle one of those it was measured in, or the one after
   * the frame shown when that is one of them; null when there is none.
   */
  static @Nullable FrameKey frame(BullseyeQuantity quantity, SegmentWall wall, FrameKey shown) {
    List<FrameKey> frames =
        quantity == BullseyeQuantity.ED_THICKNESS ? wall.edFrames() : wall.esFrames();
    if (frames.isEmpty()) {
      return null;
    }
    int at = frames.indexOf(shown);
    return frames.get(at < 0 ? frames.size() / 2 : (at + 1) % frames.size());
  }
}
