package ventricle.engine.dicom;

import java.util.Arrays;
import java.util.List;

/** The value of a data element, free of the file's byte order and character set. */
public sealed interface Value {

  /**
   * Characters.
   *
   * @param text all values, parted by backslashes where the representation allows several; without
   *     padding
   */
  record Text(String text) implements Value {}

  /** Numbers, tags or bulk data as bytes in little-endian order; not copied, not to be changed. */
  final class Bytes implements Value {
    private final byte[] bytes;

    public Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    public byte[] bytes() {
      return bytes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }

  /** The items of a sequence. */
  record Items(List<DataSet> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * Encapsulated pixel data.
   *
   * @param offsetTable the first item, empty when the file gives no offsets
   * @param fragments the other items
   */
  record Fragments(Bytes offsetTable, List<Bytes> fragments) implements Value {
    public Fragments {
      fragments = List.copyOf(fragments);
    }
  }
}
