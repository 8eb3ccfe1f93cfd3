package ventricle.engine.report;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.BullseyeGeometry;
import ventricle.engine.measure.regional.BullseyeGeometry.At;
import ventricle.engine.measure.regional.BullseyeGeometry.Sector;

/** Polar maps of the sixteen segments. */
final class WallDrawings {

  private static final double SIDE = 100;
  private static final double RADIUS = 46;
  private static final String EDGE =
      "stroke=\"#ffffff\" stroke-width=\"1\" stroke-linejoin=\"round\"";
  private static final String BLANK = "#eef1f4";

  /** Grades 1 to 5, lighter to darker, so that they are told apart in grey too. */
  private static final String[] MOTION = {"#d6ecdf", "#fbe3a6", "#f4b183", "#dd7f6f", "#b65c70"};

  private WallDrawings() {}

  /** Colours of the grades 1 to 5, as CSS writes them. */
  static String motionColour(int score) {
    return MOTION[score - 1];
  }

  /** Grades of wall motion. */
  static Drawing motion(ReportContent.Wall wall, ReportTexts texts) {
    return map(
        wall,
        texts,
        "wall-motion",
        segment -> segment.score() == null ? BLANK : motionColour(segment.score()),
        segment -> segment.score() == null ? "" : Integer.toString(segment.score()),
        ReportContent.Segment::motion);
  }

  /** Thickness at ED; thicker is darker, from 4 to 14 mm. */
  static Drawing thickness(ReportContent.Wall wall, ReportTexts texts) {
    return map(
        wall,
        texts,
        "wall-thickness",
        segment -> shade(segment.edMm(), 4, 14),
        segment -> segment.edMm() == null ? "" : segment.ed(),
        ReportContent.Segment::ed);
  }

  /** Thickening, with a colour of its own where it is small. */
  static Drawing thickening(ReportContent.Wall wall, ReportTexts texts) {
    return map(
        wall,
        texts,
        "wall-thickening",
        segment -> segment.affected() ? MOTION[1] : shade(segment.thickeningMm(), 2, 8),
        segment -> segment.thickeningMm() == null ? "" : segment.thickening(),
        ReportContent.Segment::thickening);
  }

  /** From near white to a blue on which dark words are still read. */
  private static String shade(@Nullable Double value, double light, double dark) {
    if (value == null) {
      return BLANK;
    }
    double part = Math.clamp((value - light) / (dark - light), 0, 1);
    int red = (int) Math.round(226 - 118 * part);
    int green = (int) Math.round(240 - 72 * part);
    int blue = (int) Math.round(247 - 40 * part);
    return Drawing.colour(red << 16 | green << 8 | blue);
  }

  /**
   * @param title key of what the map shows
   * @param words what stands in a segment; empty where it is not known
   * @param value the same for those who cannot see it
   */
  private static Drawing map(
      ReportContent.Wall wall,
      ReportTexts texts,
      String title,
      Function<ReportContent.Segment, String> fill,
      Function<ReportContent.Segment, String> words,
      Function<ReportContent.Segment, String> value) {
    Drawing.Builder out = new Drawing.Builder(SIDE, SIDE);
    double middle = SIDE / 2;
    for (Sector sector : BullseyeGeometry.sectors()) {
      ReportContent.Segment segment = wall.segments().get(sector.segment() - 1);
      out.path(sector.path(middle, middle, RADIUS), "fill=\"" + fill.apply(segment) + "\" " + EDGE);
      String text = words.apply(segment);
      if (!text.isEmpty()) {
        At at = sector.label();
        out.label(text, middle + RADIUS * at.x(), middle + RADIUS * at.y(), "middle");
      }
    }
    String values =
        wall.segments().stream()
            .filter(segment -> !words.apply(segment).isEmpty())
            .map(segment -> segment.number() + " " + segment.name() + " " + value.apply(segment))
            .collect(Collectors.joining("; "));
    return out.build(texts.get("map-description", texts.get(title), values));
  }
}
