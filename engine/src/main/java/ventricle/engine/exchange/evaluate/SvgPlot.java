package ventricle.engine.exchange.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.AxisScale;
import ventricle.engine.measure.agreement.Spread;

/** Draws plots of points with levels across into an SVG picture. */
final class SvgPlot {

  private static final double LEFT = 56;
  private static final double RIGHT = 92;
  private static final double TOP = 34;
  private static final double BOTTOM = 44;
  private static final String INK = "#1b2733";
  private static final String QUIET = "#5a6875";
  private static final String HAIRLINE = "#d9dfe5";
  private static final String POINT = "#0072b2";

  private final StringBuilder svg = new StringBuilder();

  /** A line across at a value of y, with the band of its confidence interval where there is one. */
  record Level(
      double value, @Nullable Double low, @Nullable Double high, String label, boolean main) {}

  /**
   * Points.
   *
   * @param line what is drawn besides y = x over two axes of one range; null where axes have ranges
   *     of their own
   */
  record Content(
      String title,
      List<Double> xs,
      List<Double> ys,
      List<String> names,
      String xLabel,
      String yLabel,
      List<Level> levels,
      @Nullable Line line) {}

  /** A straight line. */
  record Line(double slope, double intercept, String label) {

    /** None besides y = x. */
    static final Line NONE = new Line(1, 0, "");
  }

