package ventricle.engine.report;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Who reports, with what, when, and how it is set.
 *
 * @param softwareVersion of this program
 * @param reader name of the person at the desk, null for a run without one
 * @param at moment of the report
 * @param style of the pages
 * @param previous an examination of the same person before this one; null to compare with none
 */
public record ReportContext(
    String softwareVersion,
    @Nullable String reader,
    OffsetDateTime at,
    ReportStyle style,
    @Nullable PreviousStudy previous) {

  /** Compared with no other examination. */
  public ReportContext(
      String softwareVersion, @Nullable String reader, OffsetDateTime at, ReportStyle style) {
    this(softwareVersion, reader, at, style, null);
  }

  /** In English on A4. */
  public ReportContext(String softwareVersion, @Nullable String reader, OffsetDateTime at) {
    this(softwareVersion, reader, at, ReportStyle.DEFAULT);
  }

  /** The same in another style. */
  public ReportContext withStyle(ReportStyle style) {
    return new ReportContext(softwareVersion, reader, at, style, previous);
  }

  /** The same with an earlier examination to compare with, or none. */
  public ReportContext comparedWith(@Nullable PreviousStudy previous) {
    return new ReportContext(softwareVersion, reader, at, style, previous);
  }

  public static final String SOFTWARE = "Ventricle";

  /** Stands on every page and in every object; no setting removes it. */
  public static final String RESEARCH_USE = "Research use only. Not for diagnosis.";
}
