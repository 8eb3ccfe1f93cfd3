package ventricle.engine.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Structure;

/** Outlines over pictures and the volume curve as drawings. */
final class ReportDrawings {

  private static final double WIDTH = 400;
  private static final double HEIGHT = 170;
  private static final double LEFT = 30;
  private static final double RIGHT = WIDTH - 22;
  private static final double TOP = 16;
  private static final double BOTTOM = HEIGHT - 20;
  private static final String HAIRLINE = "stroke=\"#d8dfe7\" stroke-width=\"0.7\"";
  private static final double APART = 12;

  private ReportDrawings() {}

  /** The lines over a picture, in a square as large as the picture; without any, no drawing. */
  static Drawing outlines(ReportContent.Picture picture, ReportTexts texts) {
    if (picture.outlines().isEmpty()) {
      return new Drawing("", List.of());
    }
    double side = 100;
    Drawing.Builder out = new Drawing.Builder(side, side);
    for (ReportContent.Outline outline : picture.outlines()) {
      double[] xs = scaled(outline.xs(), side);
      double[] ys = scaled(outline.ys(), side);
      String look =
          "fill=\"none\" stroke-linejoin=\"round\" stroke-width=\"1.3\" stroke=\"%s\"%s"
              .formatted(
                  Drawing.colour(StructureColour.of(outline.structure()).rgb()),
                  outline.byModel() ? " stroke-dasharray=\"4 2.4\"" : "");
      out.path(Drawing.through(xs, ys, true), look);
    }
    return out.build(contours(picture, texts));
  }

  /** Which structures are drawn over a picture, and by whom. */
  private static String contours(ReportContent.Picture picture, ReportTexts texts) {
    List<String> drawn = new ArrayList<>();
    for (ReportContent.Outline outline : picture.outlines()) {
      drawn.add(
          texts.get(
              outline.byModel() ? "contour-by-model" : "contour-by-reader",
              texts.get(ReportOrigins.key(outline.structure()))));
    }
    return texts.get("contours-description", picture.description(), String.join("; ", drawn));
  }

  private static double[] scaled(double[] values, double by) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = by * values[i];
    }
    return out;
  }

  /** Volumes over the cycle, with ED and ES. */
  static Drawing curve(ReportContent.Curve curve, ReportTexts texts) {
    Drawing.Builder out = new Drawing.Builder(WIDTH, HEIGHT);
    double top =
        Stream.of(curve.lvMl(), curve.rvMl())
            .filter(v -> v != null)
            .flatMap(List::stream)
            .mapToDouble(v -> v)
            .max()
            .orElse(1);
    double step = niceStep(top);
    double ceiling = Math.max(step, Math.ceil(top / step) * step);
    for (double v = 0; v <= ceiling + 1e-9; v += step) {
      double y = BOTTOM - v / ceiling * (BOTTOM - TOP);
      out.line(LEFT, y, RIGHT, y, HAIRLINE);
      out.label(texts.number(v, 0), LEFT - 5, y, "end axis");
    }
    List<Double> t = curve.times();
    mark(out, "ED", curve.ed(), t);
    mark(out, "ES", curve.es(), t);
    double rv = volume(out, curve.rvMl(), Structure.RV_ENDO, t, ceiling);
    double lv = volume(out, curve.lvMl(), Structure.LV_ENDO, t, ceiling);
    boolean close = Math.abs(rv - lv) < APART;
    double shift = close ? (APART - Math.abs(rv - lv)) / 2 * (lv <= rv ? -1 : 1) : 0;
    if (!Double.isNaN(lv)) {
      out.label("LV", RIGHT + 5, lv + shift, "start name");
    }
    if (!Double.isNaN(rv)) {
      out.label("RV", RIGHT + 5, rv - shift, "start name");
    }
    double middle = (t.getFirst() + t.getLast()) / 2;
    for (double at : new double[] {t.getFirst(), middle, t.getLast()}) {
      boolean end = at == t.getLast();
      String text = texts.number(at, 0) + (end ? " " + curve.unit() : "");
      out.label(text, x(at, t), BOTTOM + 10, end ? "end axis" : "middle axis");
    }
    return out.build(description(curve, texts));
  }

  /** What the lines say at ED and ES, else between which volumes they lie. */
  private static String description(ReportContent.Curve curve, ReportTexts texts) {
    List<String> sentences = new ArrayList<>();
    sentence("LV", curve.lvMl(), curve, texts, sentences);
    sentence("RV", curve.rvMl(), curve, texts, sentences);
    return String.join(" ", sentences);
  }

  private static void sentence(
      String ventricle,
      @Nullable List<Double> ml,
      ReportContent.Curve curve,
      ReportTexts texts,
      List<String> sentences) {
    if (ml == null) {
      return;
    }
    List<String> said = new ArrayList<>();
    at("ED", curve.ed(), ml, texts, said);
    at("ES", curve.es(), ml, texts, said);
    if (said.isEmpty()) {
      said.add(
          texts.get(
              "curve-between",
              texts.number(Collections.min(ml), 0),
              texts.number(Collections.max(ml), 0)));
    }
    sentences.add(texts.get("curve-description", ventricle, ml.size(), String.join(", ", said)));
  }

  private static void at(
      String mark, @Nullable Integer phase, List<Double> ml, ReportTexts texts, List<String> said) {
    if (phase != null && phase < ml.size()) {
      said.add(texts.get("curve-at", texts.number(ml.get(phase), 0), mark, phase + 1));
    }
  }

  private static double x(double time, List<Double> t) {
    double length = Math.max(t.getLast() - t.getFirst(), 1e-9);
    return LEFT + (time - t.getFirst()) / length * (RIGHT - LEFT);
  }

  private static void mark(
      Drawing.Builder out, String name, @Nullable Integer phase, List<Double> t) {
    if (phase == null || phase >= t.size()) {
      return;
    }
    double x = x(t.get(phase), t);
    out.line(x, TOP - 4, x, BOTTOM, "stroke=\"#5b6776\" stroke-width=\"0.8\"");
    out.label(name, x, TOP - 10, "middle name");
  }

  /** Draws one line and returns the height of its end, NaN where there is none. */
  private static double volume(
      Drawing.Builder out,
      @Nullable List<Double> values,
      Structure structure,
      List<Double> t,
      double ceiling) {
    if (values == null || values.size() != t.size()) {
      return Double.NaN;
    }
    double[] xs = new double[t.size()];
    double[] ys = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = x(t.get(i), t);
      ys[i] = BOTTOM - values.get(i) / ceiling * (BOTTOM - TOP);
    }
    String data = Drawing.through(xs, ys, false);
    String round = "fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\" ";
    // a yellow line on white paper needs an edge
    out.path(data, round + "stroke-width=\"2.7\" stroke=\"#5b6776\"");
    String colour = Drawing.colour(StructureColour.of(structure).rgb());
    out.path(data, round + "stroke-width=\"1.8\" stroke=\"" + colour + "\"");
    return ys[ys.length - 1];
  }

  /** 1, 2 or 5 times a power of ten giving two to five steps. */
  private static double niceStep(double top) {
    double magnitude = Math.pow(10, Math.floor(Math.log10(Math.max(top, 1))));
    for (double factor : new double[] {0.2, 0.5, 1, 2}) {
      if (top / (factor * magnitude) <= 4) {
        return factor * magnitude;
      }
    }
    return 5 * magnitude;
  }
}
