package ventricle.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.StudyState;

class TextTest {

  /** A whole key asked for by name, not the beginning of one that is put together. */
  private static final Pattern ASKED_FOR =
      Pattern.compile("[tT]ext(?:\\(\\))?\\s*\\.get\\(\\s*\"([a-z][a-z0-9.-]*[a-z0-9])\"\\s*[,)]");

  private final Text text = new Text(Locale.ENGLISH);

  @Test
  void everyTextThatTheProgramAsksForExists() throws IOException {
    Set<String> asked = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(sources())) {
      for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher matcher = ASKED_FOR.matcher(Files.readString(source));
        while (matcher.find()) {
          asked.add(matcher.group(1));
        }
      }
    }
    assertThat(asked).contains("ruo", "export.done").hasSizeGreaterThan(50);
    assertThat(text.keys()).containsAll(asked);
  }

  private static Path sources() {
    String root = System.getProperty("ventricle.root");
    Path app = root == null ? Path.of("") : Path.of(root).resolve("app");
    return app.resolve("src/main/java");
  }

  @Test
  void everyStructureGestureAndStateHasAName() {
    for (Structure structure : Structure.values()) {
      assertThat(text.get("structure." + key(structure))).isNotBlank();
    }
    for (Gesture gesture : Gesture.values()) {
      assertThat(text.get("undo.set-contour." + key(gesture))).isNotBlank();
    }
    for (StudyState state : StudyState.values()) {
      assertThat(text.get("state." + key(state))).isNotBlank();
    }
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Test
  void argumentsAreFilledIn() {
    assertThat(text.get("undo.accept", 1)).isEqualTo("accept 1 contour");
    assertThat(text.get("undo.accept", 3)).isEqualTo("accept 3 contours");
    assertThat(text.get("hud.slice", 2, 9)).isEqualTo("slice 2 / 9");
  }

  @Test
  void noTextLosesItsArgumentsToAQuote() {
    for (String key : text.keys()) {
      String pattern = text.get(key);
      for (int i = 0; pattern.contains("{" + i); i++) {
        assertThat(text.get(key, 1, 2, 3, 4).contains("{" + i)).as(key).isEqualTo(false);
      }
    }
  }
}
