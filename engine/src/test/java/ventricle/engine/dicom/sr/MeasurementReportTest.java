package ventricle.engine.dicom.sr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.output.Validators;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.report.LifeText;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Entered;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SecondReading;
import ventricle.engine.review.StudyEntries;
import ventricle.engine.review.WallMotion;

class MeasurementReportTest {

  @TempDir Path folder;

  private final Study study = SyntheticStudies.study();
  private final ReviewDocument document = SyntheticStudies.document(study);

  @Test
  void dciodvfyFindsNoErrorAndDcmtkPrintsTheValues() throws Exception {
    for (Study source : List.of(study, SyntheticStudies.multiFrame())) {
      Path file = folder.resolve("sr.dcm");
      DicomWriter.write(
          file,
          MeasurementReport.of(
              source,
              SyntheticStudies.document(source),
              SyntheticStudies.measurements(SyntheticStudies.coverage()),
              SyntheticStudies.CONTEXT));
      assertThat(Validators.dciodvfyErrors(file)).isEmpty();
      assertThat(Validators.dsrdump(file))
          .anyMatch(l -> l.contains("8821-1,LN") && l.contains("133.612") && l.contains("ml,UCUM"))
          .anyMatch(l -> l.contains("8811-2,LN") && l.contains("57.906"))
          .anyMatch(l -> l.contains("8824-5,LN") && l.contains("72.8"))
          .anyMatch(l -> l.contains(ReportContext.RESEARCH_USE));
    }
  }

  @Test
  void endDiastolicVolumeIsInferredFromTheEndDiastolicImages() throws Exception {
    DataSet edv = number(report(), "8821-1");
    assertThat(edv.items(Tag.of("ContentSequence")))
        .filteredOn(i -> i.string(Tag.of("ValueType")).equals(java.util.Optional.of("IMAGE")))
        .extracting(
            i ->
                i.item(Tag.of("ReferencedSOPSequence"))
                    .flatMap(r -> r.string(Tags.REFERENCED_SOP_INSTANCE_UID))
                    .orElse(""))
        .containsExactly(
            "1.2.3.1.3", "1.2.3.2.3", "1.2.3.3.3", "1.2.3.4.3", "1.2.3.5.3", "1.2.3.6.3");
  }

  @Test
  void itIsAnUnverifiedPreliminaryReportOfDeviceAndPerson() throws Exception {
    DataSet report = report();
    assertThat(report.string(Tag.of("VerificationFlag"))).hasValue("UNVERIFIED");
    assertThat(report.string(Tag.of("PreliminaryFlag"))).hasValue("PRELIMINARY");
    assertThat(all(report))
        .anyMatch(i -> i.string(Tag.of("PersonName")).orElse("").equals("Dr. Ada Reader"))
        .anyMatch(i -> i.string(Tag.of("TextValue")).orElse("").endsWith("sha256=" + sha256()));
  }

  @Test
  void aReportIsVerifiedOnlyWhileASignatureIsInForceAndSaysThatNobodyCheckedTheName()
      throws Exception {
    DataSet report =
        MeasurementReport.of(
            study,
            SyntheticStudies.signed(study),
            SyntheticStudies.measurements(),
            SyntheticStudies.CONTEXT);
    assertThat(report().string(Tag.of("CompletionFlag"))).hasValue("PARTIAL");
    assertThat(report.string(Tag.of("CompletionFlag"))).hasValue("COMPLETE");
    assertThat(report.string(Tag.of("VerificationFlag"))).hasValue("VERIFIED");
    assertThat(report.string(Tag.of("PreliminaryFlag"))).hasValue("PRELIMINARY");
    assertThat(report().items(Tag.of("VerifyingObserverSequence"))).isEmpty();
    DataSet verifier = report.item(Tag.of("VerifyingObserverSequence")).orElseThrow();
    assertThat(verifier.string(Tag.of("VerifyingObserverName"))).hasValue("Dr. Ada Reader");
    assertThat(verifier.string(Tag.of("VerifyingOrganization"))).hasValue("General Hospital");
    assertThat(verifier.string(Tag.of("VerificationDateTime"))).hasValue("20261128083000+0000");
    Path file = folder.resolve("signed.dcm");
    DicomWriter.write(file, report);
    assertThat(Validators.dciodvfyErrors(file)).isEmpty();
    assertThat(all(report))
        .extracting(i -> i.string(Tag.of("TextValue")).orElse(""))
        .anyMatch(text -> text.startsWith("Signed by Dr. Ada Reader (account ada)"))
        .contains(LifeText.NOT_AUTHENTICATED);
  }

