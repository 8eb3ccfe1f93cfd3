package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.report.ReportStyle.Paper;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Entered;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyEntries;
import ventricle.engine.review.StudyState;
import ventricle.engine.review.WallMotion;

/** Reports for readers who cannot see them, judged by veraPDF and read back from their tags. */
class ReportAccessibilityTest {

  private static final String LOGO =
      "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='40' viewBox='0 0 120 40'>"
          + "<rect width='120' height='40' fill='#aa0033'/></svg>";

  @TempDir Path site;

  private final Study study = SyntheticStudies.study();
  private final ReviewDocument document = SyntheticStudies.document(study);

  @BeforeAll
  static void startValidator() {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private byte[] report(Study of, ReviewDocument document, Measurements m, String language)
      throws Exception {
    PreviousStudy previous =
        new PreviousStudy(
            LocalDate.of(2024, 3, 12), m, StudyState.SIGNED, 1, "Dr. Ben Reader", 30, 3);
    ReportContext context =
        SyntheticStudies.CONTEXT
            .withStyle(new ReportStyle(language, Paper.A4, site))
            .comparedWith(previous);
    return PdfReport.render(ReportContents.of(of, document, m, NormalRanges.bundled(), context));
  }

  /** With every drawing there can be. */
  private byte[] full(String language) throws Exception {
    Files.writeString(site.resolve("logo.svg"), LOGO);
    StudyEntries graded =
        document
            .entries()
            .with(new TreeMap<>(Map.of(1, WallMotion.NORMAL, 4, WallMotion.HYPOKINETIC)));
    ReviewDocument entered =
        Edits.apply(document, new Edit.SetEntries(graded, Entered.WALL_MOTION, "ada")).orThrow();
    return report(study, entered, Measurer.measure(study, entered), language);
  }

  /** Rules of PDF/UA-1 that a file breaks, by clause, with what veraPDF says. */
  private static List<String> broken(byte[] pdf) throws Exception {
    try (PDFAParser parser =
        Foundries.defaultInstance()
            .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1)) {
      PDFAValidator validator =
          Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false);
      var result = validator.validate(parser);
      assertThat(result.getTotalAssertions()).as("checks made").isGreaterThan(1000);
      return result.getTestAssertions().stream()
          .filter(each -> each.getStatus() == TestAssertion.Status.FAILED)
          .map(each -> each.getRuleId().getClause() + ": " + each.getMessage())
          .distinct()
          .toList();
    }
  }

  @Test
  void aReportWithEveryDrawingBreaksNoRuleOfPdfUa() throws Exception {
    assertThat(broken(full("en"))).isEmpty();
    assertThat(broken(report(study, document, SyntheticStudies.covering(), "en")))
        .as("with ranges")
        .isEmpty();
  }

  @Test
  void aGermanReportOfNobodyKnownBreaksNone() throws Exception {
    Files.writeString(site.resolve("logo.svg"), LOGO);
    Study bare = SyntheticStudies.withPatient(study, Patient.UNKNOWN);
    ReviewDocument blank = ReviewDocument.blank(study.studyInstanceUid(), 6, 8);
    assertThat(broken(report(bare, blank, SyntheticStudies.nothing(), "de"))).isEmpty();
  }

  @Test
  void theValidatorFindsAPictureWithoutWords() throws Exception {
    Files.writeString(site.resolve("logo.svg"), LOGO);
    Files.writeString(
        site.resolve("head.html"), "<h1>{{text.title}}</h1><img src=\"{{logo}}\" alt=\"\"/>");
    assertThat(broken(report(study, document, SyntheticStudies.measurements(), "en")))
        .singleElement()
        .asString()
        .contains("Figure");
  }

  @Test
  void everyDrawingSaysItsContentInTheLanguageOfTheReport() throws Exception {
    assertThat(descriptions(full("en")))
        .contains("Logo of General Hospital")
        .anyMatch(
            s -> s.startsWith("Wall motion, by segment: 1 basal anterior normal; 4 basal inf"))
        .anyMatch(s -> s.startsWith("Thickness at end-diastole, mm, by segment: 1 basal anterior "))
        .anyMatch(s -> s.matches("Thickness over the cycle, mm, by segment: 1 basal ant.*–.*"))
        .anyMatch(s -> s.startsWith("Thickening, mm, by segment: 1 basal anterior "))
        .anyMatch(
            s -> s.matches("LV volume .* of 8 phases: \\d+ ml at ED \\(phase 3\\), \\d+ ml.*"))
        .anyMatch(s -> s.matches(".* RV volume .* ml at ES \\(phase 6\\)\\."))
        .contains("ED, phase 3, slice 2 of 6")
        .anyMatch(s -> s.matches("ED, phase 3, slice 2 .*, contours: .*; LV endo.* by a reader"))
        .anyMatch(s -> s.contains("RV endocardium as the model drew it"))
        .doesNotContain("");
    assertThat(descriptions(report(study, document, SyntheticStudies.covering(), "en")))
        .contains("Ejection fraction 57.9 lies within 51 to 70")
        .contains("LV end-diastolic volume 133.6 lies within 88 to 161");
    assertThat(descriptions(full("de")))
        .contains("Logo von General Hospital", "ED, Phase 3, Schicht 2 von 6")
        .anyMatch(s -> s.startsWith("Wandbewegung, nach Segmenten: 1 basal anterior normal"))
        .anyMatch(s -> s.matches("LV-Volumen .* ml in ED \\(Phase 3\\), .*"));
  }

  /** What the tags of a file say of its drawings. */
  private static List<String> descriptions(byte[] pdf) throws Exception {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      List<String> found = new ArrayList<>();
      collect(read.getDocumentCatalog().getStructureTreeRoot(), found);
      return found;
    }
  }

  private static void collect(PDStructureNode node, List<String> found) {
    if (node instanceof PDStructureElement element && element.getStructureType().equals("Figure")) {
      found.add(String.valueOf(element.getAlternateDescription()));
    }
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureNode inner) {
        collect(inner, found);
      }
    }
  }
}
