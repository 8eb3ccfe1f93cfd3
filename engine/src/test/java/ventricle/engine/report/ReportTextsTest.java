package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ventricle.engine.measure.FlagCodes;
import ventricle.engine.report.ReportStyle.Paper;

class ReportTextsTest {

  private final ReportFiles files = new ReportFiles(null);

  private Properties words(String language) throws Exception {
    Properties read = new Properties();
    byte[] bytes = files.bundled("texts_" + language + ".properties").orElseThrow();
    read.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    return read;
  }

  @Test
  void germanSaysAllThatEnglishSaysWithTheSamePlaces() throws Exception {
    Properties english = words("en");
    Properties german = words("de");
    Set<String> siteOnly = Set.of("footer-site");
    for (String key : english.stringPropertyNames()) {
      if (!siteOnly.contains(key)) {
        assertThat(german.getProperty(key)).as(key).isNotNull();
        assertThat(places(german.getProperty(key)))
            .as(key)
            .isEqualTo(places(english.getProperty(key)));
      }
    }
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
    while (matcher.find()) {
      places.add(matcher.group());
    }
    return places;
  }

  @Test
  void everyFlagHasATitleInGerman() throws Exception {
    Properties german = words("de");
    for (var field : FlagCodes.class.getFields()) {
      assertThat(german).containsKey("flag-" + field.get(null));
    }
  }

  @Test
  void numbersAndDatesAreWrittenAsTheLanguageWritesThem() throws Exception {
    ReportTexts german = ReportTexts.of(new ReportStyle("de", Paper.A4, null));
    assertThat(german.number(-1234.56, 1)).isEqualTo("−1234,6");
    assertThat(german.number(-0.04, 1)).isEqualTo("0,0");
    assertThat(german.number(null, 1)).isEqualTo("—");
    assertThat(german.date(java.time.LocalDate.of(2026, 11, 8))).isEqualTo("08.11.2026");
  }
}
