package ventricle.engine.exchange.incoming;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;

/** Names of regions: slice, phase (from 1) and structure, as in {@code S03-P11-LV_ENDO}. */
public final class RoiNames {

  private static final Pattern PLACE =
      Pattern.compile("(?i)(?:^|[^a-z])s(?:lice)?0*(\\d{1,4})[-_ ]p(?:hase)?0*(\\d{1,4})(?:\\D|$)");

  private RoiNames() {}

  public static String of(ContourKey key) {
    return String.format(
        Locale.ROOT,
        "S%02d-P%02d-%s",
        key.frame().slice() + 1,
        key.frame().phase() + 1,
        key.structure());
  }

  /** The place in a name, 0-based. */
  static Optional<FrameKey> frame(String name) {
    Matcher m = PLACE.matcher(name);
    if (!m.find()) {
      return Optional.empty();
    }
    int slice = Integer.parseInt(m.group(1));
    int phase = Integer.parseInt(m.group(2));
    return slice < 1 || phase < 1
        ? Optional.empty()
        : Optional.of(new FrameKey(slice - 1, phase - 1));
  }

  /** The structure a name speaks of, also in others' words: "endo", "LV epi", "RV". */
  static Optional<Structure> structure(String name) {
    String text = name.toLowerCase(Locale.ROOT);
    if (text.contains("pap")) {
      return Optional.of(Structure.LV_PAPILLARY);
    }
    if (text.contains("rv") || text.contains("right")) {
      return text.contains("epi") ? Optional.empty() : Optional.of(Structure.RV_ENDO);
    }
    if (text.contains("epi")) {
      return Optional.of(Structure.LV_EPI);
    }
    return text.contains("endo") || text.contains("lv")
        ? Optional.of(Structure.LV_ENDO)
        : Optional.empty();
  }
}
