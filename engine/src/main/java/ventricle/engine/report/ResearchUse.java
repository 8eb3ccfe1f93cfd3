package ventricle.engine.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Puts the research-use line over whatever stands at the top of every page. */
final class ResearchUse {

  /** Points from the top edge; templates keep a wider margin. */
  static final float HEIGHT = 17;

  private static final float SIZE = 7.5f;

  private final PDDocument document;
  private final PDFont font;

  ResearchUse(PDDocument document, byte[] font) throws IOException {
    this.document = document;
    this.font = PDType0Font.load(document, new ByteArrayInputStream(font), true);
  }

  void stamp() throws IOException {
    float width = font.getStringWidth(ReportContext.RESEARCH_USE) / 1000 * SIZE;
    for (PDPage page : document.getPages()) {
      PDRectangle box = page.getMediaBox();
      try (PDPageContentStream out =
          new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
        out.beginMarkedContent(COSName.ARTIFACT);
        out.setNonStrokingColor(0x8a / 255f, 0x5a / 255f, 0x00 / 255f);
        out.addRect(0, box.getHeight() - HEIGHT, box.getWidth(), HEIGHT);
        out.fill();
        out.setNonStrokingColor(1f, 1f, 1f);
        out.beginText();
        out.setFont(font, SIZE);
        out.newLineAtOffset((box.getWidth() - width) / 2, box.getHeight() - HEIGHT + 5.8f);
        out.showText(ReportContext.RESEARCH_USE);
        out.endText();
        out.endMarkedContent();
      }
    }
  }
}
