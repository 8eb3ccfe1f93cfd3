package ventricle.engine.review.protocol;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReadingId;

/**
 * The rules of an observer study.
 *
 * @param id names the study in journals and tables
 * @param version counts up when rules change; readings of another version are other readings
 * @param seed of the orders in which readers get the cases
 * @param sessions how often each reader reads each case, names hidden every time
 * @param intervalDays days that must lie between two sessions of one case
 * @param start what a reader finds when a case is opened
 */
public record Protocol(
    String id,
    int version,
    String title,
    long seed,
    List<String> readers,
    List<Case> cases,
    int sessions,
    int intervalDays,
    Start start) {

  /** What a reader finds when a case is opened. */
  public enum Start {
    /** Images alone; no model runs. */
    BLANK,
    /** The models' contours. */
    AI
  }

  /**
   * One case.
   *
   * @param path folder with the study
   * @param ed 0-based phase that everybody reads as ED; null leaves it to the reader
   * @param es likewise for ES
   */
  public record Case(String name, Path path, @Nullable Integer ed, @Nullable Integer es) {

    /** The phase that the protocol sets, null when it is free. */
    public @Nullable Integer fixed(Mark mark) {
      return mark == Mark.ED ? ed : es;
    }
  }

  /**
   * @throws IllegalArgumentException naming the rule that makes no sense
   */
  public Protocol {
    readers = List.copyOf(readers);
    cases = List.copyOf(cases);
    require(id.matches("[A-Za-z0-9._-]+"), "id is made of letters, digits, . _ and -");
    require(version >= 1, "version counts from 1");
    require(!readers.isEmpty() && !cases.isEmpty(), "a study has readers and cases");
    require(new HashSet<>(readers).size() == readers.size(), "a reader is named twice");
    require(
        cases.stream().map(Case::name).distinct().count() == cases.size(),
        "two cases have one name");
    require(
        readers.stream().noneMatch(r -> r.isBlank() || r.equals(ReadingId.CONSENSUS)),
        "a reader has a name of their own");
    require(sessions >= 1 && intervalDays >= 0, "sessions count from 1, days from 0");
  }

  private static void require(boolean rule, String message) {
    if (!rule) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Id and version, as readings carry it. */
  public String key() {
    return id + "/" + version;
  }

  /**
   * Whose reading it is.
   *
   * @throws IllegalArgumentException for somebody who is no reader, or a session there is not
   */
  public ReadingId reading(String reader, int session) {
    require(readers.contains(reader), "'" + reader + "' is no reader of this study");
    require(session >= 1 && session <= sessions, "sessions go from 1 to " + sessions);
    return new ReadingId(reader, key(), session);
  }
}
