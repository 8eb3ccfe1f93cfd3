package ventricle.engine.dicom.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.Vr;
import ventricle.engine.domain.Study;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.ReviewDocument;

/** A report's PDF as Encapsulated PDF Storage (PS3.3 A.45.1), byte for byte. */
public final class EncapsulatedReport {

  private EncapsulatedReport() {}

  /**
   * Wraps a report.
   *
   * @throws OutputUnavailableException when there is no report
   */
  public static DataSet of(Study study, ReviewDocument document, Path pdf, ReportContext context)
      throws IOException, OutputUnavailableException {
    if (!Files.isRegularFile(pdf)) {
      throw new OutputUnavailableException("There is no report to wrap.");
    }
    byte[] bytes = Files.readAllBytes(pdf);
    DataSetBuilder b =
        DerivedHeader.of(
            study,
            context,
            Uids.ENCAPSULATED_PDF_STORAGE,
            "DOC",
            9004,
            "Report. " + ReportContext.RESEARCH_USE);
    b.set(Tag.of("ConversionType"), "WSD")
        .set(
            Tag.of("AcquisitionDateTime"),
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").format(context.at()))
        .set(Tag.of("BurnedInAnnotation"), "YES")
        .set(Tag.of("RecognizableVisualFeatures"), "NO")
        .set(Tag.of("DocumentTitle"), "Cardiac MRI: ventricular volumes and mass")
        .set(Tag.of("ConceptNameCodeSequence"), List.of(Codes.IMAGING_MEASUREMENT_REPORT.item()))
        .set(Tag.of("MIMETypeOfEncapsulatedDocument"), "application/pdf")
        .set(Tag.of("EncapsulatedDocumentLength"), bytes.length)
        .set(
            Tag.of("EncapsulatedDocument"),
            Vr.OB,
            bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1));
    List<DataSet> sources = sources(study, document);
    if (!sources.isEmpty()) {
      b.set(Tag.of("SourceInstanceSequence"), sources);
    }
    return b.build();
  }

  private static List<DataSet> sources(Study study, ReviewDocument document) {
    SourceImages images = new SourceImages(study.stack());
    return Set.copyOf(
            images.of(CountedFrames.atMarks(study.stack(), document)).stream()
                .map(SourceImages::instance)
                .toList())
        .stream()
        .sorted(
            java.util.Comparator.comparing(
                item -> item.string(Tags.REFERENCED_SOP_INSTANCE_UID).orElse("")))
        .toList();
  }
}
