package ventricle.engine.dicom.deid;

import org.jspecify.annotations.Nullable;

/**
 * What stays besides what the Basic Profile leaves.
 *
 * @param dates what becomes of days
 * @param characteristics whether sex, age, size, weight and the like stay; an age of 90 and more
 *     becomes 90
 * @param device whether names and numbers of the scanner stay
 * @param descriptors whether words of scanner protocols stay in descriptions
 * @param pictures whether pictures go out whose pixels may show the name
 * @param subject what the patient is called; null for a name made up
 */
public record DeidOptions(
    Dates dates,
    boolean characteristics,
    boolean device,
    boolean descriptors,
    boolean pictures,
    @Nullable String subject) {

  /** The Basic Profile and nothing besides. */
  public static final DeidOptions BASIC =
      new DeidOptions(Dates.REMOVED, false, false, false, false, null);

  private static final int LONGEST_SUBJECT = 64;

  public DeidOptions {
    if (subject != null && !mayBeCalled(subject)) {
      throw new IllegalArgumentException(
          "a subject is called by letters, digits, blanks and . _ -, 64 at most");
    }
  }

  /** Whether a patient may be called so. */
  public static boolean mayBeCalled(String subject) {
    return subject.length() <= LONGEST_SUBJECT && subject.matches("[A-Za-z0-9][A-Za-z0-9 ._-]*");
  }

  /** What becomes of days. */
  public enum Dates {
    /** They go. */
    REMOVED,
    /** All of a patient's are moved back by the same number of days, so that intervals stay. */
    SHIFTED
  }
}
