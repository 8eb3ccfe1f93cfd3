package ventricle.engine.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Encodes data sets in explicit VR little endian with defined lengths. */
final class DataSetEncoder {

  private static final int MAX_SHORT_LENGTH = 0xfffe;

  private DataSetEncoder() {}

  static byte[] encode(DataSet dataSet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (DataElement element : dataSet.elements()) {
      boolean groupLength = element.tag().element() == 0 && element.tag().group() != 2;
      if (!groupLength) {
        write(out, element);
      }
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, DataElement element) {
    Vr vr = element.vr();
    switch (element.value()) {
      case Value.Text(String text) ->
          write(out, element.tag(), vr, padded(text.getBytes(StandardCharsets.UTF_8), vr));
      case Value.Bytes b -> write(out, element.tag(), vr, padded(b.bytes(), vr));
      case Value.Items(List<DataSet> items) -> write(out, element.tag(), vr, encode(items));
      case Value.Fragments(Value.Bytes table, List<Value.Bytes> fragments) -> {
        writeTag(out, element.tag());
        writeVr(out, Vr.OB);
        writeShort(out, 0);
        out.writeBytes(new byte[] {-1, -1, -1, -1});
        writeItem(out, table.bytes());
        fragments.forEach(f -> writeItem(out, padded(f.bytes(), Vr.OB)));
        writeTag(out, Delimiters.SEQUENCE_END);
        writeInt(out, 0);
      }
    }
  }

  private static byte[] encode(List<DataSet> items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (DataSet item : items) {
      writeItem(out, encode(item.toBuilder().remove(Tags.SPECIFIC_CHARACTER_SET).build()));
    }
    return out.toByteArray();
  }

  private static void writeItem(ByteArrayOutputStream out, byte[] bytes) {
    writeTag(out, Delimiters.ITEM);
    writeInt(out, bytes.length);
    out.writeBytes(bytes);
  }

  /** A value too long for a 16-bit length is written as UN (PS3.5 section 6.2.2, note). */
  private static void write(ByteArrayOutputStream out, Tag tag, Vr vr, byte[] value) {
    Vr written = vr.hasLongLength() || value.length <= MAX_SHORT_LENGTH ? vr : Vr.UN;
    writeTag(out, tag);
    if (written.hasLongLength()) {
      writeVr(out, written);
      writeShort(out, 0);
      writeInt(out, value.length);
    } else {
      writeVr(out, written);
      writeShort(out, value.length);
    }
    out.writeBytes(value);
  }

  private static byte[] padded(byte[] value, Vr vr) {
    if ((value.length & 1) == 0) {
      return value;
    }
    byte[] even = java.util.Arrays.copyOf(value, value.length + 1);
    even[value.length] = vr.padding();
    return even;
  }

  private static void writeTag(ByteArrayOutputStream out, Tag tag) {
    writeShort(out, tag.group());
    writeShort(out, tag.element());
  }

  private static void writeVr(ByteArrayOutputStream out, Vr vr) {
    out.write(vr.name().charAt(0));
    out.write(vr.name().charAt(1));
  }

  private static void writeShort(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >>> 8);
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    writeShort(out, value);
    writeShort(out, value >>> 16);
  }
}
