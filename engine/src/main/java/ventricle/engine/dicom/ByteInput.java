package ventricle.engine.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import ventricle.engine.domain.UnusableInputException;

/**
 * The bytes of one file as numbers, read through a sliding window so that what is skipped is never
 * read. Every access past the end is an {@link UnusableInputException}, never an allocation.
 */
final class ByteInput {

  private static final int WINDOW = 1 << 16;

  /** Fills an array from a position of the file on. */
  @FunctionalInterface
  private interface Source {
    void read(long position, byte[] target, int offset, int length) throws IOException;
  }

  private final String name;
  private final Source source;
  private final long size;
  private byte[] window;
  private long windowStart;
  private int windowLength;
  private long position;

  private ByteInput(String name, Source source, long size, byte[] window, int windowLength) {
    this.name = name;
    this.source = source;
    this.size = size;
    this.window = window;
    this.windowLength = windowLength;
  }

  static ByteInput of(String name, byte[] bytes) {
    return new ByteInput(
        name,
        (position, target, offset, length) ->
            System.arraycopy(bytes, (int) position, target, offset, length),
        bytes.length,
        bytes,
        bytes.length);
  }

  static ByteInput of(String name, FileChannel channel, long size) {
    Source source =
        (position, target, offset, length) -> {
          ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
          long at = position;
          while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
              throw new IOException("the file became shorter while it was read");
            }
            at += count;
          }
        };
    return new ByteInput(name, source, size, new byte[WINDOW], 0);
  }

  String name() {
    return name;
  }

  long position() {
    return position;
  }

  long size() {
    return size;
  }

  void seek(long to) {
    position = to;
  }

  int u8() throws UnusableInputException {
    int at = require(1);
    position++;
    return window[at] & 0xff;
  }

  int u16(boolean bigEndian) throws UnusableInputException {
    int at = require(2);
    position += 2;
    int a = window[at] & 0xff;
    int b = window[at + 1] & 0xff;
    return bigEndian ? a << 8 | b : b << 8 | a;
  }

  long u32(boolean bigEndian) throws UnusableInputException {
    long first = u16(bigEndian);
    long second = u16(bigEndian);
    return bigEndian ? first << 16 | second : second << 16 | first;
  }

  /** The next bytes as a new array. */
  byte[] bytes(int length) throws UnusableInputException {
    if (length > size - position) {
      throw truncated();
    }
    byte[] bytes = new byte[length];
    int held = 0;
    if (position >= windowStart && position < windowStart + windowLength) {
      held = (int) Math.min(length, windowStart + windowLength - position);
      System.arraycopy(window, (int) (position - windowStart), bytes, 0, held);
    }
    if (held < length) {
      fill(position + held, bytes, held, length - held);
    }
    position += length;
    return bytes;
  }

  UnusableInputException unusable(String cause) {
    return new UnusableInputException(name, cause);
  }

  /** Index in the window of the next byte, with at least {@code count} bytes behind it. */
  private int require(int count) throws UnusableInputException {
    if (position < windowStart || position + count > windowStart + windowLength) {
      if (count > size - position) {
        throw truncated();
      }
      windowStart = position;
      windowLength = (int) Math.min(window.length, size - position);
      fill(position, window, 0, windowLength);
    }
    return (int) (position - windowStart);
  }

  private void fill(long from, byte[] target, int offset, int length)
      throws UnusableInputException {
    try {
      source.read(from, target, offset, length);
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  private UnusableInputException truncated() {
    return unusable("truncated: the file ends at byte %d within an element".formatted(size));
  }
}
