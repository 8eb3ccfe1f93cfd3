package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.report.ReportStyle.Paper;
import ventricle.engine.review.ReviewDocument;

/** Studies that are hard on a page: everything stays on the paper and nothing covers another. */
class ReportLayoutTest {

  private static final String LONG_NAME =
      "Wolfeschlegelsteinhausenbergerdorff-von-und-zu-Hohenlohe-Öttingen^Łucja Zoë Иван Ωμέγα 山田 한";

  private final Study study = SyntheticStudies.study();
  private final ReviewDocument document = SyntheticStudies.document(study);

  private static double width(Paper paper) {
    return paper == Paper.A4 ? 595.3 : 612;
  }

  private static double height(Paper paper) {
    return paper == Paper.A4 ? 841.9 : 792;
  }

  private PdfPages set(String name, Paper paper, Study s, ReviewDocument d, Measurements m)
      throws Exception {
    String language = paper == Paper.A4 ? "en" : "de";
    ReportContext context =
        SyntheticStudies.CONTEXT.withStyle(new ReportStyle(language, paper, null));
    return PdfPages.set(
            name + "-" + language, ReportContents.of(s, d, m, NormalRanges.bundled(), context))
        .sound(width(paper), height(paper));
  }

  @ParameterizedTest
  @EnumSource(Paper.class)
  void anOrdinaryStudy(Paper paper) throws Exception {
    try (PdfPages pdf = set("plain", paper, study, document, SyntheticStudies.measurements())) {
      assertThat(pdf.text()).contains("Muster, Erika");
    }
  }

  @ParameterizedTest
  @EnumSource(Paper.class)
  void fortyFlagsNineModelsAndLongNamesGoOnToFurtherPagesAndNoneIsLost(Paper paper)
      throws Exception {
    Flag[] flags =
        IntStream.rangeClosed(1, 40)
            .mapToObj(
                i ->
                    new Flag(
                        i % 2 == 0 ? "breath-hold-shift" : "unheard-of",
                        "Flag "
                            + i
                            + "x: the centre of the left ventricle in this slice lies more than"
                            + " 5 mm off both neighbours; a breath-hold shift is likely.",
                        null))
            .toArray(Flag[]::new);
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
            "ID-" + "0".repeat(60) + "42",
            LONG_NAME,
            "M",
            LocalDate.of(1950, 1, 1),
            76.0,
            1.9,
            99.0);
    try (PdfPages pdf =
        set(
            "many",
            paper,
            SyntheticStudies.withPatient(study, patient),
            many,
            SyntheticStudies.measurements(flags))) {
      assertThat(pdf.count()).isBetween(3, 6);
      String all = pdf.text();
      for (int i = 1; i <= 40; i++) {
        assertThat(all).contains("Flag " + i + "x:");
      }
      for (int i = 0; i < 9; i++) {
        assertThat(all).contains("unet-sax-" + i);
      }
      assertThat(all).contains("Łucja Zoë Иван Ωμέγα □□ □", "U+5C71", "U+7530", "U+D55C");
    }
  }

  @ParameterizedTest
  @EnumSource(Paper.class)
  void aStudyOfWhichNothingIsKnown(Paper paper) throws Exception {
    Study bare = SyntheticStudies.withPatient(study, Patient.UNKNOWN);
    ReviewDocument blank = ReviewDocument.blank(study.studyInstanceUid(), 6, 8);
    try (PdfPages pdf = set("nothing", paper, bare, blank, SyntheticStudies.nothing())) {
      assertThat(pdf.count()).isLessThanOrEqualTo(2);
      assertThat(pdf.text()).contains("—");
    }
  }
}
