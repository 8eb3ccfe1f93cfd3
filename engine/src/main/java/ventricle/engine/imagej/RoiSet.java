package ventricle.engine.imagej;

import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.process.FloatPolygon;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.UnusableInputException;

/**
 * ImageJ's RoiSet.zip and single .roi files. Contours are written as polygons with sub-pixel
 * vertices: a spline would come back with a hundred points whatever it had. ImageJ counts from the
 * corner of the first pixel, so half a pixel is added on the way out and taken off on the way in.
 */
public final class RoiSet {

  private static final double CORNER = .5;
  private static final int MOST_REGIONS = 20_000;
  private static final int LARGEST_REGION = 1 << 22;

  private RoiSet() {}

  /**
   * What a file held.
   *
   * @param skipped entries that are no closed line, with the cause
   */
  public record Content(List<NamedRoi> rois, List<Skipped> skipped) {
    public Content {
      rois = List.copyOf(rois);
      skipped = List.copyOf(skipped);
    }
  }

  /** An entry that was not taken. */
  public record Skipped(String name, String cause) {}

  /** Writes a RoiSet.zip; positions are those of a hyperstack of slices (z) and phases (t). */
  public static void write(Path file, List<NamedRoi> rois) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (NamedRoi roi : rois) {
        zip.putNextEntry(new ZipEntry(roi.name() + ".roi"));
        zip.write(encoded(roi));
        zip.closeEntry();
      }
    }
  }

  private static byte[] encoded(NamedRoi named) throws IOException {
    Contour c = named.contour();
    float[] xs = new float[c.size()];
    float[] ys = new float[xs.length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = (float) (c.x(i) + CORNER);
      ys[i] = (float) (c.y(i) + CORNER);
    }
    PolygonRoi roi = new PolygonRoi(xs, ys, xs.length, Roi.POLYGON);
    roi.setName(named.name());
    if (named.slice() != null && named.phase() != null) {
      roi.setPosition(1, named.slice() + 1, named.phase() + 1);
    }
    byte[] bytes = RoiEncoder.saveAsByteArray(roi);
    if (bytes == null) {
      throw new IOException("a region cannot be encoded");
    }
    return bytes;
  }

  /**
   * Reads a RoiSet.zip or a single .roi file.
   *
   * @throws UnusableInputException when it is neither, or damaged
   */
  public static Content read(Path file) throws UnusableInputException {
    String name = String.valueOf(file.getFileName());
    List<NamedRoi> rois = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (name.toLowerCase(Locale.ROOT).endsWith(".roi")) {
        add(bare(name), bytes(in), rois, skipped);
      } else {
        addAll(name, new ZipInputStream(in), rois, skipped);
      }
    } catch (ZipException e) {
      throw new UnusableInputException(name, "is a damaged zip file", e);
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read: " + e.getMessage(), e);
    }
    if (rois.isEmpty() && skipped.isEmpty()) {
      throw new UnusableInputException(name, "holds no region of interest of ImageJ");
    }
    return new Content(rois, skipped);
  }

  private static void addAll(
      String name, ZipInputStream zip, List<NamedRoi> rois, List<Skipped> skipped)
      throws IOException, UnusableInputException {
    ZipEntry entry = zip.getNextEntry();
    while (entry != null) {
      if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".roi")) {
        if (rois.size() + skipped.size() >= MOST_REGIONS) {
          throw new UnusableInputException(name, "holds more than " + MOST_REGIONS + " regions");
        }
        add(bare(entry.getName()), bytes(zip), rois, skipped);
      }
      entry = zip.getNextEntry();
    }
  }

  private static byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 14];
    int got = in.read(part);
    while (got >= 0) {
      bytes.write(part, 0, got);
      if (bytes.size() > LARGEST_REGION) {
        throw new IOException("a region is larger than " + LARGEST_REGION + " bytes");
      }
      got = in.read(part);
    }
    return bytes.toByteArray();
  }

  private static String bare(String entry) {
    int slash = entry.lastIndexOf('/');
    return entry.substring(slash + 1, entry.length() - ".roi".length());
  }

  private static void add(String name, byte[] bytes, List<NamedRoi> rois, List<Skipped> skipped) {
    Roi roi = decoded(name, bytes);
    if (roi == null) {
      skipped.add(new Skipped(name, "is damaged"));
      return;
    }
    String shown = roi.getName() == null ? name : roi.getName();
    if (!closed(roi)) {
      skipped.add(new Skipped(shown, "is no closed line but a " + roi.getTypeAsString()));
      return;
    }
    Contour contour = contour(roi);
    if (contour == null) {
      skipped.add(new Skipped(shown, "has fewer than three points"));
      return;
    }
    rois.add(
        new NamedRoi(
            shown,
            zeroBased(roi.getZPosition()),
            zeroBased(roi.getTPosition()),
            zeroBased(roi.getPosition()),
            contour));
  }

  /** The decoder throws what its arrays throw when a file lies about its length. */
  private static @Nullable Roi decoded(String name, byte[] bytes) {
    try {
      return new RoiDecoder(bytes, name).getRoi();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static boolean closed(Roi roi) {
    return switch (roi.getType()) {
      case Roi.POLYGON, Roi.FREEROI, Roi.TRACED_ROI, Roi.OVAL, Roi.RECTANGLE -> true;
      default -> false;
    };
  }

  private static @Nullable Contour contour(Roi roi) {
    FloatPolygon p = roi.getFloatPolygon();
    if (p == null || p.npoints < 3) {
      return null;
    }
    double[] xs = new double[p.npoints];
    double[] ys = new double[p.npoints];
    for (int i = 0; i < p.npoints; i++) {
      xs[i] = p.xpoints[i] - CORNER;
      ys[i] = p.ypoints[i] - CORNER;
      if (!Double.isFinite(xs[i]) || !Double.isFinite(ys[i])) {
        return null;
      }
    }
    return Contour.of(xs, ys);
  }

  private static @Nullable Integer zeroBased(int position) {
    return position < 1 ? null : (Integer) (position - 1);
  }
}
