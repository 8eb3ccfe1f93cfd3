package ventricle.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.util.Subscription;
import ventricle.app.prefs.Preferences;
import ventricle.viewer.look.Look;

/** Dark or light: as the user chose, else as the desktop says, following it while it changes. */
final class Theme implements AutoCloseable {

  private final Scene scene;
  private final Subscription desktop;
  private Preferences.Theme chosen;

  Theme(Scene scene, Preferences.Theme chosen) {
    this.scene = scene;
    this.chosen = chosen;
    this.desktop = Platform.getPreferences().colorSchemeProperty().subscribe(this::show);
    show();
  }

  /** Follows the desktop no more; it would hold the window for good. */
  @Override
  public void close() {
    desktop.unsubscribe();
  }

  /** Turns to the other of dark and light, and returns what is chosen from now on. */
  Preferences.Theme toggle() {
    chosen = dark() ? Preferences.Theme.LIGHT : Preferences.Theme.DARK;
    show();
    return chosen;
  }

  boolean dark() {
    return switch (chosen) {
      case DARK -> true;
      case LIGHT -> false;
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }

  private void show() {
    Application.setUserAgentStylesheet(
        dark()
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    List<String> sheets =
        new ArrayList<>(Look.stylesheets(dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
    sheets.add(Objects.requireNonNull(Theme.class.getResource("app.css")).toExternalForm());
    scene.getStylesheets().setAll(sheets);
  }
}
