package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Sentence;
import ventricle.engine.measure.regional.Rings;
import ventricle.engine.measure.regional.UnevenWall;
import ventricle.engine.review.ReviewDocument;

/** Walls of a shape that hearts seldom have. */
final class WallFlags {

  private WallFlags() {}

  /**
   * At most one finding for ED and one for ES, on the most uneven slice.
   *
   * @param known walls of the measurement that is being made
   */
  static List<Flag> of(
      CineStack stack,
      ReviewDocument document,
      Rings known,
      @Nullable Integer ed,
      @Nullable Integer es) {
    List<Flag> flags = new ArrayList<>();
    if (ed != null) {
      UnevenWall.at(stack, document, ed, known)
          .ifPresent(wall -> flags.add(uneven(wall, "ED", ed)));
    }
    if (es != null && !es.equals(ed)) {
      UnevenWall.at(stack, document, es, known)
          .ifPresent(wall -> flags.add(uneven(wall, "ES", es)));
    }
    return flags;
  }

  private static Flag uneven(UnevenWall wall, String mark, int phase) {
    return Flag.of(
        new FrameKey(wall.slice(), phase),
        FlagCodes.WALL_UNEVEN,
        wall.slice() + 1,
        mark,
        Sentence.number(wall.ratio(), 1),
        Sentence.number(UnevenWall.BOUND, 1));
  }
}
