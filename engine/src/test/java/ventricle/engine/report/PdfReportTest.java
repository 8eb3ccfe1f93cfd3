package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.FlagCodes;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurements.SecondVolumes;
import ventricle.engine.measure.Measurer;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Entered;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.ReportEntries;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyEntries;
import ventricle.engine.review.WallMotion;

class PdfReportTest {

  private final Study study = SyntheticStudies.study();
  private final ReviewDocument document = SyntheticStudies.document(study);

  @Test
  void aWholeStudyFillsTwoPagesWithItsNumbersModelsAndBanner() throws Exception {
    try (PdfPages pdf = set("whole", study, document, covering())) {
      assertThat(pdf.count()).isLessThanOrEqualTo(2);
      assertThat(pdf.text())
          .contains("57.9", "133.6", "105.7", "48.5", "88–161", "Petersen 2017")
          .contains("Muster, Erika", "P-0042", "4 Mar 1968 (58 years)", "168 cm · 64 kg")
          .contains("8.0 mm, gap 2.0 mm", "1.5 T", "bSSFP cine", "110 ms", "6 slices × 8 phases")
          .contains("Papillary muscles count as blood in the cavity")
          .contains(SyntheticStudies.SEGMENTER.sha256())
          .contains("ED phase 3, by the detector; ES phase 6, by ada")
          .contains("Slice 1", "Slice 6", "Volume over the cardiac cycle")
          .contains(ReportContext.RESEARCH_USE);
    }
  }

  @Test
  void aDraftSaysOnEveryPageThatItIsOne() throws Exception {
    try (PdfPages pdf = set("draft", study, document, covering())) {
      assertThat(pdf.text()).contains("DRAFT, not signed", "nobody has signed these numbers");
      assertThat(pdf.text().split("DRAFT, not signed", -1)).hasSize(2 + pdf.count());
    }
  }

  @Test
  void aSignedReportNamesReaderTimeAndHashAndThatNobodyChecked() throws Exception {
    ReviewDocument signed = SyntheticStudies.signed(study);
    try (PdfPages pdf = set("signed", study, signed, covering())) {
      assertThat(pdf.count()).isLessThanOrEqualTo(3);
      assertThat(pdf.text())
          .contains("Signed, version 1")
          .contains("Signed by Dr. Ada Reader (account ada) on 2026-11-28 08:30 UTC")
          .contains(signed.signatures().versions().getFirst().sha256())
          .contains(LifeText.NOT_AUTHENTICATED)
          .contains("Volume over the cardiac cycle")
          .doesNotContain("DRAFT");
    }
  }

  @Test
  void incompleteCoverageWithholdsRangesAndSaysSoBesideTheNumbers() throws Exception {
    try (PdfPages pdf =
        set(
            "covered",
            study,
            document,
            SyntheticStudies.measurements(SyntheticStudies.coverage()))) {
      assertThat(pdf.text())
          .contains("Covered slices only")
          .contains("covered slices only")
          .contains("Normal ranges are withheld")
          .doesNotContain("88–161");
    }
  }

  @Test
  void aVentricleThatItsImageCutsIsComparedWithNoRangeAndTheOtherAsEver() throws Exception {
    Flag cut = Flag.of(null, FlagCodes.RV_CUT + ".one", 3, "ED");
    Measurements m = SyntheticStudies.covering(cut);

    List<ReportContent.Group> groups = content(study, document, m).groups();

    assertThat(groups.getFirst().rows().getFirst().rangeText()).contains("88–161");
    assertThat(groups.getLast().rows())
        .allSatisfy(
            row -> {
              assertThat(row.rangeText()).isEqualTo("cut by the image");
              assertThat(row.range()).isNull();
            });
  }

  @Test
  void anUnknownSexShowsBothAndDrawsNoBar() throws Exception {
    Patient nobody = new Patient(null, null, null, null, 60.0, null, null);
    ReportContent content =
        content(SyntheticStudies.withPatient(study, nobody), document, covering());
    ReportContent.Row ef = content.groups().getFirst().rows().get(3);
    assertThat(ef.rangeText()).isEqualTo("women 51–70 · men 48–68");
    assertThat(ef.range()).isNull();
    ReportContent.Row edv = content.groups().getFirst().rows().getFirst();
    assertThat(edv.rangeText()).isEqualTo("women 88–161 · men 93–232");
    assertThat(edv.range()).isNull();
    ReportContent.Row sv = content.groups().getFirst().rows().get(2);
    assertThat(sv.rangeText()).as("known for women only").isEqualTo("women 49–100");
    assertThat(sv.range()).isNull();
  }

  @Test
  void aSecondReadingStandsBesideTheModelsWithItsVerdict() throws Exception {
    ModelRef model = new ModelRef("volume", "m3", "1", "e".repeat(64));
    assertThat(second(new SecondVolumes(model, 141.6, 60.2, 57.5, 0.06, 0.07, true)))
        .isEqualTo("m3, without contours: EDV 142 ml, ESV 60 ml; agrees with the contours");
    assertThat(second(new SecondVolumes(model, 241.0, 60.2, 75.0, 0.8, 0.07, false)))
        .endsWith("disagrees with the contours");
    assertThat(second(new SecondVolumes(model, 141.6, 60.2, 57.5, null, 0.07, null)))
        .endsWith("not compared with the contours");
    assertThat(second(new SecondVolumes(model, null, null, null, null, null, null)))
        .isEqualTo("m3: volumes unknown");
    assertThat(content(study, document, SyntheticStudies.measurements()).analysis())
        .extracting(ReportContent.Fact::label)
        .doesNotContain("Second reading");
  }

