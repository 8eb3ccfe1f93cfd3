package ventricle.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.measure.Measurer;
import ventricle.engine.report.PreviousStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyState;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Which examination is an earlier one of the same person, and what is known of it. */
class PreviousStudiesTest {

  private static final LocalDate EARLIER = LocalDate.of(2024, 3, 12);

  @TempDir Path folder;

  private final Study now = SyntheticStudies.study();
  private final Study before = other(now.patient(), EARLIER);
  private final ReviewDocument document = SyntheticStudies.document(before);

  /** The same images under another UID. */
  private static Study other(Patient patient, @Nullable LocalDate date) {
    Study s = SyntheticStudies.study();
    return SyntheticStudies.with(s, s.studyInstanceUid() + ".7", patient, date);
  }

  private static Patient person(@Nullable String id, @Nullable LocalDate born) {
    return new Patient(id, "Muster^Erika", "F", born, 58.7, 1.68, 64.0);
  }

  @Test
  void anEarlierExaminationOfThePersonIsTakenAsItStands() {
    PreviousStudy previous = PreviousStudies.of(now, before, document).orElseThrow();
    assertThat(previous.date()).isEqualTo(EARLIER);
    assertThat(previous.numbers()).isEqualTo(Measurer.measure(before, document));
    assertThat(previous.state()).isEqualTo(StudyState.DRAFT);
    assertThat(previous.byReader()).as("one endocardium at ED was changed").isEqualTo(1);
    assertThat(previous.byModel())
        .as("three structures in six slices at two phases, less apex, removed, excluded, changed")
        .isEqualTo(2 * (6 + 6 + 5) - 3);
    assertThat(previous.toString()).doesNotContain("2024");
  }

  @Test
  void aSignedOneSpeaksWithTheNumbersThatWereSigned() {
    ReviewDocument signed = SyntheticStudies.signed(before);
    PreviousStudy previous = PreviousStudies.of(now, before, signed).orElseThrow();
    assertThat(previous.numbers().lv()).isEqualTo(SyntheticStudies.measurements().lv());
    assertThat(previous.state()).isEqualTo(StudyState.SIGNED);
    assertThat(previous.version()).isEqualTo(1);
    assertThat(previous.signer()).isEqualTo("Dr. Ada Reader");

    ReviewDocument amended =
        Edits.apply(
                signed,
                new Edit.Amend(
                    new ventricle.engine.review.Amendment(
                        "ada", "base redrawn", java.time.Instant.parse("2026-11-28T09:00:00Z"))))
            .orThrow();
    PreviousStudy opened = PreviousStudies.of(now, before, amended).orElseThrow();
    assertThat(opened.state()).isEqualTo(StudyState.AMENDED);
    assertThat(opened.signer()).as("its numbers may have changed since").isEmpty();
    assertThat(opened.numbers()).isEqualTo(Measurer.measure(before, amended));
  }

  @Test
  void nothingIsGuessedAboutWhoItIsOrWhichCameFirst() {
    LocalDate born = now.patient().birthDate();
    assertThat(of(now, other(person("P-0043", born), EARLIER))).as("another number").isEmpty();
    assertThat(of(now, other(person("P-0042", born.plusDays(1)), EARLIER)))
        .as("born on another day")
        .isEmpty();
    assertThat(of(now, other(person("P-0042", null), EARLIER))).as("no birth date").isEmpty();
    Study nobody = SyntheticStudies.withPatient(now, person(null, born));
    assertThat(of(nobody, other(person(null, born), EARLIER))).as("no numbers at all").isEmpty();
    assertThat(of(now, other(now.patient(), null))).as("undated").isEmpty();
    assertThat(of(now, other(now.patient(), now.date()))).as("on the same day").isEmpty();
    assertThat(of(now, other(now.patient(), now.date().plusDays(1)))).as("later").isEmpty();
    assertThat(of(now, now)).as("itself").isEmpty();
    assertThat(of(now, other(person("P-0042", born), EARLIER))).as("the same person").isPresent();
  }

