package ventricle.engine.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against an encoder written from the standard, for what dcmtk cannot write: restart intervals. */
class JpegLosslessCodecTest {

  private final FrameCodec codec =
      new JpegLosslessCodec(
          (encoded, format) -> {
            throw new IOException("another process");
          });

  @Property(tries = 300)
  void allPredictorsDepthsTransformsAndRestartsDecode(
      @ForAll @IntRange(min = 1, max = 7) int selection,
      @ForAll @IntRange(min = 2, max = 16) int precision,
      @ForAll @IntRange(max = 3) int transform,
      @ForAll @IntRange(max = 3) int restartRows,
      @ForAll @IntRange(min = 1, max = 12) int rows,
      @ForAll @IntRange(min = 1, max = 12) int columns,
      @ForAll long seed)
      throws Exception {
    int shift = Math.min(transform, precision - 1);
    int[] samples = new int[rows * columns];
    Random random = new Random(seed);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextInt(1 << precision) >> shift << shift;
    }
    byte[] encoded =
        encode(samples, rows, columns, precision, selection, shift, restartRows * columns);
    short[] decoded = codec.decode(encoded, format(rows, columns));
    for (int i = 0; i < samples.length; i++) {
      assertThat(decoded[i] & 0xffff).as("sample %d", i).isEqualTo(samples[i]);
    }
  }

  @Test
  void aFrameCutOffIsRefused() throws Exception {
    byte[] encoded = encode(new int[64], 8, 8, 12, 1, 0, 0);
    byte[] cut = java.util.Arrays.copyOf(encoded, encoded.length - 12);
    assertThatThrownBy(() -> codec.decode(cut, format(8, 8)))
        .isInstanceOf(IOException.class)
        .hasMessage("truncated JPEG frame");
  }

  private static PixelFormat format(int rows, int columns) {
    return new PixelFormat(rows, columns, 1, 16, 16, 15, false, false);
  }

  private static byte[] encode(
      int[] samples, int rows, int columns, int precision, int selection, int shift, int interval) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    marker(out, 0xd8);
    // seventeen categories, all codes of five bits
    segment(out, 0xc4, 0, counts(5, 17), range(17));
    segment(
        out, 0xc3, new byte[] {(byte) precision, 0, (byte) rows, 0, (byte) columns, 1, 1, 0x11, 0});
    if (interval > 0) {
      segment(out, 0xdd, new byte[] {(byte) (interval >> 8), (byte) interval});
    }
    segment(out, 0xda, new byte[] {1, 1, 0, (byte) selection, 0, (byte) shift});
    Bits bits = new Bits(out);
    boolean firstLine = true;
    for (int i = 0, restarts = 0; i < samples.length; i++) {
      int x = i % columns;
      boolean start = i == 0;
      if (interval > 0 && i > 0 && i % interval == 0) {
        bits.flush();
        marker(out, 0xd0 + restarts++ % 8);
        start = true;
        firstLine = true;
      } else if (x == 0 && i > 0) {
        firstLine = false;
      }
      int left = x > 0 ? samples[i - 1] >> shift : 0;
      int up = i >= columns ? samples[i - columns] >> shift : 0;
      int upLeft = x > 0 && i >= columns ? samples[i - columns - 1] >> shift : 0;
      int prediction =
          start
              ? 1 << (precision - shift - 1)
              : x == 0
                  ? up
                  : firstLine
                      ? left
                      : switch (selection) {
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> upLeft;
                        case 4 -> left + up - upLeft;
                        case 5 -> left + ((up - upLeft) >> 1);
                        case 6 -> up + ((left - upLeft) >> 1);
                        default -> (left + up) >> 1;
                      };
      bits.difference((short) ((samples[i] >> shift) - prediction));
    }
    bits.flush();
    marker(out, 0xd9);
    return out.toByteArray();
  }

  private static byte[] counts(int length, int count) {
    byte[] counts = new byte[16];
    counts[length - 1] = (byte) count;
    return counts;
  }

  private static byte[] range(int count) {
    byte[] values = new byte[count];
    for (int i = 0; i < count; i++) {
      values[i] = (byte) i;
    }
    return values;
  }

  private static void marker(ByteArrayOutputStream out, int code) {
    out.write(0xff);
    out.write(code);
  }

  private static void segment(ByteArrayOutputStream out, int code, int first, byte[]... parts) {
    byte[] all = new byte[1 + parts[0].length + parts[1].length];
    all[0] = (byte) first;
    System.arraycopy(parts[0], 0, all, 1, parts[0].length);
    System.arraycopy(parts[1], 0, all, 1 + parts[0].length, parts[1].length);
    segment(out, code, all);
  }

  private static void segment(ByteArrayOutputStream out, int code, byte[] content) {
    marker(out, code);
    out.write((content.length + 2) >> 8);
    out.write(content.length + 2);
    out.writeBytes(content);
  }

  /** Writes bits, stuffing a zero after each 0xFF. */
  private static final class Bits {
    private final ByteArrayOutputStream out;
    private int held;
    private int count;

    Bits(ByteArrayOutputStream out) {
      this.out = out;
    }

    void difference(int difference) {
      if (difference == -32768) {
        put(16, 5);
        return;
      }
      int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
      put(category, 5);
      put(difference < 0 ? difference + (1 << category) - 1 : difference, category);
    }

    void flush() {
      while (count > 0) {
        put(1, 1);
      }
    }

    private void put(int value, int bits) {
      for (int i = bits - 1; i >= 0; i--) {
        held = held << 1 | (value >> i & 1);
        if (++count == 8) {
          out.write(held);
          if ((held & 0xff) == 0xff) {
            out.write(0);
          }
          held = 0;
          count = 0;
        }
      }
    }
  }
}
