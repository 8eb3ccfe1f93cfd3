package ventricle.engine.dicom.codec;

import java.io.IOException;
import java.util.Arrays;

/** A Huffman table of a JPEG stream (ITU-T T.81 annex C). */
final class HuffmanTable {

  private static final int MAX_LENGTH = 16;

  /** By 16 bits ahead: length of the code they begin with × 256 + its symbol; 0 for no code. */
  private final short[] lookup;

  private final int size;

  private HuffmanTable(short[] lookup, int size) {
    this.lookup = lookup;
    this.size = size;
  }

  /**
   * @param at first of the sixteen counts
   */
  static HuffmanTable read(byte[] in, int at, int end) throws IOException {
    if (at + MAX_LENGTH > end) {
      throw new IOException("damaged JPEG frame: Huffman table cut off");
    }
    short[] lookup = new short[1 << MAX_LENGTH];
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      int count = in[at + length - 1] & 0xff;
      for (int i = 0; i < count; i++, code++, symbol++) {
        int from = code << (MAX_LENGTH - length);
        int to = (code + 1) << (MAX_LENGTH - length);
        if (at + MAX_LENGTH + symbol >= end || to > lookup.length) {
          throw new IOException("damaged JPEG frame: impossible Huffman table");
        }
        int value = in[at + MAX_LENGTH + symbol] & 0xff;
        Arrays.fill(lookup, from, to, (short) (length << 8 | value));
      }
      code <<= 1;
    }
    return new HuffmanTable(lookup, symbol);
  }

  /** Number of symbols. */
  int size() {
    return size;
  }

  /** Length × 256 + symbol of the code that the 16 bits begin with, 0 when there is none. */
  int find(int sixteenBits) {
    return lookup[sixteenBits] & 0xffff;
  }
}
