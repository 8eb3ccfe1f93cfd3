package ventricle.viewer.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.application.ColorScheme;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class LookUiTest {

  @Test
  void everyFigureIsEquallyWide() {
    Look.loadFonts();
    for (String family : new String[] {Look.FAMILY, Look.FAMILY_MEDIUM, Look.FAMILY_SEMI_BOLD}) {
      assertThat(Font.font(family, 14).getFamily()).isEqualTo(family);
      double one = width("1111111111", family);
      for (String figures : new String[] {"0000000000", "8888888888", "4747474747"}) {
        assertThat(width(figures, family)).isEqualTo(one);
      }
    }
  }

  private static double width(String text, String family) {
    Text node = new Text(text);
    node.setFont(Font.font(family, 14));
    return node.getLayoutBounds().getWidth();
  }

  @Test
  void bothPalettesSetEveryColourThatTheRulesName() throws IOException {
    Set<String> named = matches(Look.rules(), "(-v-[a-z-]+)");
    assertThat(named).isNotEmpty();
    for (ColorScheme scheme : ColorScheme.values()) {
      Set<String> defined = matches(Look.palette(scheme), "(?m)^\\s+(-v-[a-z-]+):");
      assertThat(defined).containsAll(named);
    }
    assertThat(matches(Look.palette(ColorScheme.LIGHT), "(?m)^\\s+(-v-[a-z-]+):"))
        .isEqualTo(matches(Look.palette(ColorScheme.DARK), "(?m)^\\s+(-v-[a-z-]+):"));
  }

  private static Set<String> matches(String url, String pattern) throws IOException {
    try (var in = java.net.URI.create(url).toURL().openStream()) {
      String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Set<String> found = new TreeSet<>();
      Matcher m = Pattern.compile(pattern).matcher(css);
      while (m.find()) {
        found.add(m.group(1));
      }
      return found;
    }
  }
}
