package ventricle.engine.imagej;

import ij.io.FileInfo;
import ij.io.TiffEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Slice;
import ventricle.engine.report.OutputUnavailableException;

/**
 * A cine stack as a TIFF that ImageJ opens as a hyperstack: slices are z, phases are t, so that the
 * positions of a {@link RoiSet} fall on their images. 16-bit values where none is negative and none
 * rescaled, else 32-bit values.
 */
public final class Hyperstack {

  private Hyperstack() {}

  /**
   * @throws OutputUnavailableException when slices differ in matrix or an image is missing
   */
  public static void write(Path file, CineStack stack)
      throws IOException, OutputUnavailableException {
    Slice first = stack.slice(0);
    boolean whole = true;
    Object[] planes = new Object[stack.expectedFrames()];
    for (int phase = 0; phase < stack.phases(); phase++) {
      for (int slice = 0; slice < stack.sliceCount(); slice++) {
        whole &= whole(pixels(stack, first, slice, phase));
      }
    }
    int at = 0;
    for (int phase = 0; phase < stack.phases(); phase++) {
      for (int slice = 0; slice < stack.sliceCount(); slice++) {
        Pixels pixels = pixels(stack, first, slice, phase);
        planes[at++] = whole ? shorts(pixels) : pixels.toFloats();
      }
    }
    FileInfo info = new FileInfo();
    info.fileType = whole ? FileInfo.GRAY16_UNSIGNED : FileInfo.GRAY32_FLOAT;
    info.width = first.columns();
    info.height = first.rows();
    info.nImages = planes.length;
    info.pixels = planes;
    info.intelByteOrder = false;
    PixelSpacing spacing = first.spacing();
    if (spacing != null) {
      info.pixelWidth = spacing.column();
      info.pixelHeight = spacing.row();
      info.unit = "mm";
    }
    info.description = description(stack, spacing != null);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new TiffEncoder(info).write(out);
    }
  }

  private static Pixels pixels(CineStack stack, Slice first, int slice, int phase)
      throws OutputUnavailableException {
    CineFrame frame = stack.frame(new FrameKey(slice, phase)).orElse(null);
    if (frame == null) {
      throw new OutputUnavailableException(
          "The image of slice %d, phase %d is missing; a stack for ImageJ needs every one."
              .formatted(slice + 1, phase + 1));
    }
    Pixels pixels = frame.pixels();
    if (pixels.rows() != first.rows() || pixels.columns() != first.columns()) {
      throw new OutputUnavailableException(
          "The slices differ in matrix; one stack for ImageJ cannot hold them.");
    }
    return pixels;
  }

  private static boolean whole(Pixels pixels) {
    return !pixels.signed() && pixels.slope() == 1 && pixels.intercept() == 0;
  }

  private static short[] shorts(Pixels pixels) {
    short[] values = new short[pixels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) pixels.stored(i);
    }
    return values;
  }

  private static String description(CineStack stack, boolean millimetres) {
    StringBuilder text = new StringBuilder("ImageJ=1.54p\n");
    text.append("images=").append(stack.expectedFrames()).append('\n');
    text.append("slices=").append(stack.sliceCount()).append('\n');
    text.append("frames=").append(stack.phases()).append('\n');
    text.append("hyperstack=true\nmode=grayscale\n");
    if (millimetres) {
      text.append("unit=mm\n");
    }
    if (stack.sliceCount() > 1) {
      Slice one = stack.slice(0);
      Slice last = stack.slice(stack.sliceCount() - 1);
      double step = last.position().minus(one.position()).length() / (stack.sliceCount() - 1);
      text.append(String.format(Locale.ROOT, "spacing=%.6f%n", step).replace("\r", ""));
    }
    Double rr = stack.rrMs();
    if (rr != null) {
      double interval = rr / stack.phases() / 1000;
      text.append(String.format(Locale.ROOT, "finterval=%.6f%n", interval).replace("\r", ""));
    }
    return text.append("loop=false\n").toString();
  }
}
