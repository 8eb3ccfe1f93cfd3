package ventricle.engine.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects elements. The setters without a representation take it from the dictionary and refuse
 * what does not fit it; a tag set again is replaced.
 */
public final class DataSetBuilder {
  private final SortedMap<Tag, DataElement> elements;

  DataSetBuilder(SortedMap<Tag, DataElement> elements) {
    this.elements = new TreeMap<>(elements);
  }

  public DataSetBuilder set(DataElement element) {
    elements.put(element.tag(), element);
    return this;
  }

  /** Text of one or more values. */
  public DataSetBuilder set(Tag tag, String... values) {
    return set(tag, Dictionary.standard().vr(tag), values);
  }

  public DataSetBuilder set(Tag tag, Vr vr, String... values) {
    return set(new DataElement(tag, vr, new Value.Text(String.join("\\", values))));
  }

  /** An element without value, as elements of type 2 may be. */
  public DataSetBuilder setEmpty(Tag tag) {
    Vr vr = Dictionary.standard().vr(tag);
    return set(
        new DataElement(
            tag,
            vr,
            vr == Vr.SQ
                ? new Value.Items(List.of())
                : vr.isText() ? new Value.Text("") : new Value.Bytes(new byte[0])));
  }

  /** Numbers, in binary or decimal as the representation asks. */
  public DataSetBuilder set(Tag tag, double... values) {
    return set(ElementEncoder.numbers(tag, Dictionary.standard().vr(tag), values));
  }

  public DataSetBuilder set(Tag tag, int... values) {
    return set(tag, Arrays.stream(values).asDoubleStream().toArray());
  }

  public DataSetBuilder set(Tag tag, Vr vr, double... values) {
    return set(ElementEncoder.numbers(tag, vr, values));
  }

  /** Binary content, numbers in little-endian order. The array is not copied. */
  public DataSetBuilder set(Tag tag, Vr vr, byte[] bytes) {
    return set(new DataElement(tag, vr, new Value.Bytes(bytes)));
  }

  /** Items of a sequence. */
  public DataSetBuilder set(Tag tag, List<DataSet> items) {
    return set(new DataElement(tag, Vr.SQ, new Value.Items(items)));
  }

  /** A sequence of one item. */
  public DataSetBuilder set(Tag tag, DataSet item) {
    return set(tag, List.of(item));
  }

  /** Attribute tags. */
  public DataSetBuilder set(Tag tag, Tag... values) {
    return set(ElementEncoder.tags(tag, values));
  }

  public DataSetBuilder set(Tag tag, LocalDate date) {
    return set(tag, DateTimeFormatter.BASIC_ISO_DATE.format(date));
  }

  public DataSetBuilder set(Tag tag, LocalTime time) {
    return set(
        tag,
        DateTimeFormatter.ofPattern(time.equals(time.withNano(0)) ? "HHmmss" : "HHmmss.SSSSSS")
            .format(time));
  }

  /** Sixteen-bit pixels, little endian. */
  public DataSetBuilder setPixels(short[] pixels) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asShortBuffer().put(pixels);
    return set(Tags.PIXEL_DATA, Vr.OW, buffer.array());
  }

  /** Encapsulated pixel data, one fragment a frame, with a basic offset table. */
  public DataSetBuilder setEncapsulatedPixels(List<byte[]> frames) {
    return set(ElementEncoder.encapsulated(frames));
  }

  /** All elements of another data set; they replace those of the same tag. */
  public DataSetBuilder setAll(DataSet other) {
    other.elements().forEach(this::set);
    return this;
  }

  public DataSetBuilder remove(Tag tag) {
    elements.remove(tag);
    return this;
  }

  public DataSet build() {
    return new DataSet(new TreeMap<>(elements));
  }
}
