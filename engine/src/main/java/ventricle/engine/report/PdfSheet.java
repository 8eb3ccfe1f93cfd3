package ventricle.engine.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** One A4 page; x to the right and y down in points from its upper left corner. */
final class PdfSheet implements AutoCloseable {

  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();

  static final int INK = 0x16202c;
  static final int QUIET = 0x5b6776;
  static final int HAIRLINE = 0xd8dfe7;
  static final int PANEL = 0xf3f6f9;
  static final int NORMAL = 0xb9e2cd;
  static final int AMBER = 0xb4770a;
  static final int ALERT = 0xc2410c;
  static final int WHITE = 0xffffff;

  private final PDDocument document;
  private final PDPageContentStream out;

  PdfSheet(PDDocument document) throws IOException {
    this.document = document;
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    this.out = new PDPageContentStream(document, page);
  }

  /** Text from its left end on a baseline. */
  void text(PdfFonts.Face face, float size, int colour, float x, float y, String text)
      throws IOException {
    String writable = face.writable(text);
    if (writable.isBlank()) {
      return;
    }
    fillColour(colour);
    out.beginText();
    out.setFont(face.font(), size);
    out.newLineAtOffset(x, HEIGHT - y);
    out.showText(writable);
    out.endText();
  }

  /** Text ending at x. */
  void textRight(PdfFonts.Face face, float size, int colour, float x, float y, String text)
      throws IOException {
    text(face, size, colour, x - face.width(text, size), y, text);
  }

  void textCentred(PdfFonts.Face face, float size, int colour, float x, float y, String text)
      throws IOException {
    text(face, size, colour, x - face.width(text, size) / 2, y, text);
  }

  void box(int colour, float x, float y, float width, float height) throws IOException {
    fillColour(colour);
    out.addRect(x, HEIGHT - y - height, width, height);
    out.fill();
  }

  void line(int colour, float thickness, float x1, float y1, float x2, float y2)
      throws IOException {
    stroke(colour, thickness, false);
    out.moveTo(x1, HEIGHT - y1);
    out.lineTo(x2, HEIGHT - y2);
    out.stroke();
  }

  void disc(int colour, float x, float y, float radius) throws IOException {
    fillColour(colour);
    float k = 0.5523f * radius;
    float cy = HEIGHT - y;
    out.moveTo(x - radius, cy);
    out.curveTo(x - radius, cy + k, x - k, cy + radius, x, cy + radius);
    out.curveTo(x + k, cy + radius, x + radius, cy + k, x + radius, cy);
    out.curveTo(x + radius, cy - k, x + k, cy - radius, x, cy - radius);
    out.curveTo(x - k, cy - radius, x - radius, cy - k, x - radius, cy);
    out.fill();
  }

  /** A line through points. */
  void path(int colour, float thickness, boolean dashed, boolean closed, float[] xs, float[] ys)
      throws IOException {
    stroke(colour, thickness, dashed);
    out.setLineJoinStyle(1);
    out.setLineCapStyle(dashed ? 0 : 1);
    out.moveTo(xs[0], HEIGHT - ys[0]);
    for (int i = 1; i < xs.length; i++) {
      out.lineTo(xs[i], HEIGHT - ys[i]);
    }
    if (closed) {
      out.closeAndStroke();
    } else {
      out.stroke();
    }
    out.setLineCapStyle(0);
  }

  /** Draws what follows only inside a rectangle, until {@link #unclip}. */
  void clip(float x, float y, float width, float height) throws IOException {
    out.saveGraphicsState();
    out.addRect(x, HEIGHT - y - height, width, height);
    out.clip();
  }

  void unclip() throws IOException {
    out.restoreGraphicsState();
  }

  void image(byte[] grey, int columns, int rows, float x, float y, float width, float height)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(grey);
    }
    PDImageXObject image =
        new PDImageXObject(
            document,
            new ByteArrayInputStream(packed.toByteArray()),
            COSName.FLATE_DECODE,
            columns,
            rows,
            8,
            PDDeviceGray.INSTANCE);
    image.setInterpolate(true);
    out.drawImage(image, x, HEIGHT - y - height, width, height);
  }

  private void fillColour(int rgb) throws IOException {
    out.setNonStrokingColor((rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f);
  }

  private void stroke(int rgb, float thickness, boolean dashed) throws IOException {
    out.setStrokingColor((rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f);
    out.setLineWidth(thickness);
    out.setLineDashPattern(dashed ? new float[] {4, 2.2f} : new float[0], 0);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
