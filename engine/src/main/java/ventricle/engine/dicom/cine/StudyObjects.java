package ventricle.engine.dicom.cine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.cine.InputFiles.InputFile;
import ventricle.engine.dicom.seg.SegmentationObject;
import ventricle.engine.dicom.sr.ReportedMeasurements;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/**
 * What lies beside the images of a study and was made from them: segmentations and structured
 * reports of the same Study Instance UID.
 *
 * @param segmentations files that hold one, in order of their paths
 * @param reports measurements of files that hold some, likewise
 */
public record StudyObjects(List<Found> segmentations, List<ReportedMeasurements> reports) {

  /**
   * A file.
   *
   * @param description of its series, else its content label; for the screen, not for logs
   * @param madeBy manufacturer of what wrote it; may be empty
   */
  public record Found(Path path, String description, String madeBy) {}

  public StudyObjects {
    segmentations = List.copyOf(segmentations);
    reports = List.copyOf(reports);
  }

  public boolean isEmpty() {
    return segmentations.isEmpty() && reports.isEmpty();
  }

  /**
   * Looks through files; one that cannot be read is none of them.
   *
   * @param paths folders, searched with what lies below, and files
   */
  public static Job<StudyObjects> job(List<Path> paths, String studyInstanceUid) {
    List<Path> copy = List.copyOf(paths);
    return (progress, cancel) -> find(copy, studyInstanceUid, progress, cancel);
  }

  private static StudyObjects find(
      List<Path> paths, String studyInstanceUid, Progress progress, CancelToken cancel) {
    List<Found> segmentations = new ArrayList<>();
    List<ReportedMeasurements> reports = new ArrayList<>();
    List<InputFile> files = InputFiles.below(paths, cancel).files();
    for (int i = 0; i < files.size(); i++) {
      cancel.throwIfCancelled();
      progress.report((double) i / files.size(), "looking for segmentations and reports");
      try {
        var file = DicomReader.open(files.get(i).path(), files.get(i).label());
        DataSet data = file.dataSet();
        if (!data.string(Tags.STUDY_INSTANCE_UID).orElse("").equals(studyInstanceUid)) {
          continue;
        }
        if (SegmentationObject.isOne(data)) {
          segmentations.add(
              new Found(
                  files.get(i).path(),
                  data.string(Tags.SERIES_DESCRIPTION)
                      .or(() -> data.string(Tag.of("ContentLabel")))
                      .orElse(""),
                  data.string(Tags.MANUFACTURER).orElse("")));
        } else if (ReportedMeasurements.isOne(data)) {
          ReportedMeasurements report = ReportedMeasurements.read(file);
          if (!report.measurements().isEmpty()) {
            reports.add(report);
          }
        }
      } catch (UnusableInputException e) {
        // the reader of the study has already said so
      }
    }
    return new StudyObjects(segmentations, reports);
  }
}
