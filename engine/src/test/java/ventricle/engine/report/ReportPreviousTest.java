package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.report.ReportStyle.Paper;
import ventricle.engine.review.StudyState;

/** An earlier examination of the same person in the report of this one. */
class ReportPreviousTest {

  private static final LocalDate DATE = LocalDate.of(2024, 3, 12);

  private final Study study = SyntheticStudies.study();

  /** Then: a larger ventricle that emptied less. */
  private static Measurements then(String papillary, String formula, boolean covered) {
    return new Measurements(
        2,
        5,
        papillary,
        new Measurements.LeftVentricle(150.0, 82.5, 67.5, 45.0, 4.6, 112.0),
        new Measurements.RightVentricle(141.3, null, null, null, null),
        new Measurements.Indexed(1.7, formula, 88.2, 48.5, 39.7, 65.9, 2.7, 83.1, null),
        new Measurements.VolumeCurve(null, null, null),
        covered,
        java.util.List.of());
  }

  private static PreviousStudy previous(Measurements then, StudyState state) {
    return new PreviousStudy(DATE, then, state, 2, "Dr. Ben Reader", 30, 3);
  }

  private PdfPages set(String name, PreviousStudy previous, String language, Paper paper)
      throws Exception {
    ReportContext context =
        SyntheticStudies.CONTEXT
            .withStyle(new ReportStyle(language, paper, null))
            .comparedWith(previous);
    ReportContent content =
        ReportContents.of(
            study,
            SyntheticStudies.document(study),
            SyntheticStudies.measurements(),
            NormalRanges.bundled(),
            context);
    return PdfPages.set(name, content)
        .sound(paper == Paper.A4 ? 595.3 : 612, paper == Paper.A4 ? 841.9 : 792);
  }

  @Test
  void everyValueStandsThenAndNowWithItsChange() throws Exception {
    try (PdfPages pdf =
        set(
            "previous",
            previous(then("cavity", "Mosteller", false), StudyState.SIGNED),
            "en",
            Paper.A4)) {
      assertThat(pdf.text())
          .contains("Comparison with the examination of 12 Mar 2024")
          .contains("End-diastolic volume 150.0 133.6 ml −16.4 (−11 %) 88.2 77.3 ml/m² −10.9")
          .contains("Ejection fraction 45.0 57.9 % +12.9")
          .contains("Mass (end-diastole) 112.0 105.7 g −6.3 (−6 %) 65.9 61.2 g/m² −4.7")
          .contains("End-diastolic volume 141.3 141.3 ml 0.0 (0 %)")
          .contains("End-systolic volume — 72.8 ml —")
          .contains("version 2, signed by Dr. Ben Reader")
          .contains("Of its 33 contours at ED and ES a reader drew, changed or brought in 3")
          .contains("The present stack may end inside the ventricle");
    }
  }

  @Test
  void inGermanOnLetterPaperItSaysTheSame() throws Exception {
    try (PdfPages pdf =
        set(
            "previous-de",
            previous(then("cavity", "Mosteller", true), StudyState.DRAFT),
            "de",
            Paper.LETTER)) {
      assertThat(pdf.text())
          .contains("Vergleich mit der Untersuchung vom 12.03.2024")
          .contains("Enddiastolisches Volumen 150,0 133,6 ml −16,4 (−11 %) 88,2 77,3 ml/m² −10,9")
          .contains("ein Entwurf, den niemand signiert hat")
          .contains("Der frühere Stapel endet womöglich im Ventrikel");
    }
  }

  @Test
  void anotherPapillaryConventionOrFormulaIsNotComparedAndSaysWhy() throws Exception {
    try (PdfPages pdf =
        set(
            "previous-mass",
            previous(then("mass", "Du Bois", false), StudyState.READY),
            "en",
            Paper.A4)) {
      assertThat(pdf.text())
          .contains("papillary muscles counted into the mass then and count into the cavity now")
          .contains("after Du Bois then, after Mosteller now")
          .contains("End-diastolic volume 141.3 141.3 ml 0.0 (0 %)")
          .doesNotContain("150.0", "83.1");
    }
  }

  @Test
  void withoutAnEarlierExaminationNothingIsSaid() throws Exception {
    try (PdfPages pdf = set("previous-none", null, "en", Paper.A4)) {
      assertThat(pdf.text()).doesNotContain("Comparison with", "Change");
    }
  }
}