  private String second(SecondVolumes second) throws Exception {
    return content(
            study, document, SyntheticStudies.withSecond(SyntheticStudies.measurements(), second))
        .analysis()
        .stream()
        .filter(fact -> fact.label().equals("Second reading"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void aStudyOfWhichNothingIsKnownStillMakesAPage() throws Exception {
    Study bare = SyntheticStudies.withPatient(study, Patient.UNKNOWN);
    ReviewDocument blank = ReviewDocument.blank(study.studyInstanceUid(), 6, 8);
    Flag unset = new Flag("ed-unset", "End-diastole is not set.", null);
    try (PdfPages pdf = set("nothing", bare, blank, SyntheticStudies.nothing(unset))) {
      assertThat(pdf.count()).isLessThanOrEqualTo(2);
      assertThat(pdf.text()).contains("—", "not set", "End-diastole is not set.");
    }
  }

  @Test
  void cyrillicIsWrittenAndAGlyphTheFontLacksBecomesABox() throws Exception {
    Study named = SyntheticStudies.withPatient(study, SyntheticStudies.patient("Иванова^山"));
    try (PdfPages pdf = set("names", named, document, covering())) {
      assertThat(pdf.text()).contains("Иванова, □").contains("U+5C71").doesNotContain("山");
    }
  }

  @Test
  void fontsAreEmbeddedAndPropertiesNameNoPatient() throws Exception {
    try (PdfPages pdf = set("whole", study, document, covering())) {
      assertThat(pdf.fonts()).hasSizeBetween(2, 3).allMatch(font -> font.isEmbedded());
      assertThat(pdf.fonts()).allMatch(font -> font.getName().matches("[A-Z]{6}\\+Inter.*"));
      assertThat(pdf.document().getDocumentInformation().getTitle())
          .isEqualTo("Cardiac MRI report");
      assertThat(pdf.document().getDocumentInformation().getCOSObject().toString())
          .doesNotContain("Muster")
          .doesNotContain("P-0042");
      String xmp =
          new String(
              pdf.document().getDocumentCatalog().getMetadata().toByteArray(),
              StandardCharsets.UTF_8);
      assertThat(xmp).contains("Cardiac MRI report").doesNotContain("Muster", "P-0042");
    }
  }

  @Test
  void whatAReaderEnteredIsInTheReportAndMarkedWhereItTookTheHeadersPlace() throws Exception {
    StudyEntries entries =
        new StudyEntries(
            new PersonEntries(null, null, null, null, 71.0),
            new TreeMap<>(Map.of(1, WallMotion.NORMAL, 4, WallMotion.HYPOKINETIC)),
            new ReportEntries(
                "Chest pain & dyspnoea <II>",
                "atrial fibrillation",
                2,
                "None available.",
                "First line.\nSecond line: normal size."));
    ReviewDocument entered = document;
    for (Entered what : Entered.values()) {
      entered = Edits.apply(entered, new Edit.SetEntries(entries, what, "ada")).orThrow();
    }
    try (PdfPages pdf = set("entered", study, entered, covering()).sound(595.3, 841.9)) {
      assertThat(pdf.text())
          .contains("Chest pain & dyspnoea <II>", "atrial fibrillation", "2 of 4, good")
          .contains("None available.", "First line. Second line: normal size.")
          .contains("168 cm · 71 kg entered by hand")
          .contains("basal inferior hypokinetic", "score index 1.50, the mean of 2 graded");
    }
  }

  @Test
  void thicknessOfEverySegmentIsDrawnAndListedWithWhatThickensLittle() throws Exception {
    Measurements m = Measurer.measure(study, document);
    double ed = m.regional().wall(AhaSegment.BASAL_INFERIOR).edMm();
    try (PdfPages pdf = set("walls", study, document, m).sound(595.3, 841.9)) {
      assertThat(pdf.text())
          .contains("Thickness at end-diastole", "Thickening", "Wall motion has not been graded")
          .contains(String.format(Locale.ROOT, "4 basal inferior — %.1f", ed))
          .contains("16 apical lateral")
          .contains("Thickness over the cycle, mm");
    }
  }

  @Test
  void theDocumentIsTaggedForReadersWhoCannotSeeIt() throws Exception {
    try (PdfPages pdf = set("whole", study, document, covering())) {
      var catalog = pdf.document().getDocumentCatalog();
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
      assertThat(catalog.getLanguage()).isEqualTo("en");
    }
  }

  private static Measurements covering() {
    return SyntheticStudies.covering(
        new Flag(
            "es-detector-disagrees",
            "The detector puts end-systole at phase 5; the reader chose phase 6.",
            null));
  }

  private static ReportContent content(Study study, ReviewDocument document, Measurements m)
      throws Exception {
    return ReportContents.of(study, document, m, NormalRanges.bundled(), SyntheticStudies.CONTEXT);
  }

  private static PdfPages set(String name, Study study, ReviewDocument document, Measurements m)
      throws Exception {
    return PdfPages.set(name, content(study, document, m));
  }
}
