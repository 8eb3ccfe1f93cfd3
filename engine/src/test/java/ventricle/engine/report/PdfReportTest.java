package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurements.SecondVolumes;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.review.ReviewDocument;

class PdfReportTest {

  private final Study study = SyntheticStudies.study();
  private final ReviewDocument document = SyntheticStudies.document(study);

  @Test
  void aWholeStudyFillsOnePageWithItsNumbersModelsAndBanner() throws IOException {
    try (PDDocument pdf = set("whole", study, document, covering())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      assertThat(text(pdf))
          .contains("57.9", "133.6", "105.7", "48.5", "88–161", "Petersen 2017")
          .contains("Muster, Erika", "P-0042", "1968-03-04 (58 y)", "168 cm · 64 kg")
          .contains("Papillary muscles count as blood in the cavity")
          .contains(SyntheticStudies.SEGMENTER.sha256())
          .contains("ED phase 3, by the detector; ES phase 6, by ada")
          .contains("slice 4 of 6 · phase 3 of 8 · 220 ms")
          .contains(ReportContext.RESEARCH_USE);
    }
  }

  @Test
  void aDraftSaysOnEveryPageThatItIsOne() throws IOException {
    try (PDDocument pdf = set("draft", study, document, covering())) {
      assertThat(text(pdf)).contains("DRAFT, not signed", "nobody has signed these numbers");
      assertThat(text(pdf).split("DRAFT, not signed", -1)).hasSize(2 + pdf.getNumberOfPages());
    }
  }

  @Test
  void aSignedReportNamesReaderTimeAndHashAndThatNobodyChecked() throws IOException {
    ReviewDocument signed = SyntheticStudies.signed(study);
    try (PDDocument pdf = set("signed", study, signed, covering())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      assertThat(text(pdf).replaceAll("\\s+", " "))
          .contains("Signed, version 1")
          .contains("Signed by Dr. Ada Reader (account ada) on 2026-11-28 08:30 UTC")
          .contains(signed.signatures().versions().getFirst().sha256())
          .contains(LifeText.NOT_AUTHENTICATED)
          .contains("Volume over the cycle")
          .doesNotContain("DRAFT");
    }
  }

  @Test
  void coveredSlicesAndASignatureLeaveRoomForTheCurve() throws IOException {
    try (PDDocument pdf =
        set(
            "signed-covered",
            study,
            SyntheticStudies.signed(study),
            SyntheticStudies.measurements(SyntheticStudies.coverage()))) {
      assertThat(text(pdf)).contains("Volume over the cycle");
    }
  }

  @Test
  void incompleteCoverageWithholdsRangesAndSaysSoBesideTheNumbers() throws IOException {
    try (PDDocument pdf =
        set(
            "covered",
            study,
            document,
            SyntheticStudies.measurements(SyntheticStudies.coverage()))) {
      assertThat(text(pdf))
          .contains("Covered slices only")
          .contains("covered slices only")
          .contains("Normal ranges are withheld")
          .doesNotContain("88–161");
    }
  }

  @Test
  void anUnknownSexShowsBothAndDrawsNoBar() {
    Patient nobody = new Patient(null, null, null, null, 60.0, null, null);
    ReportContent content =
        content(SyntheticStudies.withPatient(study, nobody), document, covering());
    ReportContent.Row ef = content.groups().getFirst().rows().get(3);
    assertThat(ef.rangeText()).isEqualTo("F 51–70 · M 48–68");
    assertThat(ef.range()).isNull();
    ReportContent.Row edv = content.groups().getFirst().rows().getFirst();
    assertThat(edv.rangeText()).as("known for women only").isEqualTo("F 88–161");
    assertThat(edv.range()).isNull();
  }

