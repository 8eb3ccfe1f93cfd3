package ventricle.engine.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Structure;

/**
 * Everything a report page says, ready to be set: texts are final, numbers have their digits.
 *
 * @param state life of the study in a few words, such as "DRAFT, not signed"
 * @param footer state, who and which study, for every page
 * @param identity the person and the body
 * @param study examination and acquisition
 * @param headline the values that are read first
 * @param groups the table
 * @param statements what the volumes are of, which ranges are shown, in sentences
 * @param pictures ED and ES of one slice; empty while there is no frame to show
 * @param curve null while not every phase has contours
 * @param flags one sentence each, in order of importance
 * @param analysis models, device, phases, reader, software
 */
public record ReportContent(
    String title,
    String madeAt,
    String software,
    String state,
    String footer,
    List<Fact> identity,
    List<Fact> study,
    List<Row> headline,
    List<Group> groups,
    List<String> statements,
    List<Picture> pictures,
    @Nullable Curve curve,
    List<String> flags,
    List<Fact> analysis) {

  public ReportContent {
    identity = List.copyOf(identity);
    study = List.copyOf(study);
    headline = List.copyOf(headline);
    groups = List.copyOf(groups);
    statements = List.copyOf(statements);
    pictures = List.copyOf(pictures);
    flags = List.copyOf(flags);
    analysis = List.copyOf(analysis);
  }

  /** A label and what it says; several lines where needed. */
  public record Fact(String label, String value) {}

  /** Rows of one ventricle. */
  public record Group(String title, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One value.
   *
   * @param value with its digits, "—" when unknown
   * @param indexed the same by body surface area, empty where there is none
   * @param range the bar, null where no range may be drawn
   * @param rangeText the range in words or why there is none
   */
  public record Row(
      String label,
      String value,
      String unit,
      String indexed,
      String indexedUnit,
      @Nullable Range range,
      String rangeText) {}

  /** A normal range with the value in it, in one unit. */
  public record Range(double low, double high, double value) {}

  /**
   * A grey picture with outlines over it.
   *
   * @param grey rows × columns, row by row, 0 black
   * @param aspect width divided by height on paper
   */
  public record Picture(
      String title,
      String caption,
      int rows,
      int columns,
      byte[] grey,
      double aspect,
      List<Outline> outlines) {
    public Picture {
      outlines = List.copyOf(outlines);
    }
  }

  /**
   * A closed line over a picture.
   *
   * @param xs 0 = left edge, 1 = right edge of the picture
   * @param ys 0 = top edge, 1 = bottom edge
   * @param byModel drawn by a model and untouched: dashed
   */
  public record Outline(Structure structure, double[] xs, double[] ys, boolean byModel) {}

  /**
   * Volumes over the cycle.
   *
   * @param times ms after the R wave, or phase numbers when unknown
   * @param unit of the times: "ms" or "phase"
   * @param ed index of the phase, null while unset
   */
  public record Curve(
      List<Double> times,
      String unit,
      @Nullable List<Double> lvMl,
      @Nullable List<Double> rvMl,
      @Nullable Integer ed,
      @Nullable Integer es) {}
}
