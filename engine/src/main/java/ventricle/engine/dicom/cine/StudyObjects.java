package ventricle.engine.dicom.cine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.seg.SegmentationObject;
import ventricle.engine.dicom.sr.ReportedMeasurements;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.UnusableInputException;

/**
 * What lies beside the images of a study and was made from them: segmentations and structured
 * reports of the same Study Instance UID.
 *
 * @param segmentations files that hold one, in order of their paths
 * @param reports measurements of files that hold some, likewise
 */
public record StudyObjects(List<Found> segmentations, List<Report> reports) {

  /** Nothing. */
  public static final StudyObjects NONE = new StudyObjects(List.of(), List.of());

  /**
   * A file.
   *
   * @param description of its series, else its content label; for the screen, not for logs
   * @param madeBy manufacturer of what wrote it; may be empty
   */
  public record Found(Path path, String description, String madeBy) {}

  /**
   * Measurements of a file.
   *
   * @param sha256 of the file
   */
  public record Report(ReportedMeasurements measured, String sha256) {}

  public StudyObjects {
    segmentations = List.copyOf(segmentations);
    reports = List.copyOf(reports);
  }

  public boolean isEmpty() {
    return segmentations.isEmpty() && reports.isEmpty();
  }

  /** One of them, with the study it says it is of. */
  record Piece(String study, StudyObjects objects) {}

  /**
   * What a file is of these.
   *
   * @param file with its header
   * @return null when it is none
   */
  static @Nullable Piece piece(Path path, DicomFile file) throws UnusableInputException {
    DataSet data = file.dataSet();
    String study = data.string(Tags.STUDY_INSTANCE_UID).orElse("");
    if (SegmentationObject.isOne(data)) {
      Found found =
          new Found(
              path,
              data.string(Tags.SERIES_DESCRIPTION)
                  .or(() -> data.string(Tag.of("ContentLabel")))
                  .orElse(""),
              data.string(Tags.MANUFACTURER).orElse(""));
      return new Piece(study, new StudyObjects(List.of(found), List.of()));
    }
    if (ReportedMeasurements.isOne(data)) {
      ReportedMeasurements report = ReportedMeasurements.read(file);
      return report.measurements().isEmpty()
          ? null
          : new Piece(
              study, new StudyObjects(List.of(), List.of(new Report(report, sha256(path)))));
    }
    return null;
  }

  /** Those of a study, in the order of the pieces. */
  static StudyObjects of(List<Piece> pieces, String studyInstanceUid) {
    List<Found> segmentations = new ArrayList<>();
    List<Report> reports = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece.study().equals(studyInstanceUid)) {
        segmentations.addAll(piece.objects().segmentations());
        reports.addAll(piece.objects().reports());
      }
    }
    return new StudyObjects(segmentations, reports);
  }

  /**
   * The measurements of a structured report that somebody names.
   *
   * @return empty for a file that is none
   * @throws UnusableInputException when it is of another study, or holds no measurements
   */
  public static Optional<Report> report(Path path, String studyInstanceUid)
      throws UnusableInputException {
    DicomFile file = DicomReader.open(path);
    if (!ReportedMeasurements.isOne(file.dataSet())) {
      return Optional.empty();
    }
    if (!file.dataSet().string(Tags.STUDY_INSTANCE_UID).orElse("").equals(studyInstanceUid)) {
      throw new UnusableInputException(file.name(), "is a report on another study");
    }
    ReportedMeasurements report = ReportedMeasurements.read(file);
    if (report.measurements().isEmpty()) {
      throw new UnusableInputException(file.name(), "is a report without measurements");
    }
    return Optional.of(new Report(report, sha256(path)));
  }

  private static String sha256(Path path) throws UnusableInputException {
    try {
      return Sha256.of(path);
    } catch (IOException e) {
      throw new UnusableInputException(InputFiles.name(path), "cannot be read", e);
    }
  }
}
