package ventricle.engine.dicom.codec;

import java.io.IOException;

/**
 * JPEG Lossless, process 14 with any selection value and point transform, 2 to 16 bits, one
 * component (ITU-T T.81 annex H). Frames of another process go to the codec given: some writers
 * declare lossless and write baseline.
 */
final class JpegLosslessCodec implements FrameCodec {

  private static final int START_OF_LOSSLESS_FRAME = 0xc3;
  private static final int HUFFMAN_TABLES = 0xc4;
  private static final int ARITHMETIC_CONDITIONING = 0xcc;
  private static final int START_OF_SCAN = 0xda;
  private static final int RESTART_INTERVAL = 0xdd;

  private final FrameCodec otherProcesses;

  JpegLosslessCodec(FrameCodec otherProcesses) {
    this.otherProcesses = otherProcesses;
  }

  /** What the segments before the coded samples say. */
  private static final class Header {
    private final HuffmanTable[] tables = new HuffmanTable[4];
    private int precision;
    private int restartInterval;
  }

  @Override
  public short[] decode(byte[] encoded, PixelFormat format) throws IOException {
    Header header = new Header();
    int at = 2;
    while (true) {
      while (u8(encoded, at) == 0xff && u8(encoded, at + 1) == 0xff) {
        at++;
      }
      if (u8(encoded, at) != 0xff) {
        throw new IOException("damaged JPEG frame: no marker where one should be");
      }
      int marker = u8(encoded, at + 1);
      int start = at + 4;
      int end = at + 2 + u16(encoded, at + 2);
      if (end < start || end > encoded.length) {
        throw new IOException("damaged JPEG frame: a segment reaches beyond its end");
      }
      if (isStartOfFrame(marker) && marker != START_OF_LOSSLESS_FRAME) {
        return otherProcesses.decode(encoded, format);
      }
      switch (marker) {
        case START_OF_LOSSLESS_FRAME -> readFrameHeader(encoded, start, format, header);
        case HUFFMAN_TABLES -> readTables(encoded, start, end, header);
        case RESTART_INTERVAL -> header.restartInterval = u16(encoded, start);
        case START_OF_SCAN -> {
          return scan(encoded, start, end, format, header);
        }
        default -> {
          // application data and comments
        }
      }
      at = end;
    }
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xc0
        && marker <= 0xcf
        && marker != HUFFMAN_TABLES
        && marker != 0xc8
        && marker != ARITHMETIC_CONDITIONING;
  }

  private static void readFrameHeader(byte[] in, int at, PixelFormat format, Header header)
      throws IOException {
    header.precision = u8(in, at);
    int rows = u16(in, at + 1);
    int columns = u16(in, at + 3);
    if (u8(in, at + 5) != 1) {
      throw new IOException("not a grey-scale image (JPEG with colours)");
    }
    if (rows != format.rows() || columns != format.columns()) {
      throw new IOException(
          "JPEG frame of %d × %d pixels where the header says %d × %d"
              .formatted(columns, rows, format.columns(), format.rows()));
    }
    if (header.precision < 2 || header.precision > 16) {
      throw new IOException("damaged JPEG frame: %d bits a sample".formatted(header.precision));
    }
  }

  private static void readTables(byte[] in, int start, int end, Header header) throws IOException {
    int at = start;
    while (at < end) {
      int slot = u8(in, at) & 3;
      header.tables[slot] = HuffmanTable.read(in, at + 1, end);
      at += 1 + 16 + header.tables[slot].size();
    }
  }

  private static short[] scan(byte[] in, int start, int end, PixelFormat format, Header header)
      throws IOException {
    int components = u8(in, start);
    if (components != 1 || header.precision == 0) {
      throw new IOException("damaged JPEG frame: a scan without its frame");
    }
    HuffmanTable table = header.tables[(u8(in, start + 2) >> 4) & 3];
    int selection = u8(in, start + 3);
    int transform = u8(in, start + 5) & 15;
    if (table == null || selection < 1 || selection > 7 || transform >= header.precision) {
      throw new IOException("damaged JPEG frame: impossible scan header");
    }
    return predict(new JpegBits(in, end), table, selection, transform, format, header);
  }

  /** Adds the coded differences to what the neighbours predict (T.81 section H.1.2.1). */
  private static short[] predict(
      JpegBits bits,
      HuffmanTable table,
      int selection,
      int transform,
      PixelFormat format,
      Header header)
      throws IOException {
    int columns = format.columns();
    int[] above = new int[columns];
    int[] row = new int[columns];
    short[] samples = new short[format.pixels()];
    int untilRestart = header.restartInterval > 0 ? header.restartInterval : Integer.MAX_VALUE;
    boolean firstLine = true;
    for (int y = 0, i = 0; y < format.rows(); y++) {
      for (int x = 0; x < columns; x++, i++) {
        boolean start = i == 0;
        if (untilRestart == 0) {
          bits.restart();
          untilRestart = header.restartInterval;
          firstLine = true;
          start = true;
        }
        untilRestart--;
        int prediction;
        if (start) {
          prediction = 1 << (header.precision - transform - 1);
        } else if (x == 0) {
          prediction = above[0];
        } else if (firstLine) {
          prediction = row[x - 1];
        } else {
          prediction = predicted(selection, row[x - 1], above[x], above[x - 1]);
        }
        row[x] = (prediction + bits.difference(table)) & 0xffff;
        samples[i] = (short) (row[x] << transform);
      }
      firstLine = false;
      int[] swap = above;
      above = row;
      row = swap;
    }
    return samples;
  }

  private static int predicted(int selection, int left, int up, int upLeft) {
    return switch (selection) {
      case 1 -> left;
      case 2 -> up;
      case 3 -> upLeft;
      case 4 -> left + up - upLeft;
      case 5 -> left + ((up - upLeft) >> 1);
      case 6 -> up + ((left - upLeft) >> 1);
      default -> (left + up) >> 1;
    };
  }

  private static int u8(byte[] in, int at) throws IOException {
    if (at < 0 || at >= in.length) {
      throw new IOException("truncated JPEG frame");
    }
    return in[at] & 0xff;
  }

  private static int u16(byte[] in, int at) throws IOException {
    return u8(in, at) << 8 | u8(in, at + 1);
  }
}
