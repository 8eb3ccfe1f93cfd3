package ventricle.engine.measure.regional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Sentence;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/**
 * Thickness of the LV's wall in the segments of the AHA's model, from the contours that count.
 * Thickness by the centreline method ({@link ventricle.engine.geometry.WallChords}); levels are
 * thirds of the LV's length at each phase; angles count from the anterior insertion of the RV.
 * Slices whose wall is no closed ring carry none, and a third in which muscle fills a slice between
 * others with a cavity has none at that phase.
 */
public final class WallThickness {

  private WallThickness() {}

  /**
   * Thickness at ED and ES, and thickening.
   *
   * @param stack in the document's slice order
   * @param known rings of earlier measurements of the study
   */
  public static Regional of(CineStack stack, ReviewDocument document, Rings known) {
    known.begin();
    PhaseWall ed = at(stack, document, Mark.ED, known);
    PhaseWall es = at(stack, document, Mark.ES, known);
    List<SegmentWall> walls =
        Arrays.stream(AhaSegment.values()).map(segment -> wall(segment, ed, es)).toList();
    List<Sentence> nothing =
        ed.why() != null && es.why() != null
            ? List.of(sentence("ED", ed.why()), sentence("ES", es.why()))
            : List.of();
    return Regional.of(walls, nothing);
  }

  /** Thickness at every phase; takes longer, so not for every edit. */
  static List<List<@Nullable Double>> curves(
      CineStack stack, ReviewDocument document, Rings known) {
    known.begin();
    List<PhaseWall> phases =
        IntStream.range(0, stack.phases())
            .mapToObj(phase -> PhaseWall.of(stack, document, phase, known))
            .toList();
    List<List<@Nullable Double>> curves = new ArrayList<>();
    for (AhaSegment segment : AhaSegment.values()) {
      List<@Nullable Double> curve = new ArrayList<>();
      phases.forEach(phase -> curve.add(phase.mm(segment)));
      curves.add(curve);
    }
    return curves;
  }

  private static PhaseWall at(CineStack stack, ReviewDocument document, Mark which, Rings known) {
    PhaseMark mark = document.mark(which);
    return mark == null
        ? PhaseWall.unknown("unset")
        : PhaseWall.of(stack, document, mark.phase(), known);
  }

  private static SegmentWall wall(AhaSegment segment, PhaseWall ed, PhaseWall es) {
    return SegmentWall.of(
        segment,
        ed.mm(segment),
        es.mm(segment),
        ed.frames(segment),
        es.frames(segment),
        missing(segment, ed, es));
  }

  private static List<Sentence> missing(AhaSegment segment, PhaseWall ed, PhaseWall es) {
    List<Sentence> missing = new ArrayList<>();
    if (ed.mm(segment) == null) {
      missing.add(sentence("ED", why(segment, ed)));
    }
    if (es.mm(segment) == null) {
      missing.add(sentence("ES", why(segment, es)));
    }
    return missing;
  }

  private static String why(AhaSegment segment, PhaseWall phase) {
    if (phase.why() != null) {
      return phase.why();
    }
    return phase.filled().contains(segment.level())
        ? "filled"
        : switch (segment.level()) {
          case BASAL -> "basal-ring";
          case MID -> "mid-ring";
          case APICAL -> "apical-ring";
        };
  }

  private static Sentence sentence(String phase, String why) {
    return Sentence.of("wall-unknown." + why, phase);
  }
}
