import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Draws the program's icon, a heart in short axis: the thick ring of the left ventricle's
 * myocardium, its cavity with two papillary muscles, and the crescent of the right ventricle.
 * Writes {@code ventricle.svg}, PNGs, and the formats that Windows and macOS ask for into a folder:
 *
 * <pre>java packaging/icons/Icons.java packaging/icons</pre>
 */
public final class Icons {
  private static final int SIDE = 256;

  private record Layer(Shape shape, Color colour) {}

  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path folder = Path.of(args[0]);
    List<Layer> layers = layers();
    Files.writeString(folder.resolve("ventricle.svg"), svg(layers));
    for (int side : new int[] {16, 32, 48, 64, 128, 256, 512}) {
      Files.write(folder.resolve("ventricle-" + side + ".png"), png(layers, side));
    }
    Files.write(folder.resolve("ventricle.ico"), ico(layers, 16, 32, 48, 256));
    Files.write(folder.resolve("ventricle.icns"), icns(layers));
  }

  private static List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    Shape ground = new RoundRectangle2D.Double(8, 8, 240, 240, 56, 56);
    layers.add(new Layer(ground, new Color(0x141A22)));

    Area leftVentricle = new Area(disc(148, 128, 76, 76));
    Area rightWall = new Area(disc(110, 130, 88, 82));
    Area rightCavity = new Area(disc(111, 130, 78, 72));
    rightWall.subtract(new Area(disc(148, 128, 83, 83)));
    rightCavity.subtract(new Area(disc(148, 128, 83, 83)));
    layers.add(new Layer(rightWall, new Color(0x35607E)));
    layers.add(new Layer(rightCavity, new Color(0x56B4E9)));

    Area cavity = new Area(disc(149, 128, 43, 43));
    Area papillary = new Area(disc(176, 106, 14, 10));
    papillary.add(new Area(disc(165, 156, 14, 11)));
    cavity.subtract(papillary);
    leftVentricle.subtract(cavity);
    layers.add(new Layer(leftVentricle, new Color(0xE69F00)));
    layers.add(new Layer(cavity, new Color(0xF7F3EA)));
    return layers;
  }

  private static Shape disc(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  private static byte[] png(List<Layer> layers, int side) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(side / (double) SIDE, side / (double) SIDE);
    for (Layer layer : layers) {
      g.setColor(layer.colour());
      g.fill(layer.shape());
    }
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static String svg(List<Layer> layers) {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 256 256\">\n");
    for (Layer layer : layers) {
      String colour = String.format("#%06x", layer.colour().getRGB() & 0xFFFFFF);
      svg.append("  <path fill=\"").append(colour).append("\" fill-rule=\"evenodd\" d=\"");
      svg.append(data(layer.shape())).append("\"/>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private static String data(Shape shape) {
    StringBuilder data = new StringBuilder();
    double[] p = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      int kind = i.currentSegment(p);
      int points =
          switch (kind) {
            case PathIterator.SEG_CUBICTO -> 3;
            case PathIterator.SEG_QUADTO -> 2;
            case PathIterator.SEG_CLOSE -> 0;
            default -> 1;
          };
      data.append("MLQCZ".charAt(kind));
      for (int n = 0; n < 2 * points; n++) {
        data.append(n == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.2f", p[n]));
      }
    }
    return data.toString();
  }

  private static byte[] ico(List<Layer> layers, int... sides) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    int length = 6 + 16 * sides.length;
    for (int side : sides) {
      pictures.add(png(layers, side));
      length += pictures.getLast().length;
    }
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0).putShort((short) 1).putShort((short) sides.length);
    int offset = 6 + 16 * sides.length;
    for (int n = 0; n < sides.length; n++) {
      byte side = (byte) (sides[n] == 256 ? 0 : sides[n]);
      out.put(side).put(side).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
      out.putInt(pictures.get(n).length).putInt(offset);
      offset += pictures.get(n).length;
    }
    pictures.forEach(out::put);
    return out.array();
  }

  private static byte[] icns(List<Layer> layers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    for (Object[] entry : new Object[][] {{"ic07", 128}, {"ic08", 256}, {"ic09", 512}}) {
      byte[] picture = png(layers, (int) entry[1]);
      out.writeBytes((String) entry[0]);
      out.writeInt(picture.length + 8);
      out.write(picture);
    }
    ByteBuffer file = ByteBuffer.allocate(body.size() + 8);
    file.put("icns".getBytes(US_ASCII)).putInt(body.size() + 8);
    return file.put(body.toByteArray()).array();
  }
}
