package ventricle.engine.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Structure;

/** Draws the pictures, the volume curve and the range bars. */
final class PdfFigures {

  private static final int BLACK = 0x0b0f14;

  private final PdfSheet sheet;
  private final PdfFonts fonts;

  PdfFigures(PdfSheet sheet, PdfFonts fonts) {
    this.sheet = sheet;
    this.fonts = fonts;
  }

  /** A picture filling the box, its title and caption inside. */
  void picture(ReportContent.Picture picture, float x, float y, float width, float height)
      throws IOException {
    sheet.box(BLACK, x, y, width, height);
    float w = (float) Math.min(width, height * picture.aspect());
    float h = (float) (w / picture.aspect());
    float left = x + (width - w) / 2;
    float top = y + (height - h) / 2;
    sheet.clip(x, y, width, height);
    sheet.image(picture.grey(), picture.columns(), picture.rows(), left, top, w, h);
    for (ReportContent.Outline outline : picture.outlines()) {
      float[] xs = new float[outline.xs().length];
      float[] ys = new float[xs.length];
      for (int i = 0; i < xs.length; i++) {
        xs[i] = (float) (left + outline.xs()[i] * w);
        ys[i] = (float) (top + outline.ys()[i] * h);
      }
      sheet.path(
          StructureColour.of(outline.structure()).rgb(), 1.3f, outline.byModel(), true, xs, ys);
    }
    sheet.unclip();
    float plate = fonts.strong.width(picture.title(), 10) + 12;
    sheet.box(BLACK, x, y, plate, 18);
    sheet.text(fonts.strong, 10, PdfSheet.WHITE, x + 6, y + 12.5f, picture.title());
    float captionWidth = fonts.regular.width(picture.caption(), 7) + 12;
    sheet.box(BLACK, x, y + height - 14, captionWidth, 14);
    sheet.text(fonts.regular, 7, 0xd8dfe7, x + 6, y + height - 4.5f, picture.caption());
  }

  /** What the lines over the pictures mean. */
  void legend(List<ReportContent.Picture> pictures, float x, float y) throws IOException {
    float at = x;
    for (Structure structure : Structure.values()) {
      boolean drawn =
          pictures.stream()
              .flatMap(p -> p.outlines().stream())
              .anyMatch(o -> o.structure() == structure);
      if (drawn) {
        sheet.disc(StructureColour.of(structure).rgb(), at + 3, y - 2.4f, 3);
        String name =
            switch (structure) {
              case LV_ENDO -> "LV endocardium";
              case LV_EPI -> "LV epicardium";
              case RV_ENDO -> "RV endocardium";
              case LV_PAPILLARY -> "papillary muscle";
            };
        sheet.text(fonts.regular, 7, PdfSheet.QUIET, at + 9, y, name);
        at += 9 + fonts.regular.width(name, 7) + 14;
      }
    }
    String lines = "dashed: as the model drew it · solid: drawn or changed by a reader";
    sheet.textRight(fonts.regular, 7, PdfSheet.QUIET, PdfReport.RIGHT, y, lines);
  }

  /** The normal range as a band on a line and the value as a dot, at a side where it is beyond. */
  void bar(ReportContent.Range range, float x, float y, float width) throws IOException {
    double span = range.high() - range.low();
    double from = range.low() - 0.5 * span;
    double to = range.high() + 0.5 * span;
    sheet.line(PdfSheet.HAIRLINE, 1, x, y, x + width, y);
    float low = (float) (x + width * (range.low() - from) / (to - from));
    float high = (float) (x + width * (range.high() - from) / (to - from));
    sheet.box(PdfSheet.NORMAL, low, y - 2.5f, high - low, 5);
    boolean normal = range.value() >= range.low() && range.value() <= range.high();
    float at = (float) (x + width * Math.clamp((range.value() - from) / (to - from), 0, 1));
    sheet.disc(normal ? PdfSheet.INK : PdfSheet.ALERT, at, y, 2.8f);
  }

