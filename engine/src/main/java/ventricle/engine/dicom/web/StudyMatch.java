package ventricle.engine.dicom.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A study that an archive has.
 *
 * @param patientName as in DICOM, parts between ^; may be empty
 * @param date null where it is not told
 * @param series -1 where it is not told
 * @param instances -1 where it is not told
 */
public record StudyMatch(
    String studyUid,
    String patientName,
    String patientId,
    @Nullable LocalDate date,
    String description,
    List<String> modalities,
    String accession,
    int series,
    int instances) {

  public StudyMatch {
    modalities = List.copyOf(modalities);
  }

  /**
   * Studies in the order the archive gives them.
   *
   * @param more whether there are others after them
   */
  public record Page(List<StudyMatch> studies, boolean more) {
    public Page {
      studies = List.copyOf(studies);
    }
  }

  /** Names no patient. */
  @Override
  public String toString() {
    return "StudyMatch";
  }
}
