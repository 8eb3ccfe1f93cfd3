package ventricle.engine.dicom.codec;

import java.io.IOException;

/** The bits of a JPEG scan: stuffed bytes are removed, markers end the stream. */
final class JpegBits {

  private final byte[] in;
  private int at;
  private long held;
  private int count;
  private int beyond;

  JpegBits(byte[] in, int start) {
    this.in = in;
    this.at = start;
  }

  /** A difference as lossless JPEG codes it: a category, then that many bits (T.81 table H.2). */
  int difference(HuffmanTable table) throws IOException {
    fill();
    int found = table.find((int) (held >>> (count - 16)) & 0xffff);
    int length = found >> 8;
    int category = found & 0xff;
    if (length == 0 || category > 16) {
      throw new IOException("damaged JPEG frame: no such Huffman code");
    }
    count -= length;
    int difference = 0;
    if (category == 16) {
      difference = 1 << 15;
    } else if (category > 0) {
      count -= category;
      int bits = (int) (held >>> count) & ((1 << category) - 1);
      boolean negative = bits < 1 << (category - 1);
      difference = negative ? bits - (1 << category) + 1 : bits;
    }
    if (8 * beyond > count) {
      throw new IOException("truncated JPEG frame");
    }
    return difference;
  }

  /** Moves behind the next restart marker. */
  void restart() throws IOException {
    count = 0;
    beyond = 0;
    while (at + 1 < in.length) {
      boolean marker = in[at] == (byte) 0xff && (in[at + 1] & 0xf8) == 0xd0;
      at += marker ? 2 : 1;
      if (marker) {
        return;
      }
    }
    throw new IOException("truncated JPEG frame");
  }

  /** Makes at least 32 bits available; behind the end they are zero and counted. */
  private void fill() {
    while (count <= 48) {
      int next = at < in.length ? in[at] & 0xff : -1;
      boolean stuffed = next == 0xff && at + 1 < in.length && in[at + 1] == 0;
      boolean end = next < 0 || (next == 0xff && !stuffed);
      held = held << 8 | (end ? 0 : next);
      count += 8;
      if (end) {
        beyond++;
      } else {
        at += stuffed ? 2 : 1;
      }
    }
  }
}
