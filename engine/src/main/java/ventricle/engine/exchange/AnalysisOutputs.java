package ventricle.engine.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.output.Attention;
import ventricle.engine.dicom.output.CountedFrames;
import ventricle.engine.dicom.output.EncapsulatedReport;
import ventricle.engine.dicom.output.KeyImages;
import ventricle.engine.dicom.seg.Segmentation;
import ventricle.engine.dicom.sr.MeasurementReport;
import ventricle.engine.domain.Study;
import ventricle.engine.imagej.Hyperstack;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.PdfReport;
import ventricle.engine.report.ReportContents;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;
import ventricle.engine.task.CancelToken;

/** What an export can write, in the order in which it is written. */
final class AnalysisOutputs {

  /** Writes one file. */
  @FunctionalInterface
  interface Output {
    void write(Path file) throws IOException, OutputUnavailableException;
  }

  /** A file of a name. */
  record Named(String file, Output output) {}

  private final AnalysisExport export;
  private final Study study;
  private final ReviewDocument document;
  private final Measurements measurements;
  private final ReportContext context;
  private final CancelToken cancel;

  AnalysisOutputs(AnalysisExport export, CancelToken cancel) {
    this.export = export;
    this.study = export.study();
    this.document = export.document();
    this.measurements = export.measurements();
    this.context = export.context();
    this.cancel = cancel;
  }

  /** All that there can be, of every part. */
  List<Named> all() {
    List<Named> outputs = new ArrayList<>();
    if (StudyLife.of(document) instanceof StudyLife.Signed(SignedVersion version)) {
      outputs.add(
          new Named(AnalysisExport.SIGNED, file -> Files.writeString(file, version.content())));
    }
    outputs.add(
        new Named(
            "contours.json", file -> ContoursJson.write(file, ContoursFile.of(study, document))));
    outputs.add(
        new Named(
            "report.pdf",
            file ->
                PdfReport.write(
                    ReportContents.of(
                        study, document, measurements, NormalRanges.bundled(), context),
                    file)));
    for (Mark mark : Mark.values()) {
      outputs.add(
          new Named(
              mark == Mark.ED ? "seg-ed.dcm" : "seg-es.dcm",
              file -> DicomWriter.write(file, Segmentation.of(study, document, mark, context))));
    }
    outputs.add(
        new Named(
            "sr.dcm",
            file ->
                DicomWriter.write(
                    file, MeasurementReport.of(study, document, measurements, context))));
    if (export.parts().contains(ExportPart.REPORT)) {
      outputs.add(
          new Named(
              "report.dcm",
              file ->
                  DicomWriter.write(
                      file,
                      EncapsulatedReport.of(
                          study, document, file.resolveSibling("report.pdf"), context))));
    }
    for (Mark mark : Mark.values()) {
      outputs.add(
          new Named(
              mark == Mark.ED ? "key-ed.dcm" : "key-es.dcm",
              file -> DicomWriter.write(file, KeyImages.of(study, document, mark, context))));
    }
    phases(outputs);
    heatmaps(outputs);
    for (Mark mark : Mark.values()) {
      outputs.add(
          new Named(
              mark == Mark.ED ? "labels_ed.nii.gz" : "labels_es.nii.gz",
              file -> LabelVolumes.write(file, study, document, mark)));
    }
    also(outputs);
    outputs.add(
        new Named(
            AnalysisExport.MEASUREMENTS,
            file -> MeasurementsJson.write(file, study, document, measurements, export.timings())));
    return outputs;
  }

  private void phases(List<Named> outputs) {
    int before = outputs.size();
    for (int phase = 0; phase < study.stack().phases(); phase++) {
      int of = phase;
      if (!CountedFrames.of(study.stack(), document, phase).isEmpty()) {
        outputs.add(
            new Named(
                "seg-%02d.dcm".formatted(phase + 1),
                file -> DicomWriter.write(file, Segmentation.of(study, document, of, context))));
      }
    }
    if (outputs.size() == before) {
      outputs.add(
          new Named(
              "seg-01.dcm",
              file -> {
                throw new OutputUnavailableException("No contour counts in any phase.");
              }));
    }
  }

  private void heatmaps(List<Named> outputs) {
    for (Mark mark : Mark.values()) {
      outputs.add(
          new Named(
              AnalysisExport.heatmap(mark),
              file -> {
                Attention attention = export.attention();
                if (attention == null) {
                  throw new OutputUnavailableException("No model says where it looked.");
                }
                DicomWriter.write(
                    file, KeyImages.of(study, document, mark, attention, context, cancel));
              }));
    }
  }

  private void also(List<Named> outputs) {
    List<String> volumes = ImageVolumes.names(study.stack());
    for (int i = 0; i < volumes.size(); i++) {
      int part = i;
      outputs.add(new Named(volumes.get(i), file -> ImageVolumes.write(file, study.stack(), part)));
    }
    outputs.add(new Named(ImageJExport.ROIS, file -> ImageJExport.writeRois(file, document)));
    outputs.add(new Named(ImageJExport.STACK, file -> Hyperstack.write(file, study.stack())));
    outputs.add(
        new Named("measurements.csv", file -> StudyCsv.writeMeasurements(file, measurements)));
    outputs.add(new Named("contours.csv", file -> StudyCsv.writeContours(file, study, document)));
  }
}