  /** Volumes over the cycle, with ED and ES. */
  void curve(ReportContent.Curve curve, float x, float y, float width, float height)
      throws IOException {
    double top =
        Stream.of(curve.lvMl(), curve.rvMl())
            .filter(v -> v != null)
            .flatMap(List::stream)
            .mapToDouble(v -> v)
            .max()
            .orElse(1);
    double step = niceStep(top);
    double ceiling = Math.max(step, Math.ceil(top / step) * step);
    float left = x + 22;
    float right = x + width - 16;
    float bottom = y + height - 14;
    float ceilingY = y + 8;
    for (double v = 0; v <= ceiling + 1e-9; v += step) {
      float at = (float) (bottom - v / ceiling * (bottom - ceilingY));
      sheet.line(PdfSheet.HAIRLINE, 0.5f, left, at, right, at);
      sheet.textRight(fonts.regular, 6.5f, PdfSheet.QUIET, left - 4, at + 2.3f, number(v));
    }
    List<Double> t = curve.times();
    double first = t.getFirst();
    double length = Math.max(t.getLast() - first, 1e-9);
    mark("ED", curve.ed(), t, first, length, left, right, ceilingY, bottom);
    mark("ES", curve.es(), t, first, length, left, right, ceilingY, bottom);
    float[] rv =
        volume(curve.rvMl(), Structure.RV_ENDO, t, length, left, right, ceilingY, bottom, ceiling);
    float[] lv =
        volume(curve.lvMl(), Structure.LV_ENDO, t, length, left, right, ceilingY, bottom, ceiling);
    name("RV", rv, lv, right + 3);
    name("LV", lv, rv, right + 3);
    sheet.text(fonts.regular, 6.5f, PdfSheet.QUIET, left, y + height - 3, number(first));
    sheet.textRight(
        fonts.regular,
        6.5f,
        PdfSheet.QUIET,
        right,
        y + height - 3,
        number(t.getLast()) + " " + curve.unit());
  }

  private void mark(
      String name,
      @Nullable Integer phase,
      List<Double> t,
      double first,
      double length,
      float left,
      float right,
      float top,
      float bottom)
      throws IOException {
    if (phase == null || phase >= t.size()) {
      return;
    }
    float x = (float) (left + (t.get(phase) - first) / length * (right - left));
    sheet.line(PdfSheet.QUIET, 0.7f, x, top, x, bottom);
    sheet.textCentred(fonts.strong, 6.5f, PdfSheet.QUIET, x, top - 2, name);
  }

  /** Draws one line and returns its heights on the page, empty where there is none. */
  private float[] volume(
      @Nullable List<Double> values,
      Structure structure,
      List<Double> t,
      double length,
      float left,
      float right,
      float top,
      float bottom,
      double ceiling)
      throws IOException {
    if (values == null || values.size() != t.size()) {
      return new float[0];
    }
    float[] xs = new float[t.size()];
    float[] ys = new float[t.size()];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = (float) (left + (t.get(i) - t.getFirst()) / length * (right - left));
      ys[i] = (float) (bottom - values.get(i) / ceiling * (bottom - top));
    }
    int colour = StructureColour.of(structure).rgb();
    sheet.path(PdfSheet.QUIET, 2.4f, false, false, xs, ys);
    sheet.path(colour, 1.6f, false, false, xs, ys);
    return ys;
  }

  /** A line's name at its end, moved off the other line's name where both end close together. */
  private void name(String name, float[] line, float[] other, float x) throws IOException {
    if (line.length == 0) {
      return;
    }
    float y = line[line.length - 1];
    if (other.length > 0) {
      float gap = y - other[other.length - 1];
      if (Math.abs(gap) < 8) {
        boolean below = gap > 0 || (gap == 0 && name.equals("LV"));
        y += (below ? 1 : -1) * (8 - Math.abs(gap)) / 2;
      }
    }
    sheet.text(fonts.strong, 6.5f, PdfSheet.INK, x, y + 2.3f, name);
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

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
