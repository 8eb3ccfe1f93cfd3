package ventricle.engine.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Data elements in the order of their tags. Immutable. A getter answers empty when the element is
 * missing, has no value, or a value that cannot be understood as what was asked for; it never
 * throws.
 */
public final class DataSet {

  public static final DataSet EMPTY = new DataSet(new TreeMap<>());

  private final SortedMap<Tag, DataElement> elements;

  DataSet(SortedMap<Tag, DataElement> elements) {
    this.elements = elements;
  }

  public static DataSetBuilder builder() {
    return new DataSetBuilder(new TreeMap<>());
  }

  /**
   * The data set that the given steps build: {@code DataSet.of(b -> b.set(Tags.MODALITY, "MR"))}.
   */
  public static DataSet of(Consumer<DataSetBuilder> steps) {
    DataSetBuilder builder = builder();
    steps.accept(builder);
    return builder.build();
  }

  /** A builder that begins with these elements. */
  public DataSetBuilder toBuilder() {
    return new DataSetBuilder(elements);
  }

  public Collection<DataElement> elements() {
    return elements.values();
  }

  public int size() {
    return elements.size();
  }

  public Optional<DataElement> get(Tag tag) {
    return Optional.ofNullable(elements.get(tag));
  }

  /** Whether the element is there, with or without value. */
  public boolean contains(Tag tag) {
    return elements.containsKey(tag);
  }

  /** The first value as text, without surrounding blanks; of numbers their decimal form. */
  public Optional<String> string(Tag tag) {
    List<String> values = strings(tag);
    return values.isEmpty() || values.getFirst().isEmpty()
        ? Optional.empty()
        : Optional.of(values.getFirst());
  }

  /** All values as text, without surrounding blanks; single values may be empty. */
  public List<String> strings(Tag tag) {
    DataElement element = elements.get(tag);
    if (element == null || element.isEmpty()) {
      return List.of();
    }
    return switch (element.value()) {
      case Value.Text(String text) ->
          element.vr().kind() == Vr.Kind.PARAGRAPH
              ? List.of(text.stripTrailing())
              : ValueDecoder.split(text);
      case Value.Bytes bytes when element.vr() == Vr.AT ->
          tags(tag).stream().map(Tag::toString).toList();
      case Value.Bytes bytes ->
          Arrays.stream(ValueDecoder.decode(element.vr(), bytes.bytes()))
              .mapToObj(v -> v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v))
              .toList();
      default -> List.of();
    };
  }

  /** The first value as a whole number. */
  public OptionalInt integer(Tag tag) {
    double[] values = numbers(tag);
    return values.length == 0 || values[0] != Math.rint(values[0]) || Math.abs(values[0]) > 1L << 31
        ? OptionalInt.empty()
        : OptionalInt.of((int) values[0]);
  }

  /** All values as whole numbers; empty when one of them is none. */
  public int[] integers(Tag tag) {
    double[] values = numbers(tag);
    return Arrays.stream(values).allMatch(v -> v == Math.rint(v) && Math.abs(v) <= 1L << 31)
        ? Arrays.stream(values).mapToInt(v -> (int) v).toArray()
        : new int[0];
  }

  /** The first value as a finite number. */
  public OptionalDouble number(Tag tag) {
    double[] values = numbers(tag);
    return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
  }

  /** All values as finite numbers; empty when one of them is none. */
  public double[] numbers(Tag tag) {
    DataElement element = elements.get(tag);
    if (element == null) {
      return new double[0];
    }
    double[] values =
        switch (element.value()) {
          case Value.Text(String text) when element.vr().kind() == Vr.Kind.STRING ->
              ValueDecoder.parse(text);
          case Value.Bytes bytes -> ValueDecoder.decode(element.vr(), bytes.bytes());
          default -> new double[0];
        };
    return Arrays.stream(values).allMatch(Double::isFinite) ? values : new double[0];
  }

  /** The values of an attribute-tag element. */
  public List<Tag> tags(Tag tag) {
    DataElement element = elements.get(tag);
    if (element == null
        || element.vr() != Vr.AT
        || !(element.value() instanceof Value.Bytes bytes)) {
      return List.of();
    }
    return ValueDecoder.tags(bytes.bytes());
  }

  /** The items of a sequence; none when it is missing. */
  public List<DataSet> items(Tag tag) {
    DataElement element = elements.get(tag);
    return element != null && element.value() instanceof Value.Items(List<DataSet> items)
        ? items
        : List.of();
  }

  /** The first item of a sequence. */
  public Optional<DataSet> item(Tag tag) {
    return items(tag).stream().findFirst();
  }

  /** The bytes of a binary element in little-endian order; not copied, not to be changed. */
  public Optional<byte[]> bytes(Tag tag) {
    DataElement element = elements.get(tag);
    return element != null && element.value() instanceof Value.Bytes b
        ? Optional.of(b.bytes())
        : Optional.empty();
  }

  /** A date of the form YYYYMMDD, or YYYY.MM.DD as ACR-NEMA wrote it. */
  public Optional<LocalDate> date(Tag tag) {
    String digits = string(tag).orElse("").replace(".", "");
    try {
      return digits.length() < 8
          ? Optional.empty()
          : Optional.of(LocalDate.parse(digits.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The time part of a TM or DT value: HH[MM[SS[.F…]]]. */
  public Optional<LocalTime> time(Tag tag) {
    DataElement element = elements.get(tag);
    String text = string(tag).orElse("");
    String digits =
        element != null && element.vr() == Vr.DT
            ? text.substring(Math.min(8, text.length()))
            : text.replace(":", "");
    return ValueDecoder.time(digits);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataSet that && elements.equals(that.elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  /** Names no value: values may identify a patient. */
  @Override
  public String toString() {
    return "DataSet" + elements.values();
  }
}
