package ventricle.engine.dicom.output;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import ventricle.engine.report.ReportContext;

/**
 * Text as outlines of the bundled Inter, so that pictures look the same on machines without fonts.
 */
final class OutlineText {

  private final TrueTypeFont font;
  private final CmapLookup glyphs;

  OutlineText() throws IOException {
    try (@Nullable InputStream in =
        ReportContext.class.getResourceAsStream("InterTabular-SemiBold.ttf")) {
      if (in == null) {
        throw new IllegalStateException("the font is missing from the program");
      }
      font = new TTFParser().parse(new RandomAccessReadBuffer(in));
    }
    glyphs = font.getUnicodeCmapLookup();
  }

  /**
   * The outlines of a line of text that begins at (x, y), y being the base line.
   *
   * @param size height of the font in pixels
   */
  GeneralPath line(String text, double size, double x, double y) throws IOException {
    double scale = size / font.getUnitsPerEm();
    GeneralPath line = new GeneralPath();
    double pen = x;
    for (int c : text.codePoints().toArray()) {
      int glyph = glyphs.getGlyphId(c);
      var outline = font.getGlyph().getGlyph(glyph);
      if (outline != null) {
        AffineTransform place = AffineTransform.getTranslateInstance(pen, y);
        place.scale(scale, -scale);
        line.append(outline.getPath().getPathIterator(place), false);
      }
      pen += font.getAdvanceWidth(glyph) * scale;
    }
    return line;
  }

  /** Width of a line in pixels. */
  double width(String text, double size) throws IOException {
    double units = 0;
    for (int c : text.codePoints().toArray()) {
      units += font.getAdvanceWidth(glyphs.getGlyphId(c));
    }
    return units * size / font.getUnitsPerEm();
  }
}
