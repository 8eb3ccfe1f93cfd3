package ventricle.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ventricle.viewer.look.Look;

/**
 * Contrast as the style sheets have it, by the formula of WCAG 2.1 (1.4.3: text 4.5 : 1, 1.4.11:
 * icons and graphics 3 : 1). A colour that no rule gives a ground of its own must do on each of the
 * three grounds of the window.
 */
class ContrastTest {

  private static final double TEXT = 4.5;
  private static final double GRAPHIC = 3;
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^}]*)}");
  private static final Pattern COLOUR = Pattern.compile("(-v-[a-z-]+):\\s*(#[0-9a-f]{6})");
  private static final List<String> GROUNDS = List.of("-v-bg", "-v-surface", "-v-surface-raised");

  /** Colours that lie on certain others only. */
  private static final Map<String, List<String>> MADE_FOR =
      Map.of("-v-on-accent", List.of("-v-accent"), "-v-on-mark", List.of("-v-ed", "-v-es"));

  /** What structures the window and says nothing, or lies behind something else. */
  private static final Set<String> QUIET =
      Set.of("-v-bg", "-v-surface", "-v-surface-raised", "-v-border", "-v-track", "transparent");

  private record Rule(String selector, Map<String, String> values) {
    boolean isAbout(String... parts) {
      return parts.length == 0 || Stream.of(parts).anyMatch(selector::contains);
    }
  }

  private static String read(String url) {
    try (var in = URI.create(url).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?s)/\\*.*?\\*/", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Rule> rules() {
    String app = Objects.requireNonNull(Theme.class.getResource("app.css")).toExternalForm();
    List<Rule> rules = new ArrayList<>();
    Matcher rule = RULE.matcher(read(Look.rules()) + read(app));
    while (rule.find()) {
      Map<String, String> values = new HashMap<>();
      for (String line : rule.group(2).split(";")) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          values.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
      }
      rules.add(new Rule(rule.group(1).strip(), values));
    }
    return rules;
  }

  private static Map<String, String> palette(ColorScheme scheme) {
    Map<String, String> colours = new HashMap<>();
    Matcher colour = COLOUR.matcher(read(Look.palette(scheme)));
    while (colour.find()) {
      colours.put(colour.group(1), colour.group(2));
    }
    return colours;
  }

  /** Over images there is black, or a dark shadow round the text. */
  private static List<String> grounds(Rule rule, String colour) {
    String own = rule.values().getOrDefault("-fx-background-color", "transparent");
    if (rule.isAbout(".cine-canvas", ".long-axis")) {
      return List.of("#000000");
    }
    return own.equals("transparent") ? MADE_FOR.getOrDefault(colour, GROUNDS) : List.of(own);
  }

  private static List<String> tooFaint(
      ColorScheme scheme, String property, double least, String... about) {
    Map<String, String> palette = palette(scheme);
    List<String> faint = new ArrayList<>();
    int looked = 0;
    for (Rule rule : rules()) {
      String colour = rule.values().get(property);
      if (colour == null
          || QUIET.contains(colour)
          || !rule.isAbout(about)
          || rule.isAbout("ruo-banner")) {
        continue;
      }
      for (String ground : grounds(rule, colour)) {
        looked++;
        double contrast =
            contrast(palette.getOrDefault(colour, colour), palette.getOrDefault(ground, ground));
        if (contrast < least) {
          faint.add("%s: %s on %s is %.2f".formatted(rule.selector(), colour, ground, contrast));
        }
      }
    }
    assertThat(looked).isPositive();
    return faint;
  }

  @ParameterizedTest
  @EnumSource
  void everyTextCanBeReadOnItsGround(ColorScheme scheme) {
    assertThat(tooFaint(scheme, "-fx-text-fill", TEXT)).isEmpty();
    assertThat(tooFaint(scheme, "-fx-fill", TEXT, "tick-text")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyIconStandsOut(ColorScheme scheme) {
    assertThat(tooFaint(scheme, "-fx-icon-color", GRAPHIC)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyLineMarkAndRingStandsOut(ColorScheme scheme) {
    assertThat(tooFaint(scheme, "-fx-stroke", GRAPHIC)).isEmpty();
    assertThat(tooFaint(scheme, "-fx-fill", GRAPHIC, "range-bar", "jump", "curve-point")).isEmpty();
    assertThat(tooFaint(scheme, "-fx-border-color", GRAPHIC, "focus-visible")).isEmpty();
  }

  @Test
  void theBannerCanBeRead() {
    Rule banner =
        rules().stream().filter(r -> r.selector().equals(".ruo-banner")).findFirst().orElseThrow();
    String words = banner.values().get("-fx-text-fill");
    String ground = banner.values().get("-fx-background-color");
    assertThat(contrast(words, ground)).isGreaterThanOrEqualTo(TEXT);
  }

  @Test
  void contrastIsThatOfTheStandard() {
    assertThat(contrast("#000000", "#ffffff")).isEqualTo(21);
    assertThat(contrast("#777777", "#ffffff")).isBetween(4.47, 4.49);
  }

  private static double contrast(String a, String b) {
    double la = luminance(a) + .05;
    double lb = luminance(b) + .05;
    return Math.max(la, lb) / Math.min(la, lb);
  }

  private static double luminance(String web) {
    double[] weights = {.2126, .7152, .0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double v = Integer.parseInt(web.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4));
    }
    return sum;
  }
}
