package ventricle.engine.dicom.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Lossless: PackBits over byte planes, most significant first (PS3.5 annex G). */
final class RleCodec implements FrameCodec {

  private static final int HEADER = 64;

  @Override
  public short[] decode(byte[] encoded, PixelFormat format) throws IOException {
    int planes = format.bitsAllocated() / 8;
    if (encoded.length < HEADER) {
      throw new IOException("RLE frame without header");
    }
    ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != planes) {
      throw new IOException(
          "RLE frame of %d segments instead of %d".formatted(header.getInt(0), planes));
    }
    short[] samples = new short[format.pixels()];
    for (int plane = 0; plane < planes; plane++) {
      int start = header.getInt(4 + 4 * plane);
      int end = plane + 1 < planes ? header.getInt(8 + 4 * plane) : encoded.length;
      if (start < HEADER || end < start || end > encoded.length) {
        throw new IOException("RLE segment outside its frame");
      }
      unpack(encoded, start, end, samples, 8 * (planes - 1 - plane));
    }
    return samples;
  }

  private static void unpack(byte[] in, int start, int end, short[] samples, int shift)
      throws IOException {
    int at = start;
    int filled = 0;
    while (filled < samples.length) {
      if (at >= end) {
        throw new IOException("RLE segment too short");
      }
      int control = in[at++];
      if (control >= 0) {
        int count = Math.min(control + 1, samples.length - filled);
        if (at + control + 1 > end) {
          throw new IOException("RLE segment too short");
        }
        for (int i = 0; i < count; i++) {
          samples[filled++] |= (short) ((in[at + i] & 0xff) << shift);
        }
        at += control + 1;
      } else if (control != -128) {
        if (at >= end) {
          throw new IOException("RLE segment too short");
        }
        short value = (short) ((in[at++] & 0xff) << shift);
        int count = Math.min(1 - control, samples.length - filled);
        for (int i = 0; i < count; i++) {
          samples[filled++] |= value;
        }
      }
    }
  }
}
