package ventricle.engine.dicom.output;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.inference.Heatmap;
import ventricle.engine.report.ReportContext;
import ventricle.engine.report.StructureColour;

/**
 * Paints one frame with its contours: the image is a square, a band above says which frame it is,
 * one below that it is for research only. Contours of the AI are dashed, as on screen.
 */
final class KeyImagePainter {

  /** Width of a picture and height of the image in it, in pixels. */
  static final int SIDE = 640;

  private static final int BAND = 40;
  static final int HEIGHT = SIDE + 2 * BAND;

  private static final double TEXT = 17;
  private static final double SMALL = 13;

  /** Room for lines beside the title, and beside the warning. */
  private static final double WIDEST = 250;

  private static final int MARGIN = 12;
  private static final float LINE = 2.2f;
  private static final double ATTENTION = 0.6;

  /** A contour to draw. */
  record Outline(Structure structure, Tracing tracing) {}

  private final OutlineText text = new OutlineText();

  KeyImagePainter() throws IOException {}

  /**
   * Red, green and blue of every pixel, row by row.
   *
   * @param crop {@link #SIDE} × SIDE pixels of the frame
   * @param window lowest and highest grey value that is told apart
   * @param attention what the heatmap is; null for none
   * @param heatmap drawn over the image, null for none
   */
  byte[] paint(
      CineFrame frame,
      CropGrid crop,
      double[] window,
      List<Outline> outlines,
      String title,
      @Nullable Attention attention,
      @Nullable Heatmap heatmap)
      throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, HEIGHT, BufferedImage.TYPE_INT_RGB);
    image(picture, frame, crop, window, heatmap);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setClip(0, BAND, SIDE, SIDE);
    for (Outline outline : outlines) {
      draw(g, outline, crop);
    }
    g.setClip(null);
    g.setColor(Color.WHITE);
    double base = BAND / 2.0 + TEXT * 0.36;
    g.fill(text.line(title, TEXT, MARGIN, base));
    g.fill(text.line(ReportContext.RESEARCH_USE, TEXT, MARGIN, HEIGHT - BAND + base));
    if (attention != null) {
      g.setColor(new Color(0xffb347));
      right(g, 0, KeyImages.HEATMAP + ":", KeyImages.ATTENTION);
      right(g, HEIGHT - BAND, attention.what(), attention.where());
    }
    g.dispose();
    return bytes(picture);
  }

  /** Two lines at the right end of a band, smaller where they are long. */
  private void right(Graphics2D g, double top, String... lines) throws IOException {
    for (int i = 0; i < lines.length; i++) {
      double size = Math.min(SMALL, SMALL * WIDEST / text.width(lines[i], SMALL));
      double x = SIDE - MARGIN - text.width(lines[i], size);
      g.fill(text.line(lines[i], size, x, top + BAND * (i == 0 ? 0.42 : 0.84)));
    }
  }

  private static void image(
      BufferedImage picture,
      CineFrame frame,
      CropGrid crop,
      double[] window,
      @Nullable Heatmap heatmap) {
    ImageSize size = new ImageSize(frame.pixels().rows(), frame.pixels().columns());
    float[] values = crop.sample(frame.pixels().toFloats(), size, CropGrid.Border.ZERO);
    float[] heat =
        heatmap == null ? null : crop.sample(heatmap.values(), size, CropGrid.Border.ZERO);
    for (int i = 0; i < values.length; i++) {
      double grey = Math.clamp((values[i] - window[0]) / (window[1] - window[0]), 0, 1);
      double warm = heat == null ? 0 : Math.clamp(heat[i], 0, 1);
      double part = ATTENTION * warm;
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        double hot = Math.clamp(3 * warm - channel, 0, 1);
        rgb = rgb << 8 | (int) Math.round(255 * ((1 - part) * grey + part * hot));
      }
      picture.setRGB(i % SIDE, BAND + i / SIDE, rgb);
    }
  }

  private static void draw(Graphics2D g, Outline outline, CropGrid crop) {
    Contour c = crop.toCrop(outline.tracing().contour());
    GeneralPath path = new GeneralPath();
    for (int i = 0; i < c.size(); i++) {
      double x = c.x(i) + 0.5;
      double y = c.y(i) + 0.5 + BAND;
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    boolean untouched = outline.tracing().provenance() instanceof Provenance.Model;
    g.setStroke(
        new BasicStroke(
            LINE,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            10,
            untouched ? new float[] {7, 4} : null,
            0));
    g.setColor(new Color(StructureColour.of(outline.structure()).rgb()));
    g.draw(path);
  }

  private static byte[] bytes(BufferedImage picture) {
    int[] rgb = picture.getRGB(0, 0, SIDE, HEIGHT, null, 0, SIDE);
    byte[] bytes = new byte[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    return bytes;
  }
}
