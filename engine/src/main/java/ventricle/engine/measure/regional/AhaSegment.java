package ventricle.engine.measure.regional;

import java.util.Arrays;
import java.util.List;

/**
 * The segments of the LV that short-axis slices show: Cerqueira and others, Circulation
 * 2002;105:539, without the apical cap (17).
 */
public enum AhaSegment {
  BASAL_ANTERIOR(1, Level.BASAL, "basal-anterior"),
  BASAL_ANTEROSEPTAL(2, Level.BASAL, "basal-anteroseptal"),
  BASAL_INFEROSEPTAL(3, Level.BASAL, "basal-inferoseptal"),
  BASAL_INFERIOR(4, Level.BASAL, "basal-inferior"),
  BASAL_INFEROLATERAL(5, Level.BASAL, "basal-inferolateral"),
  BASAL_ANTEROLATERAL(6, Level.BASAL, "basal-anterolateral"),
  MID_ANTERIOR(7, Level.MID, "mid-anterior"),
  MID_ANTEROSEPTAL(8, Level.MID, "mid-anteroseptal"),
  MID_INFEROSEPTAL(9, Level.MID, "mid-inferoseptal"),
  MID_INFERIOR(10, Level.MID, "mid-inferior"),
  MID_INFEROLATERAL(11, Level.MID, "mid-inferolateral"),
  MID_ANTEROLATERAL(12, Level.MID, "mid-anterolateral"),
  APICAL_ANTERIOR(13, Level.APICAL, "apical-anterior"),
  APICAL_SEPTAL(14, Level.APICAL, "apical-septal"),
  APICAL_INFERIOR(15, Level.APICAL, "apical-inferior"),
  APICAL_LATERAL(16, Level.APICAL, "apical-lateral");

  /** Third of the LV's length. */
  public enum Level {
    BASAL,
    MID,
    APICAL;

    /**
     * The third that a part of the length lies in.
     *
     * @param part from 0 (base) to 1 (apex)
     */
    public static Level of(double part) {
      return part < 1 / 3.0 ? BASAL : part < 2 / 3.0 ? MID : APICAL;
    }
  }

  private final int number;
  private final Level level;
  private final String key;

  AhaSegment(int number, Level level, String key) {
    this.number = number;
    this.level = level;
    this.key = key;
  }

  /** 1 to 16. */
  public int number() {
    return number;
  }

  public Level level() {
    return level;
  }

  /** Stable name in kebab-case, for texts and files. */
  public String key() {
    return key;
  }

  /**
   * @throws IllegalArgumentException outside 1..16
   */
  public static AhaSegment of(int number) {
    if (number < 1 || number > values().length) {
      throw new IllegalArgumentException("no segment " + number);
    }
    return values()[number - 1];
  }

  /** The segments of a level in the order of their numbers. */
  public static List<AhaSegment> at(Level level) {
    return Arrays.stream(values()).filter(segment -> segment.level == level).toList();
  }

  /**
   * The segment of a level at an angle.
   *
   * @param degrees from the anterior insertion of the RV through the septum towards inferior; any
   *     value. Six segments of 60° begin at the insertion; four of 90° lie so that the apical
   *     septum's middle is that of the septum, 60° from the insertion
   */
  public static AhaSegment at(Level level, double degrees) {
    double around = ((degrees % 360) + 360) % 360;
    return switch (level) {
      case BASAL -> of(1 + ((int) (around / 60) + 1) % 6);
      case MID -> of(7 + ((int) (around / 60) + 1) % 6);
      case APICAL -> of(13 + ((int) (((around + 75) % 360) / 90)) % 4);
    };
  }
}
