package ventricle.app.prefs;

import org.jspecify.annotations.Nullable;

/**
 * What the user chose, kept between runs.
 *
 * @param heatmapOpacity 0..1
 * @param lastFolder where the last study was opened from; null before the first
 */
public record Preferences(
    Theme theme,
    double heatmapOpacity,
    boolean contours,
    double windowWidth,
    double windowHeight,
    @Nullable String lastFolder) {

  /** Colours of the window. */
  public enum Theme {
    /** As the desktop says. */
    SYSTEM,
    DARK,
    LIGHT
  }

  public static final Preferences DEFAULT =
      new Preferences(Theme.SYSTEM, 0.45, true, 1440, 900, null);

  public Preferences withTheme(Theme chosen) {
    return new Preferences(chosen, heatmapOpacity, contours, windowWidth, windowHeight, lastFolder);
  }

  public Preferences withLastFolder(String folder) {
    return new Preferences(theme, heatmapOpacity, contours, windowWidth, windowHeight, folder);
  }

  public Preferences withWindow(double width, double height) {
    return new Preferences(theme, heatmapOpacity, contours, width, height, lastFolder);
  }

  public Preferences withHeatmapOpacity(double opacity) {
    return new Preferences(theme, opacity, contours, windowWidth, windowHeight, lastFolder);
  }
}