  @Test
  void aSecondReadingIsNoAlgorithmOfTheNumbers() throws Exception {
    ModelRef volumes = new ModelRef("volume", "m3", "1", "e".repeat(64));
    ReviewDocument read =
        Edits.apply(
                document,
                new Edit.ModelRun(
                    Set.of(),
                    new TreeMap<>(),
                    null,
                    Set.of(volumes),
                    "cpu",
                    new SecondReading(
                        volumes,
                        new SecondReading.Volume(2, 130.0, -0.2, 0.2),
                        new SecondReading.Volume(5, 60.0, -0.2, 0.2)),
                    null))
            .orThrow();
    assertThat(read.models()).contains(volumes);
    assertThat(
            all(
                MeasurementReport.of(
                    study, read, SyntheticStudies.measurements(), SyntheticStudies.CONTEXT)))
        .extracting(i -> i.string(Tag.of("TextValue")).orElse(""))
        .noneMatch(text -> text.contains(volumes.sha256()))
        .anyMatch(text -> text.endsWith("sha256=" + sha256()));
  }

  @Test
  void theFormulaOfTheBodySurfaceAndTheRightVentriclesOutputHaveTheirCodes() throws Exception {
    PersonEntries person = new PersonEntries(70.0, null, null, 1.8, 72.0).with(BsaFormula.DU_BOIS);
    ReviewDocument chosen =
        Edits.apply(
                document,
                new Edit.SetEntries(document.entries().with(person), Entered.PERSON, "ada"))
            .orThrow();
    Measurements m = Measurer.measure(study, chosen);
    Path file = folder.resolve("du-bois.dcm");
    DataSet report = MeasurementReport.of(study, chosen, m, SyntheticStudies.CONTEXT);
    DicomWriter.write(file, report);

    assertThat(Validators.dciodvfyErrors(file)).isEmpty();
    assertThat(all(number(report, Codes.BODY_SURFACE_AREA.value())))
        .extracting(
            i ->
                i.item(Tag.of("ConceptCodeSequence"))
                    .flatMap(c -> c.string(Tags.CODE_VALUE))
                    .orElse(""))
        .contains(Codes.BSA_DU_BOIS.value())
        .doesNotContain(Codes.BSA_MOSTELLER.value());
    ReportedMeasurements read = ReportedMeasurements.read(DicomReader.read(file));
    assertThat(read.measurements())
        .filteredOn(x -> x.is(Codes.RV_CO) || x.is(Codes.RV_CI))
        .extracting(ReportedMeasurement::number)
        .satisfiesExactly(
            co -> assertThat(co).isCloseTo(m.rv().svMl() * 70 / 1000, within(1e-3)),
            ci -> assertThat(ci).isCloseTo(m.indexed().rvCardiacIndex(), within(1e-3)));
  }

  @Test
  void gradedWallMotionStandsInTheGroupOfItsSegmentAndComesBack() throws Exception {
    StudyEntries entries =
        new StudyEntries(
            document.entries().person(),
            new TreeMap<>(Map.of(3, WallMotion.AKINETIC)),
            document.entries().report());
    ReviewDocument graded =
        Edits.apply(document, new Edit.SetEntries(entries, Entered.WALL_MOTION, "ada")).orThrow();
    Path file = folder.resolve("graded.dcm");
    DicomWriter.write(
        file,
        MeasurementReport.of(
            study, graded, SyntheticStudies.measurements(), SyntheticStudies.CONTEXT));
    assertThat(Validators.dciodvfyErrors(file)).isEmpty();
    ReportedMeasurements read = ReportedMeasurements.read(DicomReader.read(file));
    assertThat(read.measurements())
        .filteredOn(m -> m.is(Codes.WALL_MOTION))
        .extracting(m -> m.group() + ", " + m.value())
        .containsExactly("LV segment 3, Akinesis");
    assertThat(read.measurements())
        .filteredOn(
            m ->
                m.is(Codes.LV_EDV)
                    && m.modifiers().stream().noneMatch(x -> x.name().same(Codes.INDEX)))
        .extracting(ReportedMeasurement::number)
        .containsExactly(133.612);
  }

  @Test
  void unknownValuesAreLeftOutAndNothingAtAllIsSaid() {
    ReviewDocument blank = ReviewDocument.blank(study.studyInstanceUid(), 6, 8);
    assertThatThrownBy(
            () ->
                MeasurementReport.of(
                    study, blank, SyntheticStudies.nothing(), SyntheticStudies.CONTEXT))
        .isInstanceOf(OutputUnavailableException.class);
  }

  private static String sha256() {
    return SyntheticStudies.SEGMENTER.sha256();
  }

  private DataSet report() throws OutputUnavailableException {
    return MeasurementReport.of(
        study, document, SyntheticStudies.measurements(), SyntheticStudies.CONTEXT);
  }

  private static DataSet number(DataSet report, String code) {
    return all(report).stream()
        .filter(i -> i.string(Tag.of("ValueType")).orElse("").equals("NUM"))
        .filter(
            i ->
                i.item(Tag.of("ConceptNameCodeSequence"))
                    .flatMap(c -> c.string(Tags.CODE_VALUE))
                    .orElse("")
                    .equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static List<DataSet> all(DataSet item) {
    List<DataSet> items = new ArrayList<>(List.of(item));
    item.items(Tag.of("ContentSequence")).forEach(child -> items.addAll(all(child)));
    return items;
  }
}
