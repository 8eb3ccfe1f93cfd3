package ventricle.engine.exchange.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Study;

/**
 * Name of one volume in a dataset: {@code V<study>_P<phase>}, after {@code AI_} where no reader
 * made it. The study's part is a digest of its UIDs, the same on every machine; it names nobody.
 *
 * @param study twelve hexadecimal digits
 * @param phase 0-based
 * @param aiOnly whether no reader has reviewed it
 */
public record CaseName(String study, int phase, boolean aiOnly) {

  private static final Pattern FORM = Pattern.compile("(AI_)?V([0-9a-f]{12})_P([0-9]{3,})");
  private static final int DIGITS = 12;

  public static CaseName of(Study study, int phase, boolean aiOnly) {
    return new CaseName(digest(study), phase, aiOnly);
  }

  /** Reads a name back; empty for the name of something else. */
  public static Optional<CaseName> parse(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int phase = Integer.parseInt(matcher.group(3)) - 1;
    return phase < 0
        ? Optional.empty()
        : Optional.of(new CaseName(matcher.group(2), phase, matcher.group(1) != null));
  }

  /** Whether it is a volume of this study's chosen stack. */
  public boolean isOf(Study other) {
    return study.equals(digest(other)) && phase < other.stack().phases();
  }

  /** As files carry it; phases count from 1. */
  public String text() {
    return "%sV%s_P%03d".formatted(aiOnly ? "AI_" : "", study, phase + 1);
  }

  private static String digest(Study study) {
    StringBuilder text = new StringBuilder("ventricle-case\n").append(study.studyInstanceUid());
    study.stack().seriesInstanceUids().forEach(series -> text.append('\n').append(series));
    return Sha256.of(text.toString()).substring(0, DIGITS);
  }
}
