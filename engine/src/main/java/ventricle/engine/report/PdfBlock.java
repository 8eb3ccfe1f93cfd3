package ventricle.engine.report;

import java.io.IOException;
import java.util.List;

/** A piece of running matter that is kept together on one page. */
interface PdfBlock {

  float height(float width) throws IOException;

  void draw(PdfSheet sheet, float x, float y, float width) throws IOException;

  /** A label in a narrow column and its text beside it. */
  static PdfBlock fact(ReportContent.Fact fact, PdfFonts fonts) {
    float label = 62;
    float size = 7;
    float leading = 9.2f;
    return new PdfBlock() {
      @Override
      public float height(float width) throws IOException {
        return leading * lines(width).size() + 2;
      }

      @Override
      public void draw(PdfSheet sheet, float x, float y, float width) throws IOException {
        String name = fonts.regular.fitted(fact.label(), size, label - 4);
        sheet.text(fonts.regular, size, PdfSheet.QUIET, x, y + leading, name);
        float at = y + leading;
        for (String line : lines(width)) {
          sheet.text(fonts.regular, size, PdfSheet.INK, x + label, at, line);
          at += leading;
        }
      }

      private List<String> lines(float width) throws IOException {
        return fonts.regular.wrapped(fact.value(), size, width - label);
      }
    };
  }

  /** A sentence with an amber edge. */
  static PdfBlock flag(String sentence, PdfFonts fonts) {
    float size = 7.5f;
    float leading = 9.8f;
    return new PdfBlock() {
      @Override
      public float height(float width) throws IOException {
        return leading * lines(width).size() + 7;
      }

      @Override
      public void draw(PdfSheet sheet, float x, float y, float width) throws IOException {
        float height = height(width) - 3;
        sheet.box(PdfSheet.PANEL, x, y, width, height);
        sheet.box(PdfSheet.AMBER, x, y, 2, height);
        float at = y + leading - 0.4f;
        for (String line : lines(width)) {
          sheet.text(fonts.regular, size, PdfSheet.INK, x + 8, at, line);
          at += leading;
        }
      }

      private List<String> lines(float width) throws IOException {
        return fonts.regular.wrapped(sentence, size, width - 14);
      }
    };
  }
}
