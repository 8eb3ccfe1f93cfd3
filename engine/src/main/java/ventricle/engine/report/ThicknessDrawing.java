package ventricle.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.AhaSegment.Level;
import ventricle.engine.report.ReportThickness.Line;

/**
 * Wall thickness over the cycle: one plot for the base, the middle and the apex on the same scale,
 * one line for each segment, its number at its end. A direction has one colour on all levels (the
 * colours of Okabe and Ito, which the colour-blind tell apart); a dashed line thickens too little.
 */
final class ThicknessDrawing {

  private static final double WIDTH = 360;
  private static final double HEIGHT = 96;
  private static final double LEFT = 14;
  private static final double PLOT = 92;
  private static final double NEXT = 122;
  private static final double TOP = 20;
  private static final double BOTTOM = HEIGHT - 12;

  /** Least distance of two numbers at the ends of lines. */
  private static final double APART = 6.4;

  /** Width of the lines that lead to the numbers. */
  private static final double LEADER = 6;

  private static final String HAIRLINE = "stroke=\"#d8dfe7\" stroke-width=\"0.5\"";
  private static final String MARK = "stroke=\"#5b6776\" stroke-width=\"0.6\"";

  private final Drawing.Builder out = new Drawing.Builder(WIDTH, HEIGHT);
  private final ReportTexts texts;
  private final ReportContent.Curve axis;
  private final double least;
  private final double most;

  private ThicknessDrawing(ReportThickness thickness, ReportTexts texts) {
    this.texts = texts;
    this.axis = thickness.axis();
    double[] known =
        thickness.lines().stream()
            .flatMap(line -> line.mm().stream())
            .filter(Objects::nonNull)
            .mapToDouble(mm -> mm)
            .sorted()
            .toArray();
    this.least = Math.floor(known[0] / 2) * 2;
    this.most = Math.max(least + 4, Math.ceil(known[known.length - 1] / 2) * 2);
  }

  static Drawing of(ReportThickness thickness, ReportTexts texts) {
    ThicknessDrawing drawing = new ThicknessDrawing(thickness, texts);
    double left = LEFT;
    for (Level level : Level.values()) {
      drawing.plot(level, left, thickness.lines());
      left += NEXT;
    }
    return drawing.out.build(description(thickness, texts));
  }

  /** Between which values the line of each segment lies. */
  private static String description(ReportThickness thickness, ReportTexts texts) {
    List<String> segments = new ArrayList<>();
    for (Line line : thickness.lines()) {
      DoubleSummaryStatistics mm =
          line.mm().stream().filter(Objects::nonNull).mapToDouble(each -> each).summaryStatistics();
      if (mm.getCount() > 0) {
        segments.add(
            line.segment().number()
                + " "
                + texts.get("segment-" + line.segment().key())
                + " "
                + texts.number(mm.getMin(), 1)
                + "–"
                + texts.number(mm.getMax(), 1));
      }
    }
    return texts.get("map-description", texts.get("wall-cycle"), String.join("; ", segments));
  }

  private void plot(Level level, double left, List<Line> lines) {
    out.label(texts.get("level-" + level.name().toLowerCase(Locale.ROOT)), left, 5, "start name");
    double step = most - least > 12 ? 4 : 2;
    for (double mm = least; mm <= most + 1e-9; mm += step) {
      out.line(left, y(mm), left + PLOT, y(mm), HAIRLINE);
      out.label(texts.number(mm, 0), left - 2.5, y(mm), "end axis");
    }
    mark("ED", axis.ed(), left);
    mark("ES", axis.es(), left);
    List<Line> here = lines.stream().filter(line -> line.segment().level() == level).toList();
    here.forEach(line -> line(line, left));
    numbers(here, left);
    double last = axis.times().getLast();
    out.label(texts.number(axis.times().getFirst(), 0), left, BOTTOM + 6, "start axis");
    out.label(texts.number(last, 0) + " " + axis.unit(), left + PLOT, BOTTOM + 6, "end axis");
  }

