package ventricle.engine.report;

import java.time.LocalDate;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.StudyState;

/**
 * An examination before this one whose numbers stand beside this one's. That it is of the same
 * person is for its maker to decide.
 *
 * @param date of the examination
 * @param numbers as they were signed where a signature is in force, else as they are
 * @param state how far it came
 * @param version of the last signature, 0 where nobody signed
 * @param signer who signed it, empty likewise
 * @param byModel contours at its ED and ES that are as a model drew them
 * @param byReader contours there that a reader drew or changed, or that were imported
 */
public record PreviousStudy(
    LocalDate date,
    Measurements numbers,
    StudyState state,
    int version,
    String signer,
    int byModel,
    int byReader) {

  @Override
  public String toString() {
    return "PreviousStudy[not shown]";
  }
}
