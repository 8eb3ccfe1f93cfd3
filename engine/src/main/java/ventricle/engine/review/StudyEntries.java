package ventricle.engine.review;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reader enters about a study beside contours and marks.
 *
 * @param person values that stand in for the header's
 * @param wallMotion grade by number of the AHA segment, 1..16; segments that nobody graded are not
 *     in it
 * @param report texts and grades of the report
 */
public record StudyEntries(
    PersonEntries person, SortedMap<Integer, WallMotion> wallMotion, ReportEntries report) {

  /** Nothing entered. */
  public static final StudyEntries NONE =
      new StudyEntries(PersonEntries.NONE, new TreeMap<>(), ReportEntries.NONE);

  /** Segments of the AHA's model in the short axis. */
  private static final int SEGMENTS = 16;

  /**
   * @throws IllegalArgumentException for a segment outside 1..16
   */
  public StudyEntries {
    person = person == null ? PersonEntries.NONE : person;
    wallMotion = wallMotion == null ? new TreeMap<>() : new TreeMap<>(wallMotion);
    report = report == null ? ReportEntries.NONE : report;
    for (int segment : wallMotion.keySet()) {
      if (segment < 1 || segment > SEGMENTS) {
        throw new IllegalArgumentException("no segment " + segment);
      }
    }
    wallMotion = Collections.unmodifiableSortedMap(wallMotion);
  }

  public StudyEntries with(PersonEntries entered) {
    return new StudyEntries(entered, wallMotion, report);
  }

  public StudyEntries with(SortedMap<Integer, WallMotion> graded) {
    return new StudyEntries(person, graded, report);
  }

  public StudyEntries with(ReportEntries written) {
    return new StudyEntries(person, wallMotion, written);
  }
}
