package ventricle.engine.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sets the title, the identity panel, the headline values and the table. */
final class PdfTables {

  private static final float LEFT = PdfReport.LEFT;
  private static final float RIGHT = PdfReport.RIGHT;
  private static final float ROW = 13.5f;

  private final PdfSheet sheet;
  private final PdfFonts fonts;

  PdfTables(PdfSheet sheet, PdfFonts fonts) {
    this.sheet = sheet;
    this.fonts = fonts;
  }

  void title(ReportContent content, float y) throws IOException {
    sheet.text(fonts.strong, 17, PdfSheet.INK, LEFT, y + 8, content.title());
    sheet.textRight(
        fonts.regular,
        8,
        PdfSheet.QUIET,
        RIGHT,
        y - 1,
        content.software() + " · " + content.madeAt());
    sheet.textRight(fonts.strong, 8, PdfSheet.INK, RIGHT, y + 10, content.state());
  }

  /** Eight facts of the person, then those of the examination, four to a line. */
  void identity(ReportContent content, float top) throws IOException {
    List<ReportContent.Fact> facts = new ArrayList<>(content.identity());
    facts.addAll(content.study());
    float width = (RIGHT - LEFT) / 4;
    float line = 20;
    int lines = (facts.size() + 3) / 4;
    sheet.box(PdfSheet.PANEL, LEFT - 8, top - 4, RIGHT - LEFT + 16, line * lines + 7);
    for (int i = 0; i < facts.size(); i++) {
      float x = LEFT + width * (i % 4);
      int above = i / 4;
      float y = top + line * above;
      ReportContent.Fact fact = facts.get(i);
      sheet.text(fonts.regular, 6.5f, PdfSheet.QUIET, x, y + 6, fact.label());
      PdfFonts.Face face = i == 0 ? fonts.strong : fonts.regular;
      value(face, fact.value(), x, y + 15.5f, width - 8);
    }
  }

  /** One line that shrinks a little before it is cut. */
  private void value(PdfFonts.Face face, String text, float x, float y, float width)
      throws IOException {
    float size = 8.5f;
    while (size > 6.5f && face.width(text, size) > width) {
      size -= 0.5f;
    }
    sheet.text(face, size, PdfSheet.INK, x, y, face.fitted(text, size, width));
  }

  /** The first value large, the others beside it. */
  void headline(List<ReportContent.Row> rows, float top) throws IOException {
    float x = LEFT;
    for (int i = 0; i < rows.size(); i++) {
      ReportContent.Row row = rows.get(i);
      boolean first = i == 0;
      float size = first ? 34 : 20;
      float column = first ? 182 : 111;
      sheet.text(fonts.regular, 7, PdfSheet.QUIET, x, top + 6, row.label());
      sheet.text(fonts.strong, size, PdfSheet.INK, x, top + 37, row.value());
      float unit = x + fonts.strong.width(row.value(), size) + 4;
      sheet.text(fonts.regular, first ? 12 : 9, PdfSheet.QUIET, unit, top + 37, row.unit());
      String note = fonts.regular.fitted(row.rangeText(), 7, column - 8);
      sheet.text(fonts.regular, 7, PdfSheet.QUIET, x, top + 49, note);
      x += column;
    }
  }

  /** The whole table; returns the y below it. */
  float table(List<ReportContent.Group> groups, float top) throws IOException {
    PdfFigures figures = new PdfFigures(sheet, fonts);
    float value = LEFT + 150;
    float indexed = value + 88;
    float bar = indexed + 66;
    float words = bar + 104;
    float y = top;
    for (ReportContent.Group group : groups) {
      sheet.text(fonts.strong, 8, PdfSheet.INK, LEFT, y, group.title());
      if (y == top) {
        sheet.textRight(fonts.regular, 6.5f, PdfSheet.QUIET, value, y, "measured");
        sheet.textRight(fonts.regular, 6.5f, PdfSheet.QUIET, indexed, y, "by body surface");
        sheet.text(fonts.regular, 6.5f, PdfSheet.QUIET, bar, y, "normal range");
      }
      sheet.line(PdfSheet.QUIET, 0.6f, LEFT, y + 4, RIGHT, y + 4);
      y += ROW;
      for (ReportContent.Row row : group.rows()) {
        sheet.text(fonts.regular, 8.5f, PdfSheet.INK, LEFT, y, row.label());
        sheet.textRight(fonts.strong, 9, PdfSheet.INK, value, y, row.value());
        sheet.text(fonts.regular, 7, PdfSheet.QUIET, value + 3, y, row.unit());
        sheet.textRight(fonts.regular, 9, PdfSheet.INK, indexed, y, row.indexed());
        sheet.text(fonts.regular, 7, PdfSheet.QUIET, indexed + 3, y, row.indexedUnit());
        ReportContent.Range range = row.range();
        float from = bar;
        if (range != null) {
          figures.bar(range, bar, y - 3, 92);
          from = words;
        }
        sheet.text(
            fonts.regular,
            7.5f,
            PdfSheet.QUIET,
            from,
            y,
            fonts.regular.fitted(row.rangeText(), 7.5f, RIGHT - from));
        sheet.line(PdfSheet.HAIRLINE, 0.4f, LEFT, y + 4, RIGHT, y + 4);
        y += ROW;
      }
      y += 4;
    }
    return y - ROW + 8;
  }
}
