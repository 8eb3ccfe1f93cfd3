package ventricle.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.measure.regional.WallMotionScore;
import ventricle.engine.review.WallMotion;

/** The wall of the left ventricle by segments: as a reader graded it and as it was measured. */
final class ReportWall {

  private final ReportTexts texts;

  ReportWall(ReportTexts texts) {
    this.texts = texts;
  }

  ReportContent.Wall of(
      Regional regional, Map<Integer, WallMotion> graded, @Nullable ReportThickness overCycle) {
    List<ReportContent.Segment> segments = new ArrayList<>();
    boolean measured = false;
    for (AhaSegment segment : AhaSegment.values()) {
      SegmentWall wall = regional.wall(segment);
      WallMotion motion = graded.get(segment.number());
      measured |= wall.edMm() != null || wall.esMm() != null;
      segments.add(
          new ReportContent.Segment(
              segment.number(),
              texts.get("segment-" + segment.key()),
              motion == null ? null : motion.score(),
              motion == null ? ReportTexts.UNKNOWN : texts.get("motion-" + motion.score()),
              wall.edMm(),
              wall.thickeningMm(),
              texts.number(wall.edMm(), 1),
              texts.number(wall.esMm(), 1),
              texts.number(wall.thickeningMm(), 1),
              texts.number(wall.thickeningPercent(), 0),
              wall.affected()));
    }
    return new ReportContent.Wall(
        segments,
        !graded.isEmpty(),
        index(graded),
        measured,
        reasons(regional, measured),
        overCycle);
  }

  /** The wall motion score index and how many segments it is the mean of. */
  private String index(Map<Integer, WallMotion> graded) {
    WallMotionScore score = WallMotionScore.of(graded);
    return score.index() == null
        ? texts.get("motion-none")
        : texts.get("motion-index", texts.number(score.index(), 2), score.graded());
  }

  /** Why values are missing, each reason once. */
  private List<String> reasons(Regional regional, boolean measured) {
    String whole = regional.reason();
    if (!measured && whole != null) {
      return List.of(texts.sentences(regional.said(), whole));
    }
    List<String> reasons = new ArrayList<>();
    for (SegmentWall wall : regional.segments()) {
      String reason = wall.reason();
      if (reason != null) {
        reasons.add(texts.sentences(wall.said(), reason));
      }
    }
    return reasons.stream().distinct().toList();
  }
}
