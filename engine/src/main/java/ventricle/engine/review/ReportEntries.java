package ventricle.engine.review;

import org.jspecify.annotations.Nullable;

/**
 * What a reader wrote for the report; every text may be empty and none is ever null. May identify a
 * person, so {@link #toString} hides it.
 *
 * @param indication why the examination was made
 * @param rhythm during the examination
 * @param imageQuality 1 (excellent) to 4 (not diagnostic); null while not graded
 * @param comparison with what came before
 * @param conclusion in the reader's words
 */
public record ReportEntries(
    String indication,
    String rhythm,
    @Nullable Integer imageQuality,
    String comparison,
    String conclusion) {

  /** Nothing written. */
  public static final ReportEntries NONE = new ReportEntries("", "", null, "", "");

  /**
   * @throws IllegalArgumentException for an image quality outside 1..4
   */
  public ReportEntries {
    indication = textOf(indication);
    rhythm = textOf(rhythm);
    comparison = textOf(comparison);
    conclusion = textOf(conclusion);
    if (imageQuality != null && (imageQuality < 1 || imageQuality > 4)) {
      throw new IllegalArgumentException("image quality is graded from 1 to 4");
    }
  }

  private static String textOf(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public String toString() {
    return "ReportEntries[not shown]";
  }
}