  @Test
  void aSecondReadingStandsBesideTheModelsWithItsVerdict() {
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

  private String second(SecondVolumes second) {
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
  void fortyFlagsAndManyModelsGoOnToFurtherPagesAndNoneIsLost() throws IOException {
    Flag[] flags = new Flag[40];
    for (int i = 0; i < flags.length; i++) {
      flags[i] =
          new Flag(
              "f",
              "Flag "
                  + (i + 1)
                  + "x: the centre of the left ventricle in this slice lies more than"
                  + " 5 mm off both neighbours; a breath-hold shift is likely.",
              null);
    }
    Set<ModelRef> models = new HashSet<>();
    for (int i = 0; i < 9; i++) {
      models.add(new ModelRef("segment", "unet-sax-" + i, "1." + i, "0f".repeat(32)));
    }
    ReviewDocument many =
        new ReviewDocument(
            document.studyInstanceUid(),
            document.sliceCount(),
            document.phaseCount(),
            document.flipped(),
            document.ed(),
            document.es(),
            document.detected(),
            document.modelLayer(),
            document.readerLayer(),
            document.states(),
            document.segmentedPhases(),
            models,
            "cuda:0",
            document.state());
    Patient patient =
        new Patient(
            "ID-0000000000000000000000000000000000000000000042",
            "Wolfeschlegelsteinhausenbergerdorff-von-und-zu-Hohenlohe^Hubert Blaine Иван 山田",
            "M",
            LocalDate.of(1950, 1, 1),
            76.0,
            1.9,
            99.0);
    try (PDDocument pdf =
        set(
            "many",
            SyntheticStudies.withPatient(study, patient),
            many,
            SyntheticStudies.measurements(flags))) {
      assertThat(pdf.getNumberOfPages()).isBetween(2, 4);
      String all = text(pdf);
      for (int i = 1; i <= 40; i++) {
        assertThat(all).contains("Flag " + i + "x:");
      }
      for (int i = 0; i < 9; i++) {
        assertThat(all).contains("unet-sax-" + i);
      }
      for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(stripper.getText(pdf))
            .contains(ReportContext.RESEARCH_USE)
            .contains("page " + page + " of " + pdf.getNumberOfPages());
      }
    }
  }

  @Test
  void aStudyOfWhichNothingIsKnownStillMakesAPage() throws IOException {
    Study bare = SyntheticStudies.withPatient(study, Patient.UNKNOWN);
    ReviewDocument blank = ReviewDocument.blank(study.studyInstanceUid(), 6, 8);
    Flag unset = new Flag("ed-unset", "End-diastole is not set.", null);
    try (PDDocument pdf = set("nothing", bare, blank, SyntheticStudies.nothing(unset))) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      assertThat(text(pdf)).contains("—", "not set", "End-diastole is not set.");
    }
  }

  @Test
  void cyrillicIsWrittenAndAGlyphTheFontLacksBecomesABox() throws IOException {
    Study named = SyntheticStudies.withPatient(study, SyntheticStudies.patient("Иванова^山"));
    try (PDDocument pdf = set("names", named, document, covering())) {
      assertThat(text(pdf)).contains("Иванова, ").doesNotContain("山");
    }
  }

  @Test
  void fontsAreEmbeddedAsSubsetsAndPropertiesNameNoPatient() throws IOException {
    try (PDDocument pdf = set("whole", study, document, covering())) {
      List<String> fonts = new ArrayList<>();
      for (var name : pdf.getPage(0).getResources().getFontNames()) {
        PDFont font = pdf.getPage(0).getResources().getFont(name);
        assertThat(font.isEmbedded()).isTrue();
        fonts.add(font.getName());
      }
      assertThat(fonts).hasSize(2).allMatch(name -> name.matches("[A-Z]{6}\\+Inter.*"));
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Cardiac MRI report");
      assertThat(pdf.getDocumentInformation().getCOSObject().toString())
          .doesNotContain("Muster")
          .doesNotContain("P-0042");
    }
  }

  /** The same numbers of a stack that covers the heart. */
  private static Measurements covering() {
    Measurements m = SyntheticStudies.measurements(SyntheticStudies.coverage());
    return new Measurements(
        m.edPhase(),
        m.esPhase(),
        m.papillary(),
        m.lv(),
        m.rv(),
        m.indexed(),
        m.curve(),
        false,
        List.of(
            new Flag(
                "es-detector-disagrees",
                "The detector puts end-systole at phase 5; the reader chose phase 6.",
                null)));
  }

  private static ReportContent content(Study study, ReviewDocument document, Measurements m) {
    return ReportContents.of(study, document, m, NormalRanges.bundled(), SyntheticStudies.CONTEXT);
  }

  /** Sets a report, keeps a copy to look at in target/reports, and reads it back. */
  private static PDDocument set(String name, Study study, ReviewDocument document, Measurements m)
      throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "reports"));
    Path file = folder.resolve(name + ".pdf");
    PdfReport.write(content(study, document, m), file);
    return Loader.loadPDF(file.toFile());
  }

  private static String text(PDDocument pdf) throws IOException {
    return new PDFTextStripper().getText(pdf);
  }
}
