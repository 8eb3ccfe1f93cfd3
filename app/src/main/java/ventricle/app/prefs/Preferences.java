package ventricle.app.prefs;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
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
    return change(draft -> draft.theme = chosen);
  }

  public Preferences withLastFolder(String folder) {
    return change(draft -> draft.lastFolder = folder);
  }

  public Preferences withWindow(double width, double height) {
    return change(
        draft -> {
          draft.windowWidth = width;
          draft.windowHeight = height;
        });
  }

  public Preferences withDisplayName(String name) {
    return change(draft -> draft.displayName = name);
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
    return change(
        draft -> {
          draft.reportLanguage = language;
          draft.paper = chosen;
          draft.uncompared = without;
        });
  }

  public Preferences withBsa(BsaFormula chosen) {
    return change(draft -> draft.bsa = chosen);
  }

  private Preferences change(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** A copy that a change is made in. */
  private static final class Draft {
    private Theme theme;
    private final double heatmapOpacity;
    private final boolean contours;
    private double windowWidth;
    private double windowHeight;
    private @Nullable String lastFolder;
    private @Nullable String displayName;
    private final @Nullable String database;
    private String reportLanguage;
    private ReportStyle.Paper paper;
    private boolean uncompared;
    private BsaFormula bsa;

    Draft(Preferences from) {
      theme = from.theme;
      heatmapOpacity = from.heatmapOpacity;
      contours = from.contours;
      windowWidth = from.windowWidth;
      windowHeight = from.windowHeight;
      lastFolder = from.lastFolder;
      displayName = from.displayName;
      database = from.database;
      reportLanguage = from.reportLanguage;
      paper = from.paper;
      uncompared = from.uncompared;
      bsa = from.bsa;
    }

    Preferences done() {
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
          bsa);
    }
  }
}
