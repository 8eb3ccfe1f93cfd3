package ventricle.engine.dicom.sr;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.output.CountedFrames;
import ventricle.engine.dicom.output.DerivedHeader;
import ventricle.engine.dicom.output.SourceImages;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.Measurements;
import ventricle.engine.report.LifeText;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;

/**
 * Comprehensive 3D SR by TID 1500: one measurement group for each ventricle, each number inferred
 * from the images it was measured on. A value that is not known is left out; the flags stand as
 * comments. Complete and verified while a signature is in force: the reader who signed stands in
 * Verifying Observer Sequence, and a comment says that nobody checked who typed the name. It stays
 * preliminary, as it is for research.
 */
public final class MeasurementReport {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'+0000'").withZone(ZoneOffset.UTC);

  private final Study study;
  private final ReviewDocument document;
  private final Measurements measurements;
  private final ReportContext context;
  private final SourceImages sources;

  private MeasurementReport(
      Study study, ReviewDocument document, Measurements measurements, ReportContext context) {
    this.study = study;
    this.document = document;
    this.measurements = measurements;
    this.context = context;
    this.sources = new SourceImages(study.stack());
  }

  /**
   * @throws OutputUnavailableException when there is not one number to report
   */
  public static DataSet of(
      Study study, ReviewDocument document, Measurements measurements, ReportContext context)
      throws OutputUnavailableException {
    return new MeasurementReport(study, document, measurements, context).build();
  }

  private DataSet build() throws OutputUnavailableException {
    Set<FrameKey> ed = CountedFrames.of(study.stack(), document, measurements.edPhase());
    Set<FrameKey> es = CountedFrames.of(study.stack(), document, measurements.esPhase());
    Set<FrameKey> both = new LinkedHashSet<>(ed);
    both.addAll(es);
    List<DataSet> groups =
        new VentricleGroups(study, document, measurements, sources).groups(ed, es);
    groups.addAll(new WallGroups(study, document, sources).groups(measurements));
    if (groups.isEmpty()) {
      throw new OutputUnavailableException("There is no measurement to report.");
    }
    List<DataSet> content = new ArrayList<>();
    content.add(ContentItem.code(ContentItem.MODIFIER, Codes.LANGUAGE, Codes.ENGLISH));
    observers(content);
    content.add(
        ContentItem.code(ContentItem.MODIFIER, Codes.PROCEDURE_REPORTED, Codes.CARDIAC_MRI));
    content.add(
        ContentItem.container(
            Codes.IMAGE_LIBRARY, "1600", List.of(library(ed, true), library(es, false))));
    content.add(ContentItem.container(Codes.IMAGING_MEASUREMENTS, groups));
    comments(content);
    DataSetBuilder b =
        DerivedHeader.of(
            study,
            context,
            Uids.COMPREHENSIVE_3D_SR_STORAGE,
            "SR",
            9003,
            "Ventricular volumes. Research use only");
    StudyLife life = StudyLife.of(document);
    if (life instanceof StudyLife.Signed(SignedVersion version)) {
      b.set(Tag.of("VerifyingObserverSequence"), verifier(version));
    }
    return b.setEmpty(Tag.of("ReferencedPerformedProcedureStepSequence"))
        .setEmpty(Tag.of("PerformedProcedureCodeSequence"))
        .set(Tag.of("CompletionFlag"), life instanceof StudyLife.Signed ? "COMPLETE" : "PARTIAL")
        .set(Tag.of("CompletionFlagDescription"), ReportContext.RESEARCH_USE)
        .set(Tag.of("PreliminaryFlag"), "PRELIMINARY")
        .set(
            Tag.of("VerificationFlag"),
            life instanceof StudyLife.Signed ? "VERIFIED" : "UNVERIFIED")
        .set(Tag.of("CurrentRequestedProcedureEvidenceSequence"), evidence(both))
        .setAll(ContentItem.root(Codes.IMAGING_MEASUREMENT_REPORT, "1500", content))
        .build();
  }

