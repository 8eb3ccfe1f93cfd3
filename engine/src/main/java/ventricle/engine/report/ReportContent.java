package ventricle.engine.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Structure;

/**
 * Everything a report says, ready to be set: texts are final and in one language, numbers have
 * their digits. Lists may be empty, texts too where it says so.
 *
 * @param style how it is to be set
 * @param identity the person and the body
 * @param technique scanner, sequence, stack, rhythm, image quality
 * @param headline the values that are read first
 * @param groups the table
 * @param dynamics rates and times of ejection and filling
 * @param wall the left ventricle by segments
 * @param statements what the volumes are of, which ranges are shown, in sentences
 * @param montage ED and ES of each slice, basal first; empty while neither is set
 * @param curve null while not every phase has contours
 * @param previous null without an earlier examination to compare with
 * @param flags in order of importance
 * @param origins how the contours that count came about
 * @param analysis models, device, phases, reader, software
 */
public record ReportContent(
    ReportStyle style,
    Head head,
    List<Fact> identity,
    Narrative narrative,
    List<Fact> technique,
    List<Row> headline,
    List<Group> groups,
    List<Fact> dynamics,
    Wall wall,
    List<String> statements,
    List<SlicePair> montage,
    @Nullable Curve curve,
    @Nullable Previous previous,
    List<Remark> flags,
    List<Origin> origins,
    List<Fact> analysis,
    Signature signature) {

  public ReportContent {
    identity = List.copyOf(identity);
    technique = List.copyOf(technique);
    headline = List.copyOf(headline);
    groups = List.copyOf(groups);
    dynamics = List.copyOf(dynamics);
    statements = List.copyOf(statements);
    montage = List.copyOf(montage);
    flags = List.copyOf(flags);
    origins = List.copyOf(origins);
    analysis = List.copyOf(analysis);
  }

  /**
   * What stands above and below the pages.
   *
   * @param institution where the study was made; may be empty
   * @param life "draft", "ready", "signed" or "amended"
   * @param state the same in the words of the language
   * @param footer state, who and which study
   */
  public record Head(
      String title,
      String institution,
      String madeAt,
      String software,
      String life,
      String state,
      String footer) {}

  /** What a reader wrote; each may be empty. */
  public record Narrative(String indication, String comparison, String conclusion) {}

  /**
   * A label and what it says.
   *
   * @param entered typed by a reader rather than read from the images' header
   */
  public record Fact(String label, String value, boolean entered) {
    public Fact(String label, String value) {
      this(label, value, false);
    }
  }

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

  /**
   * A normal range with the value in it, in one unit; drawn on a line twice as long as itself.
   *
   * @param words where the value lies, for those who cannot see the line
   */
  public record Range(double low, double high, double value, String words) {

    /** Whether the value lies within. */
    public boolean normal() {
      return value >= low && value <= high;
    }

    /** Where the value lies on the line, 0..100 from its left end; at an end when beyond. */
    public double percent() {
      double span = high - low;
      return 100 * Math.clamp((value - (low - 0.5 * span)) / (2 * span), 0, 1);
    }
  }

  /**
   * The wall of the left ventricle.
   *
   * @param segments 16, by number
   * @param graded whether a reader graded any
   * @param index the wall motion score index in a sentence, or that nothing was graded
   * @param measured whether any thickness is known
   * @param reasons why values are missing, one sentence each
   * @param overCycle thickness over the cycle, null where it is known at ED and ES alone
   */
  public record Wall(
      List<Segment> segments,
      boolean graded,
      String index,
      boolean measured,
      List<String> reasons,
      @Nullable ReportThickness overCycle) {
    public Wall {
      segments = List.copyOf(segments);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * One segment of the AHA's model.
   *
   * @param score wall motion 1 to 5, null while not graded
   * @param motion the grade in words
   * @param edMm thickness at ED, null when unknown; {@code ed} is the same in words
   * @param affected thickens so little that it is marked
   */
  public record Segment(
      int number,
      String name,
      @Nullable Integer score,
      String motion,
      @Nullable Double edMm,
      @Nullable Double thickeningMm,
      String ed,
      String es,
      String thickening,
      String percent,
      boolean affected) {}

  /** One slice at ED and at ES; a picture is null while the phase is not set or not in the file. */
  public record SlicePair(int number, @Nullable Picture ed, @Nullable Picture es) {}

  /**
   * A square grey picture with outlines over it.
   *
   * @param description for those who cannot see it
   * @param side pixels along each edge
   * @param grey side × side, row by row, 0 black
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Picture(String description, int side, byte[] grey, List<Outline> outlines) {
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
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Outline(Structure structure, double[] xs, double[] ys, boolean byModel) {}

  /**
   * Volumes over the cycle.
   *
   * @param times ms after the R wave, or phase numbers when unknown
   * @param unit of the times
   * @param ed index of the phase, null while unset
   */
  public record Curve(
      List<Double> times,
      String unit,
      @Nullable List<Double> lvMl,
      @Nullable List<Double> rvMl,
      @Nullable Integer ed,
      @Nullable Integer es) {}

  /**
   * An earlier examination beside this one.
   *
   * @param date of the earlier one
   * @param state how far it came and who drew its contours, in sentences
   * @param statements what limits the comparison
   */
  public record Previous(
      String date, String state, List<PreviousGroup> groups, List<String> statements) {
    public Previous {
      groups = List.copyOf(groups);
      statements = List.copyOf(statements);
    }
  }

  /**
   * What is compared of one ventricle.
   *
   * @param whyNot why nothing is, empty where something is
   */
  public record PreviousGroup(String title, List<PreviousRow> rows, String whyNot) {
    public PreviousGroup {
      rows = List.copyOf(rows);
    }
  }

  /** One value then and now; a value is "—" when unknown, the indexed ones may be empty. */
  public record PreviousRow(
      String label,
      String unit,
      String then,
      String now,
      String change,
      String indexedUnit,
      String indexedThen,
      String indexedNow,
      String indexedChange) {}

  /**
   * A flag.
   *
   * @param title in the language of the report, empty in English
   * @param message in the language of the report, in English where it has not the sentence
   */
  public record Remark(String title, String message) {}

  /** How many contours of a structure at ED and ES came about how. */
  public record Origin(
      Structure structure, String name, int model, int edited, int manual, int derived, int other) {

    public int total() {
      return model + edited + manual + derived + other;
    }
  }

  /**
   * The end of a report.
   *
   * @param sentences who signed what when, or that nobody did
   * @param name of who signed, empty while nobody has
   * @param moment of the signature, empty likewise
   */
  public record Signature(List<String> sentences, String name, String moment) {
    public Signature {
      sentences = List.copyOf(sentences);
    }
  }
}
