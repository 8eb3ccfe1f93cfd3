package ventricle.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.ThicknessCurves;

/**
 * Wall thickness of the segments over the cycle.
 *
 * @param axis times of the phases, and where ED and ES lie
 * @param lines 16, by number
 */
public record ReportThickness(ReportContent.Curve axis, List<Line> lines) {

  /** Fewer phases than this are no curve. */
  private static final int FEWEST = 3;

  public ReportThickness {
    lines = List.copyOf(lines);
  }

  /**
   * One segment.
   *
   * @param affected whether it thickens too little
   * @param mm one value for each phase, null where it is not known
   */
  public record Line(AhaSegment segment, boolean affected, List<@Nullable Double> mm) {}

  /**
   * Null where no segment is known in more than two phases.
   *
   * @param axis null without times
   */
  static @Nullable ReportThickness of(
      ReportContent.@Nullable Curve axis, Regional regional, ThicknessCurves curves) {
    List<Line> lines = new ArrayList<>();
    boolean known = false;
    for (AhaSegment segment : AhaSegment.values()) {
      List<@Nullable Double> mm = curves.of(segment);
      lines.add(new Line(segment, regional.wall(segment).affected(), mm));
      known |=
          axis != null
              && mm.size() == axis.times().size()
              && mm.stream().filter(Objects::nonNull).count() >= FEWEST;
    }
    return known && axis != null ? new ReportThickness(axis, lines) : null;
  }
}
