package ventricle.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;
import ventricle.engine.report.ReportFiles;
import ventricle.engine.report.ReportStyle;
import ventricle.engine.report.ReportStyle.Paper;

/** Language and paper of report.pdf. */
final class ReportOptions {

  @Option(
      names = "--report-language",
      paramLabel = "CODE",
      description = "en, de, or one whose words lie in the user folder's report/ (default: en)")
  private String language = "en";

  @Option(names = "--paper", paramLabel = "a4|letter", description = "paper (default: a4)")
  private String paper = "a4";

  ReportStyle style(Context context) throws UsageException {
    Path site = context.userFolder().report();
    if (!new ReportFiles(site).languages().contains(language)) {
      throw new UsageException(
          "--report-language is one of "
              + String.join(", ", new ReportFiles(site).languages())
              + ", not '"
              + language
              + "'");
    }
    return switch (paper.toLowerCase(Locale.ROOT)) {
      case "a4" -> new ReportStyle(language, Paper.A4, site);
      case "letter" -> new ReportStyle(language, Paper.LETTER, site);
      default -> throw new UsageException("--paper is a4 or letter, not '" + paper + "'");
    };
  }
}
