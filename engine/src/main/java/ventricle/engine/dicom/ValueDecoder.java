package ventricle.engine.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands the values of elements as numbers, tags and times; what is not one is left out. */
final class ValueDecoder {

  private static final Pattern TIME =
      Pattern.compile("(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\.\\d{1,9})?)?)?(?:[+-]\\d{4})?");

  private ValueDecoder() {}

  /** Decimal strings; NaN where a part is no number. */
  static double[] parse(String text) {
    if (text.isBlank()) {
      return new double[0];
    }
    List<String> parts = split(text);
    double[] values = new double[parts.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = Double.parseDouble(parts.get(i));
      } catch (NumberFormatException e) {
        values[i] = Double.NaN;
      }
    }
    return values;
  }

  /** The values between backslashes without surrounding blanks. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>(4);
    int start = 0;
    for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', start)) {
      parts.add(trim(text, start, end));
      start = end + 1;
    }
    parts.add(trim(text, start, text.length()));
    return parts;
  }

  private static String trim(String text, int from, int to) {
    int end = to;
    while (end > from && text.charAt(end - 1) <= ' ') {
      end--;
    }
    int start = from;
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    return text.substring(start, end);
  }

  /** Binary numbers, little endian; none for representations that hold no numbers. */
  static double[] decode(Vr vr, byte[] bytes) {
    if (vr.kind() != Vr.Kind.NUMBER || vr == Vr.AT) {
      return new double[0];
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[bytes.length / vr.unit()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (vr) {
            case US -> buffer.getShort() & 0xffff;
            case SS -> buffer.getShort();
            case UL -> buffer.getInt() & 0xffffffffL;
            case SL -> buffer.getInt();
            case UV, SV -> buffer.getLong();
            case FL -> buffer.getFloat();
            case FD -> buffer.getDouble();
            default -> throw new IllegalStateException("no number: " + vr);
          };
    }
    return values;
  }

  static List<Tag> tags(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Tag> tags = new ArrayList<>();
    while (buffer.remaining() >= 4) {
      int group = buffer.getShort() & 0xffff;
      tags.add(Tag.of(group, buffer.getShort() & 0xffff));
    }
    return List.copyOf(tags);
  }

  /** HH[MM[SS[.F…]]] with an optional zone, which is passed over; a leap second counts as 59. */
  static Optional<LocalTime> time(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int minute = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
    int second = m.group(3) == null ? 0 : Math.min(59, Integer.parseInt(m.group(3)));
    double fraction = m.group(4) == null ? 0 : Double.parseDouble(m.group(4));
    try {
      return Optional.of(
          LocalTime.of(
              Integer.parseInt(m.group(1)), minute, second, (int) Math.round(fraction * 1e9)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The characters of a value without the padding at its end. */
  static Value.Text text(Vr vr, byte[] bytes, CharacterSets characters) {
    int end = bytes.length;
    while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == 0)) {
      end--;
    }
    if (vr.kind() == Vr.Kind.STRING) {
      return new Value.Text(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
    }
    String text = characters.decode(bytes);
    int last = text.length();
    while (last > 0 && (text.charAt(last - 1) == ' ' || text.charAt(last - 1) == 0)) {
      last--;
    }
    return new Value.Text(text.substring(0, last));
  }

  /** Exchanges big and little endian in place, {@code unit} bytes at a time. */
  static void swap(byte[] bytes, int unit) {
    for (int start = 0; unit > 1 && start + unit <= bytes.length; start += unit) {
      for (int a = start, b = start + unit - 1; a < b; a++, b--) {
        byte held = bytes[a];
        bytes[a] = bytes[b];
        bytes[b] = held;
      }
    }
  }
}
