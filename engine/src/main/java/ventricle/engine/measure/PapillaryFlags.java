package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.ReviewDocument;

/** What a reader should know where papillary muscles are to count as muscle. */
final class PapillaryFlags {

  private PapillaryFlags() {}

  /** A measured phase without any papillary contour: its blood volume still contains them. */
  static List<Flag> of(
      ReviewDocument document, StackVolumes volumes, @Nullable Integer ed, @Nullable Integer es) {
    List<Flag> flags = new ArrayList<>();
    if (document.papillary() == Papillary.MASS) {
      check(volumes, "ED", ed, flags);
      check(volumes, "ES", es, flags);
    }
    return flags;
  }

  private static void check(
      StackVolumes volumes, String name, @Nullable Integer phase, List<Flag> flags) {
    if (phase != null
        && volumes.drawn(phase, Structure.LV_ENDO)
        && !volumes.drawn(phase, Structure.LV_PAPILLARY)) {
      flags.add(Flag.of(null, FlagCodes.PAPILLARY_MISSING, name));
    }
  }
}
