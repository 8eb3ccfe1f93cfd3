package ventricle.viewer.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import javafx.application.ColorScheme;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Typeface and style sheets. A scene takes {@link #stylesheets}: the palette of looked-up colours
 * ({@code -v-bg}, {@code -v-accent}, …, listed in {@code palette-dark.css}) and the rules of the
 * viewer's controls, which name no colour of their own.
 */
public final class Look {

  /** Inter with tabular figures; the weights between are families of their own. */
  public static final String FAMILY = "Inter Tabular";

  public static final String FAMILY_MEDIUM = "Inter Tabular Medium";
  public static final String FAMILY_SEMI_BOLD = "Inter Tabular SemiBold";

  private static final List<String> WEIGHTS = List.of("Regular", "Medium", "SemiBold", "Bold");

  private Look() {}

  /** Makes the bundled typeface known to JavaFX; call once before the first scene is styled. */
  public static void loadFonts() {
    for (String weight : WEIGHTS) {
      try (@Nullable InputStream in =
          Look.class.getResourceAsStream("InterTabular-" + weight + ".ttf")) {
        if (in == null || Font.loadFont(in, 13) == null) {
          throw new IllegalStateException("typeface missing from the program: " + weight);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Palette and rules, in the order in which a scene needs them. */
  public static List<String> stylesheets(ColorScheme scheme) {
    return List.of(palette(scheme), rules());
  }

  /** The looked-up colours of one scheme. */
  public static String palette(ColorScheme scheme) {
    return url(scheme == ColorScheme.LIGHT ? "palette-light.css" : "palette-dark.css");
  }

  /** The rules of the viewer's controls. */
  public static String rules() {
    return url("viewer.css");
  }

  private static String url(String name) {
    URL found = Look.class.getResource(name);
    if (found == null) {
      throw new IllegalStateException(name + " is missing from the program");
    }
    return found.toExternalForm();
  }
}
