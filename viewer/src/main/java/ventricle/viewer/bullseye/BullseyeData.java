package ventricle.viewer.bullseye;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.BullseyeQuantity;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.review.WallMotion;

/**
 * What a polar map shows.
 *
 * @param cells 16, by number of the segment
 */
public record BullseyeData(BullseyeQuantity quantity, List<Cell> cells) {

  /**
   * One segment.
   *
   * @param value in the quantity's unit; null where it is not known
   * @param affected whether the segment is marked because it thickens too little
   */
  public record Cell(AhaSegment segment, @Nullable Double value, boolean affected) {}

  public BullseyeData {
    cells = List.copyOf(cells);
    if (cells.size() != AhaSegment.values().length) {
      throw new IllegalArgumentException("there are 16 segments, not " + cells.size());
    }
  }

  /** A quantity of a measured wall; grades are not marked by what was measured. */
  public static BullseyeData of(
      BullseyeQuantity quantity, Regional regional, SortedMap<Integer, WallMotion> grades) {
    List<Cell> cells = new ArrayList<>();
    for (SegmentWall wall : regional.segments()) {
      Double value = quantity.of(wall, grades.get(wall.segment().number()));
      boolean marked = wall.affected() && quantity != BullseyeQuantity.WALL_MOTION;
      cells.add(new Cell(wall.segment(), value, marked));
    }
    return new BullseyeData(quantity, cells);
  }

  /** Nothing known yet. */
  static BullseyeData empty(BullseyeQuantity quantity) {
    return new BullseyeData(
        quantity,
        java.util.Arrays.stream(AhaSegment.values())
            .map(segment -> new Cell(segment, null, false))
            .toList());
  }

  Cell cell(AhaSegment segment) {
    return cells.get(segment.number() - 1);
  }
}
