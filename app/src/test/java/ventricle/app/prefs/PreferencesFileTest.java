package ventricle.app.prefs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.report.ReportStyle;

class PreferencesFileTest {

  @TempDir Path folder;

  private final Preferences chosen =
      new Preferences(
          Preferences.Theme.LIGHT,
          .3,
          false,
          1280,
          720,
          "/studies/one",
          "Dr Ada",
          "postgresql://ada@db/lab",
          "de",
          ReportStyle.Paper.LETTER,
          true,
          BsaFormula.DU_BOIS);

  private Path file() {
    return folder.resolve("home").resolve("preferences.json");
  }

  @Test
  void whatWasChosenIsThereNextTime() throws IOException {
    new PreferencesFile(file()).save(chosen);
    new PreferencesFile(file()).save(chosen);
    assertThat(new PreferencesFile(file()).load()).isEqualTo(chosen);
    try (Stream<Path> files = Files.list(file().getParent())) {
      assertThat(files).as("nothing is left over").containsExactly(file());
    }
  }

  @Test
  void withoutAFileTheDefaultsCount() {
    assertThat(new PreferencesFile(file()).load()).isEqualTo(Preferences.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "not json",
        "[1, 2]",
        "{\"theme\":\"PURPLE\"}",
        "{\"theme\":\"DARK\"",
        "{}"
      })
  void aBrokenFileStartsAfresh(String content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);
    Preferences loaded = new PreferencesFile(file()).load();
    assertThat(loaded).isEqualTo(Preferences.DEFAULT);
    new PreferencesFile(file()).save(chosen);
    assertThat(new PreferencesFile(file()).load()).isEqualTo(chosen);
  }

  @Test
  void impossibleSizesCannotHideTheWindow() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(),
        "{\"theme\":\"DARK\",\"windowWidth\":-5,\"windowHeight\":1e9,\"heatmapOpacity\":7}");
    Preferences loaded = new PreferencesFile(file()).load();
    assertThat(loaded.theme()).isEqualTo(Preferences.Theme.DARK);
    assertThat(loaded.windowWidth()).isBetween(600.0, 1000.0);
    assertThat(loaded.windowHeight()).isBetween(600.0, 20000.0);
    assertThat(loaded.heatmapOpacity()).isEqualTo(1);
  }

  @Test
  void aSettingOfALaterVersionIsPassedOver() throws IOException {
    new PreferencesFile(file()).save(chosen);
    Files.writeString(file(), Files.readString(file()).replaceFirst("\\{", "{\"later\":[1],"));
    assertThat(new PreferencesFile(file()).load()).isEqualTo(chosen);
  }
}
