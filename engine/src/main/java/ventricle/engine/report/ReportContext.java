package ventricle.engine.report;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Who reports, with what, when.
 *
 * @param softwareVersion of this program
 * @param reader name of the person at the desk, null for a run without one
 * @param at moment of the report
 */
public record ReportContext(String softwareVersion, @Nullable String reader, OffsetDateTime at) {

  public static final String SOFTWARE = "Ventricle";

  /** Stands on every page and in every object; no setting removes it. */
  public static final String RESEARCH_USE = "Research use only. Not for diagnosis.";
}
