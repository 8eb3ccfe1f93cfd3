package ventricle.engine.dicom;

/**
 * The number of a data element. Ordered as in a file.
 *
 * @param value group in the upper, element in the lower 16 bits
 */
public record Tag(int value) implements Comparable<Tag> {

  public static Tag of(int group, int element) {
    return new Tag(group << 16 | (element & 0xffff));
  }

  /**
   * The tag of a keyword of the standard, such as {@code "SegmentNumber"}.
   *
   * @throws IllegalArgumentException for a keyword the dictionary does not hold
   */
  public static Tag of(String keyword) {
    return Dictionary.standard()
        .byKeyword(keyword)
        .orElseThrow(() -> new IllegalArgumentException("no DICOM keyword: " + keyword))
        .tag();
  }

  public int group() {
    return value >>> 16;
  }

  public int element() {
    return value & 0xffff;
  }

  /** Whether the element belongs to a manufacturer rather than to the standard. */
  public boolean isPrivate() {
    return (group() & 1) == 1;
  }

  @Override
  public int compareTo(Tag other) {
    return Integer.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return "(%04X,%04X)".formatted(group(), element());
  }
}
