package ventricle.engine.report;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a report is set.
 *
 * @param language of its words: one of {@link ReportFiles#languages}
 * @param site folder whose files stand before those of the program, null for none; need not exist
 */
public record ReportStyle(String language, Paper paper, @Nullable Path site) {

  /** English, A4, as the program brings it. */
  public static final ReportStyle DEFAULT = new ReportStyle("en", Paper.A4, null);

  /** A size of paper, in the words of CSS. */
  public enum Paper {
    A4("210mm 297mm"),
    LETTER("8.5in 11in");

    private final String size;

    Paper(String size) {
      this.size = size;
    }

    /** Width and height. */
    public String size() {
      return size;
    }
  }
}
