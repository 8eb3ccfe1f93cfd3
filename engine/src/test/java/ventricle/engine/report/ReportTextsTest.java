package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Sentence;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.FlagCodes;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.Rings;
import ventricle.engine.measure.regional.WallThickness;
import ventricle.engine.report.ReportStyle.Paper;
import ventricle.engine.review.ReviewDocument;

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
  void everySentenceOfTheProgramIsSaidInGermanWithTheSamePlaces() throws Exception {
    Properties german = words("de");
    Set<String> missingValues = Set.of("rates-unknown", "wall-unknown");
    for (String key : Sentence.keys()) {
      String said = german.getProperty("say-" + key);
      assertThat(said).as(key).isNotBlank();
      assertThat(places(said)).as(key).isEqualTo(places(Sentence.of(key).english()));
      if (!missingValues.contains(Sentence.code(key))) {
        assertThat(german).containsKey("flag-" + Sentence.code(key));
      }
    }
    assertThat(german.stringPropertyNames())
        .filteredOn(key -> key.startsWith("say-"))
        .as("nothing is translated that nobody says")
        .hasSameSizeAs(Sentence.keys());
  }

  @Test
  void everyFlagSaysASentenceThatCanBeSaidInOtherLanguages() throws Exception {
    Set<String> codes = new TreeSet<>();
    Sentence.keys().forEach(key -> codes.add(Sentence.code(key)));
    for (var field : FlagCodes.class.getFields()) {
      assertThat(codes).contains(String.valueOf(field.get(null)));
    }
  }

  @Test
  void aGermanReportSaysItsFlagsInGermanAndOthersAsTheyAre() throws Exception {
    Flag[] flags = {
      Flag.of(null, FlagCodes.MASS_DISAGREES, "1.35", "0.84", "1.19"),
      Flag.of(null, FlagCodes.SECOND_READING_DISAGREES, "ED", "171", "-12", "-8", "+9"),
      Flag.of(null, FlagCodes.SLICE_EXCLUDED, 3, "flow artefact"),
      new Flag("model-not-used", "unet-sax: the file is damaged", null)
    };
    Study study = SyntheticStudies.study();
    List<ReportContent.Remark> said =
        ReportContents.of(
                study,
                SyntheticStudies.document(study),
                SyntheticStudies.measurements(flags),
                NormalRanges.bundled(),
                SyntheticStudies.CONTEXT.withStyle(new ReportStyle("de", Paper.A4, null)))
            .flags();
    assertThat(said)
        .extracting(ReportContent.Remark::message)
        .containsExactly(
            "Die LV-Masse in der ES ist das 1,35-Fache derjenigen in der ED; neun von zehn"
                + " Trainingsfällen liegen zwischen 0,84 und 1,19.",
            "Die zweite Messung des LV in ED ergibt 171 ml, −12 % gegenüber den Konturen; zu"
                + " erwarten sind −8 bis +9 %.",
            "Schicht 3 ist ausgelassen: flow artefact",
            "unet-sax: the file is damaged");
    assertThat(said)
        .extracting(ReportContent.Remark::title)
        .startsWith("Masse in ED und ES verschieden")
        .endsWith("Modell nicht verwendet");
  }

  @Test
  void aGermanReportSaysInGermanWhyRatesAndThicknessAreMissing() throws Exception {
    ReportTexts german = ReportTexts.of(new ReportStyle("de", Paper.A4, null));
    Study study = SyntheticStudies.study();
    CineStack stack = study.stack();
    ReviewDocument blank =
        ReviewDocument.blank(study.studyInstanceUid(), stack.sliceCount(), stack.phases());
    Regional unset = WallThickness.of(stack, blank, new Rings());

    assertThat(unset.reason()).startsWith("At ED, the phase is not set.");
    assertThat(new ReportWall(german).of(unset, Map.of(), null).reasons())
        .containsExactly("ED: Die Phase ist nicht gesetzt. ES: Die Phase ist nicht gesetzt.");

    ReportContent report =
        ReportContents.of(
            study,
            SyntheticStudies.document(study),
            SyntheticStudies.measurements(),
            NormalRanges.bundled(),
            SyntheticStudies.CONTEXT.withStyle(new ReportStyle("de", Paper.A4, null)));
    assertThat(report.dynamics())
        .extracting(ReportContent.Fact::value)
        .containsExactly("Diese Programmversion maß dergleichen nicht.");
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
