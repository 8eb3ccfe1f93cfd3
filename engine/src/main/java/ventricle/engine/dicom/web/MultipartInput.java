package ventricle.engine.dicom.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a body of multipart/related (RFC 2046, 2387), one after another and never whole in
 * memory. A body that ends before its last boundary is an {@link EOFException}.
 */
final class MultipartInput {

  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_LINE = 1 << 14;
  private static final int MOST_LINES = 64;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean begun;

  /**
   * @param boundary as {@link #boundary} finds it
   */
  MultipartInput(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    buffer[0] = '\r'; // the first boundary may stand at the very beginning
    buffer[1] = '\n';
    limit = 2;
  }

  /** The boundary that a content type names; empty when it is no multipart/related. */
  static Optional<String> boundary(String contentType) {
    if (!contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/related")) {
      return Optional.empty();
    }
    Matcher m = BOUNDARY.matcher(contentType);
    return m.find() ? Optional.of(m.group(1) != null ? m.group(1) : m.group(2)) : Optional.empty();
  }

  /** Moves to the content of the next part; false after the last. */
  boolean next() throws IOException {
    if (!begun) {
      begun = true;
      copyTo(OutputStream.nullOutputStream());
    }
    int first = one();
    int second = one();
    if (first == '-' && second == '-') {
      return false;
    }
    if (!(first == '\r' && second == '\n') && !(second == '\n' || line().isEmpty())) {
      throw new IOException("a boundary is followed by something else");
    }
    for (int lines = 0; !line().isEmpty(); lines++) {
      if (lines > MOST_LINES) {
        throw new IOException("a part has no end of its header");
      }
    }
    return true;
  }

  /** Copies the content of the part; to be called once after {@link #next}. */
  void copyTo(OutputStream out) throws IOException {
    while (true) {
      int found = find();
      if (found >= 0) {
        out.write(buffer, position, found - position);
        position = found + delimiter.length;
        return;
      }
      int safe = Math.max(0, limit - position - delimiter.length + 1);
      out.write(buffer, position, safe);
      position += safe;
      fill();
    }
  }

  private int find() {
    int last = limit - delimiter.length;
    for (int i = position; i <= last; i++) {
      if (buffer[i] == '\r'
          && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i;
      }
    }
    return -1;
  }

  /** The rest of the line, without its end and blanks before it. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = one(); c != '\n'; c = one()) {
      if (line.length() > LONGEST_LINE) {
        throw new IOException("a line of a part's header has no end");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  private int one() throws IOException {
    if (position == limit) {
      fill();
    }
    return buffer[position++] & 0xff;
  }

  private void fill() throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      throw new EOFException("the body ends before its last boundary");
    }
    limit += count;
  }
}
