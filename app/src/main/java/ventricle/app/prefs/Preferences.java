package ventricle.app.prefs;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.report.ReportStyle;

/**
 * What the user chose, kept between runs. Sizes and opacity are brought into their range, so that a
 * file changed by hand cannot hide the window.
 *
 * @param heatmapOpacity 0..1
 * @param lastFolder where the last study was opened from; null before the first
 * @param displayName what the reader is called in reports; null for the account's name
 * @param database address of the database; null for the one in the user's folder
 * @param reportLanguage of reports; English while nobody chose
 * @param paper of reports; A4 while nobody chose
 * @param uncompared whether reports leave out an earlier examination of the same person
 * @param bsa formula of the body surface area that was chosen last
 */
public record Preferences(
    Theme theme,
    double heatmapOpacity,
    boolean contours,
    double windowWidth,
    double windowHeight,
    @Nullable String lastFolder,
    @Nullable String displayName,
    @Nullable String database,
    String reportLanguage,
    ReportStyle.Paper paper,
    boolean uncompared,
    BsaFormula bsa) {

  private static final double SMALLEST_WINDOW = 640;
  private static final double LARGEST_WINDOW = 16_384;

  public Preferences {
    Objects.requireNonNull(theme);
    reportLanguage = reportLanguage == null ? ReportStyle.DEFAULT.language() : reportLanguage;
    paper = paper == null ? ReportStyle.DEFAULT.paper() : paper;
    bsa = bsa == null ? BsaFormula.MOSTELLER : bsa;
    heatmapOpacity = Math.clamp(heatmapOpacity, 0, 1);
    windowWidth = Math.clamp(windowWidth, SMALLEST_WINDOW, LARGEST_WINDOW);
    windowHeight = Math.clamp(windowHeight, SMALLEST_WINDOW, LARGEST_WINDOW);
  }

  /** Colours of the window. */
  public enum Theme {
    /** As the desktop says. */
    SYSTEM,
    DARK,
    LIGHT
  }

  public static final Preferences DEFAULT =
      new Preferences(
          Theme.SYSTEM,
          0.45,
          true,
          1440,
          900,
          null,
          null,
          null,
          ReportStyle.DEFAULT.language(),
          ReportStyle.DEFAULT.paper(),
          false,
          BsaFormula.MOSTELLER);

  @Override
  public String toString() {
    return "Preferences[" + theme + "]"; // the database's address may hold a password
  }

  public Preferences withTheme(Theme chosen) {
    return new Preferences(
        chosen,
        heatmapOpacity,
        contours,
        windowWidth,
        windowHeight,
        lastFolder,
        displayName,
        database,
        reportLanguage,
        paper,
        uncompared,
        bsa);
  }

  public Preferences withLastFolder(String folder) {
    return new Preferences(
        theme,
        heatmapOpacity,
        contours,
        windowWidth,
        windowHeight,
        folder,
        displayName,
        database,
        reportLanguage,
        paper,
        uncompared,
        bsa);
  }

  public Preferences withWindow(double width, double height) {
    return new Preferences(
        theme,
        heatmapOpacity,
        contours,
        width,
        height,
        lastFolder,
        displayName,
        database,
        reportLanguage,
        paper,
        uncompared,
        bsa);
  }

  public Preferences withDisplayName(String name) {
    return new Preferences(
        theme,
        heatmapOpacity,
        contours,
        windowWidth,
        windowHeight,
        lastFolder,
        name,
        database,
        reportLanguage,
        paper,
        uncompared,
        bsa);
  }

  /**
   * How reports are set.
   *
   * @param site folder of the site's own files
   */
  public ReportStyle reportStyle(Path site) {
    return new ReportStyle(reportLanguage, paper, site);
  }

  public Preferences withReport(String language, ReportStyle.Paper chosen, boolean without) {
    return new Preferences(
        theme,
        heatmapOpacity,
        contours,
        windowWidth,
        windowHeight,
        lastFolder,
        displayName,
        database,
        language,
        chosen,
        without,
        bsa);
  }

  public Preferences withBsa(BsaFormula chosen) {
    return new Preferences(
        theme,
        heatmapOpacity,
        contours,
        windowWidth,
        windowHeight,
        lastFolder,
        displayName,
        database,
        reportLanguage,
        paper,
        uncompared,
        chosen);
  }
}
