package ventricle.engine.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Turns numbers, tags and frames into the values of elements. */
final class ElementEncoder {

  private ElementEncoder() {}

  static DataElement numbers(Tag tag, Vr vr, double[] values) {
    if (vr == Vr.DS || vr == Vr.IS) {
      String text =
          Arrays.stream(values)
              .mapToObj(v -> vr == Vr.DS ? decimal(v) : integer(tag, v))
              .collect(Collectors.joining("\\"));
      return new DataElement(tag, vr, new Value.Text(text));
    }
    if (vr.kind() != Vr.Kind.NUMBER || vr == Vr.AT) {
      throw new IllegalArgumentException(tag + " holds no numbers but " + vr);
    }
    ByteBuffer buffer =
        ByteBuffer.allocate(vr.unit() * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      switch (vr) {
        case US -> buffer.putShort((short) whole(tag, v, 0, 0xffff));
        case SS -> buffer.putShort((short) whole(tag, v, Short.MIN_VALUE, Short.MAX_VALUE));
        case UL -> buffer.putInt((int) whole(tag, v, 0, 0xffffffffL));
        case SL -> buffer.putInt((int) whole(tag, v, Integer.MIN_VALUE, Integer.MAX_VALUE));
        case UV -> buffer.putLong(whole(tag, v, 0, 1L << 53));
        case SV -> buffer.putLong(whole(tag, v, -(1L << 53), 1L << 53));
        case FL -> buffer.putFloat((float) v);
        case FD -> buffer.putDouble(v);
        default -> throw new IllegalStateException("no number: " + vr);
      }
    }
    return new DataElement(tag, vr, new Value.Bytes(buffer.array()));
  }

  static DataElement tags(Tag tag, Tag[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (Tag value : values) {
      buffer.putShort((short) value.group()).putShort((short) value.element());
    }
    return new DataElement(tag, Vr.AT, new Value.Bytes(buffer.array()));
  }

  static DataElement encapsulated(List<byte[]> frames) {
    ByteBuffer offsets = ByteBuffer.allocate(4 * frames.size()).order(ByteOrder.LITTLE_ENDIAN);
    List<Value.Bytes> fragments = new ArrayList<>(frames.size());
    long offset = 0;
    for (byte[] frame : frames) {
      byte[] even = Arrays.copyOf(frame, frame.length + (frame.length & 1));
      fragments.add(new Value.Bytes(even));
      offsets.putInt((int) offset);
      offset += 8L + even.length;
    }
    return new DataElement(
        Tags.PIXEL_DATA, Vr.OB, new Value.Fragments(new Value.Bytes(offsets.array()), fragments));
  }

  /** The decimal string nearest to a number among those of at most 16 characters. */
  static String decimal(double v) {
    if (!Double.isFinite(v)) {
      throw new IllegalArgumentException("not a decimal string: " + v);
    }
    for (int digits = 17; digits > 0; digits--) {
      BigDecimal rounded =
          new BigDecimal(Double.toString(v)).round(new MathContext(digits)).stripTrailingZeros();
      String plain = rounded.toPlainString();
      if (plain.length() <= 16) {
        return plain;
      }
      String scientific = rounded.toString();
      if (scientific.length() <= 16) {
        return scientific;
      }
    }
    throw new IllegalArgumentException("not a decimal string: " + v);
  }

  private static String integer(Tag tag, double v) {
    return Long.toString(whole(tag, v, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  private static long whole(Tag tag, double v, long min, long max) {
    if (v != Math.rint(v) || v < min || v > max) {
      throw new IllegalArgumentException(
          "%s cannot hold %s: not a whole number of %d to %d".formatted(tag, v, min, max));
    }
    return (long) v;
  }
}