  private static java.util.Optional<PreviousStudy> of(Study now, Study before) {
    return PreviousStudies.of(now, before, SyntheticStudies.document(before));
  }

  @Test
  void anExaminationWithoutNumbersIsNotCompared() {
    ReviewDocument blank = ReviewDocument.blank(before.studyInstanceUid(), 6, 8);
    assertThat(PreviousStudies.of(now, before, blank)).isEmpty();
  }

  private Path analysed(Study study, ReviewDocument document, Path out) throws Exception {
    new AnalysisExport(
            study,
            document,
            Measurer.measure(study, document),
            Timings.UNKNOWN,
            SyntheticStudies.CONTEXT,
            out,
            Set.of(ExportPart.DICOM, ExportPart.JSON),
            null,
            false)
        .run(Progress.NONE, new CancelToken());
    return out;
  }

  @Test
  void theFolderOfAnEarlierAnalysisSaysTheSame() throws Exception {
    Path out = analysed(before, document, folder.resolve("before"));
    PreviousStudy read = PreviousFolder.of(out).before(now);
    PreviousStudy known = PreviousStudies.of(now, before, document).orElseThrow();
    assertThat(read.date()).isEqualTo(known.date());
    assertThat(read.state()).isEqualTo(known.state());
    assertThat(read.byModel()).isEqualTo(known.byModel());
    assertThat(read.byReader()).isEqualTo(known.byReader());
    assertThat(read.numbers().papillary()).isEqualTo(known.numbers().papillary());
    assertThat(read.numbers().coveredSlicesOnly()).isEqualTo(known.numbers().coveredSlicesOnly());
    assertThat(read.numbers().lv().edvMl()).isCloseTo(known.numbers().lv().edvMl(), within(1e-6));
    assertThat(read.numbers().rv().efPercent())
        .isCloseTo(known.numbers().rv().efPercent(), within(1e-6));
    assertThat(read.numbers().indexed().lvMassGPerM2())
        .isCloseTo(known.numbers().indexed().lvMassGPerM2(), within(1e-6));
    assertThat(read.numbers().indexed().formula()).isEqualTo("Mosteller");

    PreviousStudy signed =
        PreviousFolder.of(
                analysed(before, SyntheticStudies.signed(before), folder.resolve("signed")))
            .before(now);
    assertThat(signed.state()).isEqualTo(StudyState.SIGNED);
    assertThat(signed.signer()).isEqualTo("Dr. Ada Reader");
  }

  @Test
  void aFolderOfAnotherPersonOrOfNobodyIsRefusedInOneLineThatNamesNobody() throws Exception {
    Study stranger = other(person("P-0043", LocalDate.of(1970, 1, 1)), EARLIER);
    refused(analysed(stranger, document, folder.resolve("stranger")), "is of another person");
    Study nobody = other(Patient.UNKNOWN, EARLIER);
    refused(analysed(nobody, document, folder.resolve("nobody")), "has no patient's number");
    Study undated = other(now.patient(), null);
    refused(analysed(undated, document, folder.resolve("undated")), "date of an examination");
    refused(
        analysed(now, SyntheticStudies.document(now), folder.resolve("itself")),
        "is this examination itself");
    refused(Files.createDirectory(folder.resolve("empty")), "holds no measurements.json");
  }

  @Test
  void numbersWithoutOrWithForeignObjectsBesideThemAreRefused() throws Exception {
    Path out = analysed(before, document, folder.resolve("mixed"));
    Path itself = analysed(now, SyntheticStudies.document(now), folder.resolve("other"));
    Files.copy(
        itself.resolve("sr.dcm"),
        out.resolve("sr.dcm"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused(out, "are not of the same examination");
    try (var files = Files.newDirectoryStream(out, "*.dcm")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    refused(out, "nothing says whose numbers these are");
  }

  private void refused(Path out, String why) {
    assertThatThrownBy(() -> PreviousFolder.of(out).before(now))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("Muster", "P-004", "\n");
  }
}
