package ventricle.engine.dicom.seg;

import java.util.Arrays;

/**
 * Collects one-bit frames as PS3.5 8.1.1 wants them: pixel after pixel, frame after frame without a
 * gap, the first pixel in the lowest bit. A row or a frame may end inside a byte.
 */
final class BitPlanes {

  private byte[] bytes = new byte[0];
  private long bits;
  private int frames;

  /** Appends one frame: the pixels that hold the label. */
  void add(byte[] labels, byte label) {
    bytes = Arrays.copyOf(bytes, Math.toIntExact((bits + labels.length + 7) / 8));
    for (byte pixel : labels) {
      if (pixel == label) {
        bytes[(int) (bits >> 3)] |= (byte) (1 << (bits & 7));
      }
      bits++;
    }
    frames++;
  }

  int frames() {
    return frames;
  }

  /** The value of Pixel Data, of even length. */
  byte[] pixelData() {
    return Arrays.copyOf(bytes, bytes.length + (bytes.length & 1));
  }
}