  /** The size of the picture, in px. */
  SvgPlot(double width, double height) {
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\""
                + " viewBox=\"0 0 %s %s\" font-family=\"Inter, Helvetica, Arial, sans-serif\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
            width, height, width, height));
    text(8, height - 6, "start", 9, QUIET, "Research use only. Not for diagnosis.");
  }

  /** The picture, to be written as UTF-8. */
  String finished() {
    return svg + "</svg>\n";
  }

  /** Draws a plot into a box. */
  void plot(Content c, double left, double top, double width, double height) {
    DoubleStream levels =
        c.levels().stream()
            .flatMap(l -> Stream.of(l.value(), l.low(), l.high()))
            .filter(java.util.Objects::nonNull)
            .mapToDouble(Double::doubleValue);
    DoubleStream down = DoubleStream.concat(levels, numbers(c.ys()));
    AxisScale y =
        AxisScale.of(c.line() != null ? DoubleStream.concat(down, numbers(c.xs())) : down);
    AxisScale x = c.line() != null ? y : AxisScale.of(numbers(c.xs()));
    double x0 = left + LEFT;
    double x1 = left + width - RIGHT;
    double y0 = top + height - BOTTOM;
    double y1 = top + TOP;
    text(x0, top + 18, "start", 13, INK, c.title());
    for (double tick : y.ticks()) {
      double at = y.at(tick, y0, y1);
      line(x0, at, x1, at, HAIRLINE, 1, "");
      text(x0 - 6, at + 3.5, "end", 10, QUIET, y.text(tick));
    }
    for (double tick : x.ticks()) {
      text(x.at(tick, x0, x1), y0 + 15, "middle", 10, QUIET, x.text(tick));
    }
    text((x0 + x1) / 2, y0 + 32, "middle", 11, INK, c.xLabel());
    svg.append(
        format(
            "<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\""
                + " font-size=\"11\" fill=\"%s\">%s</text>%n",
            left + 14, (y0 + y1) / 2, INK, escaped(c.yLabel())));
    c.levels().forEach(level -> level(level, y, x0, x1, y0, y1));
    Line straight = c.line();
    if (straight != null) {
      line(x0, y0, x1, y1, QUIET, 1, "4 3");
      if (!straight.equals(Line.NONE)) {
        fitted(straight, c.xs(), x, y, x0, x1, y0, y1);
      }
    }
    for (int i = 0; i < c.xs().size(); i++) {
      svg.append(
          format(
              "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\" fill-opacity=\"0.75\">"
                  + "<title>%s</title></circle>%n",
              x.at(c.xs().get(i), x0, x1),
              y.at(c.ys().get(i), y0, y1),
              POINT,
              escaped(c.names().get(i))));
    }
  }

  /** Over the points only: beyond them the line says nothing. */
  private void fitted(
      Line line,
      List<Double> xs,
      AxisScale x,
      AxisScale y,
      double x0,
      double x1,
      double y0,
      double y1) {
    double low = numbers(xs).min().orElseThrow();
    double high = numbers(xs).max().orElseThrow();
    double end = y.at(line.intercept() + line.slope() * high, y0, y1);
    line(
        x.at(low, x0, x1),
        y.at(line.intercept() + line.slope() * low, y0, y1),
        x.at(high, x0, x1),
        end,
        POINT,
        1.4,
        "");
    text(x1 + 5, Math.clamp(end, y1 + 8, y0), "start", 10, POINT, line.label());
  }

  private void level(Level level, AxisScale y, double x0, double x1, double y0, double y1) {
    if (level.low() != null && level.high() != null) {
      double top = y.at(level.high(), y0, y1);
      svg.append(
          format(
              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\""
                  + " fill-opacity=\"0.08\"/>%n",
              x0, top, x1 - x0, y.at(level.low(), y0, y1) - top, POINT));
    }
    double at = y.at(level.value(), y0, y1);
    line(
        x0,
        at,
        x1,
        at,
        level.main() ? INK : QUIET,
        level.main() ? 1.4 : 1,
        level.main() ? "" : "5 4");
    text(x1 + 5, at + 3.5, "start", 10, INK, level.label());
  }

  /** Columns of points one beside the other, the median of each as a bar in a box of quartiles. */
  void columns(
      String title, List<String> labels, List<List<Double>> columns, double width, double height) {
    AxisScale y = AxisScale.of(columns.stream().flatMapToDouble(SvgPlot::numbers));
    double x1 = width - 16;
    double y0 = height - 60;
    text(LEFT, 18, "start", 13, INK, title);
    for (double tick : y.ticks()) {
      double at = y.at(tick, y0, TOP);
      line(LEFT, at, x1, at, HAIRLINE, 1, "");
      text(LEFT - 6, at + 3.5, "end", 10, QUIET, y.text(tick));
    }
    double step = (x1 - LEFT) / columns.size();
    for (int c = 0; c < columns.size(); c++) {
      double middle = LEFT + (c + .5) * step;
      List<Double> values = columns.get(c).stream().sorted().toList();
      String[] words = labels.get(c).split(" ", 2);
      text(middle, y0 + 16, "middle", 10, INK, words[0]);
      text(middle, y0 + 29, "middle", 10, INK, words.length > 1 ? words[1] : "");
      for (int i = 0; i < values.size(); i++) {
        double spread = values.size() == 1 ? 0 : (i % 5 - 2) * .06 * step;
        svg.append(
            format(
                "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\" fill-opacity=\"0.6\"/>%n",
                middle + spread, y.at(values.get(i), y0, TOP), POINT));
      }
      Spread.of(numbers(values).toArray())
          .ifPresent(
              spread -> {
                double bar = y.at(spread.median(), y0, TOP);
                line(middle - .25 * step, bar, middle + .25 * step, bar, INK, 2, "");
                double top = y.at(spread.upperQuartile(), y0, TOP);
                svg.append(
                    format(
                        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\""
                            + " stroke=\"%s\"/>%n",
                        middle - .25 * step,
                        top,
                        .5 * step,
                        y.at(spread.lowerQuartile(), y0, TOP) - top,
                        QUIET));
              });
    }
  }

  private static DoubleStream numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue);
  }

  private void line(
      double x0, double y0, double x1, double y1, String colour, double width, String dash) {
    svg.append(
        format(
            "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>%n",
            x0,
            y0,
            x1,
            y1,
            colour,
            width,
            dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\""));
  }

  private void text(double x, double y, String anchor, double size, String colour, String words) {
    svg.append(
        format(
            "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>%n",
            x, y, anchor, size, colour, escaped(words)));
  }

  /** Numbers are written with two decimals and a point. */
  private static String format(String pattern, Object... values) {
    Object[] texts =
        Stream.of(values)
            .map(v -> v instanceof Double d ? String.format(Locale.ROOT, "%.2f", d) : v)
            .toArray();
    return String.format(Locale.ROOT, pattern, texts).replace("\r\n", "\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