  /** Who signed, when, and for whom: the institution of the images, as no other is known. */
  private DataSet verifier(SignedVersion version) {
    String institution = study.acquisition().institution();
    return DataSet.of(
        b ->
            b.set(Tag.of("VerifyingObserverName"), DerivedHeader.limited(version.name(), 64))
                .setEmpty(Tag.of("VerifyingObserverIdentificationCodeSequence"))
                .set(
                    Tag.of("VerifyingOrganization"),
                    institution == null || institution.isBlank()
                        ? "not stated"
                        : DerivedHeader.limited(institution, 64))
                .set(Tag.of("VerificationDateTime"), UTC.format(version.at())));
  }

  private void observers(List<DataSet> content) {
    String context0 = ContentItem.CONTEXT;
    content.add(ContentItem.code(context0, Codes.OBSERVER_TYPE, Codes.DEVICE));
    content.add(
        ContentItem.uid(
            context0,
            Codes.DEVICE_UID,
            DerivedHeader.stableUid(ReportContext.SOFTWARE, context.softwareVersion())));
    content.add(ContentItem.text(context0, Codes.DEVICE_NAME, ReportContext.SOFTWARE));
    content.add(ContentItem.text(context0, Codes.DEVICE_MANUFACTURER, ReportContext.SOFTWARE));
    content.add(
        ContentItem.text(
            context0,
            Codes.DEVICE_MODEL,
            ReportContext.SOFTWARE + " " + context.softwareVersion()));
    if (context.reader() != null) {
      content.add(ContentItem.code(context0, Codes.OBSERVER_TYPE, Codes.PERSON));
      content.add(ContentItem.person(context0, Codes.PERSON_NAME, context.reader()));
    }
  }

  private DataSet library(Set<FrameKey> frames, boolean ed) {
    Code point = ed ? Codes.END_DIASTOLE : Codes.END_SYSTOLE;
    List<DataSet> items = new ArrayList<>();
    items.add(ContentItem.code(ContentItem.ACQUISITION, Codes.MODALITY, Codes.MAGNETIC_RESONANCE));
    items.add(ContentItem.code(ContentItem.ACQUISITION, Codes.CARDIOVASCULAR_CYCLE_POINT, point));
    sources.of(frames).stream()
        .map(
            source ->
                ContentItem.image(
                    ContentItem.CONTAINS, Codes.SOURCE, sources.reference(source), List.of()))
        .forEach(items::add);
    return ContentItem.container(Codes.IMAGE_LIBRARY_GROUP, "1601", items);
  }

  private void comments(List<DataSet> content) {
    content.add(comment(ReportContext.RESEARCH_USE));
    LifeText.sentences(document).forEach(sentence -> content.add(comment(sentence)));
    LifeText.hash(document).ifPresent(hash -> content.add(comment("Signed text: " + hash)));
    List<String> entered =
        document.entries().person().entered().stream()
            .sorted()
            .map(field -> field.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList();
    if (!entered.isEmpty()) {
      content.add(comment("Entered by hand: " + String.join(", ", entered) + "."));
    }
    if (measurements.coveredSlicesOnly()) {
      content.add(comment("Volumes and mass are of the covered slices only."));
    }
    for (Flag flag : measurements.flags()) {
      content.add(comment(flag.message()));
    }
  }

  private static DataSet comment(String text) {
    return ContentItem.text(ContentItem.CONTAINS, Codes.COMMENT, text);
  }

  private List<DataSet> evidence(Set<FrameKey> frames) {
    List<DataSet> series = sources.evidenceOf(frames);
    return List.of(
        DataSet.of(
            b ->
                b.set(Tag.of("StudyInstanceUID"), study.studyInstanceUid())
                    .set(Tag.of("ReferencedSeriesSequence"), series)));
  }
}