  private void mark(String name, @Nullable Integer phase, double left) {
    if (phase != null && phase < axis.times().size()) {
      double x = x(phase, left);
      out.line(x, TOP - 3, x, BOTTOM, MARK);
      out.label(name, x, TOP - 7, "middle axis");
    }
  }

  /** The stretches of a line that are known. */
  private void line(Line line, double left) {
    List<double[]> stretch = new ArrayList<>();
    for (int phase = 0; phase <= line.mm().size(); phase++) {
      Double mm = phase < line.mm().size() ? line.mm().get(phase) : null;
      if (mm != null) {
        stretch.add(new double[] {x(phase, left), y(mm)});
      } else if (!stretch.isEmpty()) {
        draw(stretch, line);
        stretch.clear();
      }
    }
  }

  private void draw(List<double[]> points, Line line) {
    out.path(
        Drawing.through(
            points.stream().mapToDouble(p -> p[0]).toArray(),
            points.stream().mapToDouble(p -> p[1]).toArray(),
            false),
        "fill=\"none\" stroke-linejoin=\"round\" stroke-width=\"1.1\" stroke=\"%s\"%s"
            .formatted(colour(line.segment()), line.affected() ? " stroke-dasharray=\"3 2\"" : ""));
  }

  /** Beside the end of each line its segment, moved apart where lines end close to each other. */
  private void numbers(List<Line> lines, double left) {
    record End(AhaSegment segment, double x, double y) {}
    List<End> ends = new ArrayList<>();
    for (Line line : lines) {
      for (int phase = line.mm().size() - 1; phase >= 0; phase--) {
        Double mm = line.mm().get(phase);
        if (mm != null) {
          ends.add(new End(line.segment(), x(phase, left), y(mm)));
          break;
        }
      }
    }
    ends.sort(Comparator.comparingDouble(End::y));
    double[] at = apart(ends.stream().mapToDouble(End::y).toArray());
    for (int i = 0; i < at.length; i++) {
      End end = ends.get(i);
      double beside = left + PLOT + LEADER;
      String look = "stroke-width=\"0.5\" stroke=\"" + colour(end.segment()) + "\"";
      out.line(end.x(), end.y(), beside, at[i], look);
      out.label(Integer.toString(end.segment().number()), beside + 1.5, at[i], "start axis");
    }
  }

  /**
   * Rising heights, each at least {@link #APART} below the one before, moved as little as it takes.
   */
  static double[] apart(double[] heights) {
    double[] at = heights.clone();
    for (int round = 0; round < 200; round++) {
      for (int i = 1; i < at.length; i++) {
        double lacking = APART - (at[i] - at[i - 1]);
        if (lacking > 0) {
          at[i - 1] -= lacking / 2;
          at[i] += lacking / 2;
        }
      }
    }
    return at;
  }

  private double x(int phase, double left) {
    List<Double> t = axis.times();
    double length = Math.max(t.getLast() - t.getFirst(), 1e-9);
    return left + (t.get(phase) - t.getFirst()) / length * PLOT;
  }

  private double y(double mm) {
    return BOTTOM - (mm - least) / (most - least) * (BOTTOM - TOP);
  }

  /** The colour of the direction that a segment looks to. */
  private static String colour(AhaSegment segment) {
    return switch (segment) {
      case BASAL_ANTERIOR, MID_ANTERIOR, APICAL_ANTERIOR -> "#0072b2";
      case BASAL_ANTEROSEPTAL, MID_ANTEROSEPTAL -> "#56b4e9";
      case BASAL_INFEROSEPTAL, MID_INFEROSEPTAL, APICAL_SEPTAL -> "#009e73";
      case BASAL_INFERIOR, MID_INFERIOR, APICAL_INFERIOR -> "#d55e00";
      case BASAL_INFEROLATERAL, MID_INFEROLATERAL -> "#e69f00";
      case BASAL_ANTEROLATERAL, MID_ANTEROLATERAL, APICAL_LATERAL -> "#cc79a7";
    };
  }
}
