package ventricle.engine.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;

/**
 * Reads the elements of one file. Lengths are believed only as far as the file reaches, sequences
 * nest to a limit, and what elements take in memory is bounded.
 */
final class DataSetParser {

  /** Deeper nesting than this is taken for an attack; real objects stay below ten. */
  static final int MAX_DEPTH = 64;

  private static final long UNDEFINED = 0xffffffffL;
  private static final int UNDEFINED_GROUP_END = 0;

  /** Bulk values longer than this are passed over where only the header is wanted. */
  private static final int MAX_HEADER_BULK = 1 << 16;

  /** What one element or item costs in memory besides its value, roughly. */
  private static final int ELEMENT_COST = 160;

  /** Where pixel data lie that were not read. */
  record Skipped(Vr vr, long offset, long length) {}

  /**
   * How elements are encoded.
   *
   * @param end first byte after them
   * @param delimited whether an item delimiter ends them before
   */
  private record Scope(boolean explicit, boolean big, long end, boolean delimited, int depth) {}

  private final ByteInput in;
  private final boolean headerOnly;
  private long budget;
  private @Nullable Skipped pixelData;

  /**
   * @param headerOnly pass over pixel data and other large bulk values
   * @param budget bytes that elements may take in memory
   */
  DataSetParser(ByteInput in, boolean headerOnly, long budget) {
    this.in = in;
    this.headerOnly = headerOnly;
    this.budget = budget;
  }

  /** Pixel data of the last data set that were passed over, null when there were none. */
  @Nullable Skipped pixelData() {
    return pixelData;
  }

  /** Elements of group 2, which are always explicit little endian. */
  DataSet fileMeta() throws UnusableInputException {
    Scope scope = new Scope(true, false, in.size(), false, 0);
    TreeMap<Tag, DataElement> elements = new TreeMap<>();
    while (in.size() - in.position() >= 8) {
      long start = in.position();
      Tag tag = Tag.of(in.u16(false), in.u16(false));
      if (tag.group() != 2) {
        in.seek(start);
        break;
      }
      read(tag, scope, CharacterSets.DEFAULT, elements);
    }
    return new DataSet(elements);
  }

  /** Elements up to the end of the file. */
  DataSet dataSet(TransferSyntax syntax) throws UnusableInputException {
    return elements(
        new Scope(syntax.explicitVr(), syntax.bigEndian(), in.size(), false, 0),
        CharacterSets.DEFAULT);
  }

  private DataSet elements(Scope scope, CharacterSets inherited) throws UnusableInputException {
    TreeMap<Tag, DataElement> elements = new TreeMap<>();
    CharacterSets characters = inherited;
    while (in.position() < scope.end) {
      Tag tag = Tag.of(in.u16(scope.big), in.u16(scope.big));
      if (tag.equals(Delimiters.ITEM_END) && scope.delimited) {
        in.u32(scope.big);
        return new DataSet(elements);
      }
      if (tag.value() == UNDEFINED_GROUP_END && scope.depth == 0 && !elements.isEmpty()) {
        break;
      }
      read(tag, scope, characters, elements);
      DataElement last = elements.get(tag);
      if (tag.equals(Tags.SPECIFIC_CHARACTER_SET)
          && last != null
          && last.value() instanceof Value.Text(String names)) {
        characters = CharacterSets.of(names);
      }
    }
    if (scope.delimited) {
      throw in.unusable("a sequence item has no end");
    }
    return new DataSet(elements);
  }

  private void read(
      Tag tag, Scope scope, CharacterSets characters, SortedMap<Tag, DataElement> elements)
      throws UnusableInputException {
    spend(ELEMENT_COST);
    if (tag.group() == 0xfffe) {
      throw in.unusable("delimiter %s where an element should be".formatted(tag));
    }
    Vr vr;
    long length;
    if (scope.explicit) {
      vr = explicitVr(tag);
      if (vr.hasLongLength()) {
        in.u16(scope.big);
        length = in.u32(scope.big);
      } else {
        length = in.u16(scope.big);
      }
    } else {
      vr = implicitVr(tag, elements);
      length = in.u32(scope.big);
    }
    if (length != UNDEFINED && length > scope.end - in.position()) {
      throw in.unusable(
          "truncated: %s claims %d bytes, %d are left"
              .formatted(tag, length, scope.end - in.position()));
    }
    if (tag.equals(Tags.PIXEL_DATA) && scope.depth == 0 && headerOnly) {
      pixelData = new Skipped(vr, in.position(), length == UNDEFINED ? -1 : length);
      in.seek(length == UNDEFINED ? scope.end : in.position() + length);
      return;
    }
    value(tag, vr, length, scope, characters).ifPresent(element -> elements.put(tag, element));
  }

  private Optional<DataElement> value(
      Tag tag, Vr vr, long length, Scope scope, CharacterSets characters)
      throws UnusableInputException {
    if (length == UNDEFINED) {
      return Optional.of(undefined(tag, vr, scope, characters));
    }
    if (vr == Vr.UN && scope.explicit && Dictionary.standard().vr(tag) != Vr.UN) {
      return unknown(tag, length, scope, characters);
    }
    if (vr == Vr.SQ) {
      long end = in.position() + length;
      return Optional.of(new DataElement(tag, Vr.SQ, items(scope, end, characters)));
    }
    if (headerOnly && vr.kind() == Vr.Kind.BULK && length > MAX_HEADER_BULK) {
      in.seek(in.position() + length);
      return Optional.empty();
    }
    spend(length);
    byte[] bytes = in.bytes((int) length);
    if (vr.isText()) {
      return Optional.of(new DataElement(tag, vr, ValueDecoder.text(vr, bytes, characters)));
    }
    if (scope.big) {
      ValueDecoder.swap(bytes, vr.unit());
    }
    return Optional.of(new DataElement(tag, vr, new Value.Bytes(bytes)));
  }

  /** A value somebody passed on as UN: implicit little endian (PS3.5 section 6.2.2, note 2). */
  private Optional<DataElement> unknown(Tag tag, long length, Scope scope, CharacterSets characters)
      throws UnusableInputException {
    long start = in.position();
    Scope implicit = new Scope(false, false, start + length, false, scope.depth);
    try {
      return value(tag, Dictionary.standard().vr(tag), length, implicit, characters);
    } catch (UnusableInputException e) {
      in.seek(start);
      spend(length);
      return Optional.of(new DataElement(tag, Vr.UN, new Value.Bytes(in.bytes((int) length))));
    }
  }

  private DataElement undefined(Tag tag, Vr vr, Scope scope, CharacterSets characters)
      throws UnusableInputException {
    if (tag.equals(Tags.PIXEL_DATA) && vr.kind() == Vr.Kind.BULK) {
      return new DataElement(tag, Vr.OB, fragments(scope.end));
    }
    return switch (vr) {
      case SQ -> new DataElement(tag, Vr.SQ, items(scope, -1, characters));
      case UN -> {
        // PS3.5 section 6.2.2, note 4: implicit little endian whatever the file is in
        Scope implicit = new Scope(false, false, scope.end, scope.delimited, scope.depth);
        yield new DataElement(tag, Vr.SQ, items(implicit, -1, characters));
      }
      default -> throw in.unusable("%s of %s has no length".formatted(tag, vr));
    };
  }

  /**
   * Items of a sequence.
   *
   * @param end first byte after the sequence, -1 when a delimiter ends it
   */
  private Value.Items items(Scope scope, long end, CharacterSets characters)
      throws UnusableInputException {
    if (scope.depth >= MAX_DEPTH) {
      throw in.unusable("sequences nest deeper than " + MAX_DEPTH);
    }
    long limit = end < 0 ? scope.end : end;
    List<DataSet> items = new ArrayList<>();
    while (end < 0 || in.position() < end) {
      if (in.position() >= limit) {
        throw in.unusable("a sequence has no end");
      }
      Tag tag = Tag.of(in.u16(scope.big), in.u16(scope.big));
      long length = in.u32(scope.big);
      if (tag.equals(Delimiters.SEQUENCE_END)) {
        break;
      }
      if (!tag.equals(Delimiters.ITEM)) {
        throw in.unusable("%s where a sequence item should be".formatted(tag));
      }
      if (length != UNDEFINED && length > limit - in.position()) {
        throw in.unusable(
            "truncated: a sequence item claims %d bytes, %d are left"
                .formatted(length, limit - in.position()));
      }
      spend(ELEMENT_COST);
      boolean delimited = length == UNDEFINED;
      long itemEnd = delimited ? limit : in.position() + length;
      items.add(
          elements(
              new Scope(scope.explicit, scope.big, itemEnd, delimited, scope.depth + 1),
              characters));
    }
    return new Value.Items(items);
  }

  /** Pixel data that another parser passed over, from here on. */
  Value pixelData(Skipped where, boolean bigEndian) throws UnusableInputException {
    if (where.length() < 0) {
      return fragments(in.size());
    }
    if (where.length() > Integer.MAX_VALUE - 64) {
      throw in.unusable("pixel data of %d bytes are too large".formatted(where.length()));
    }
    spend(where.length());
    byte[] bytes = in.bytes((int) where.length());
    if (bigEndian) {
      ValueDecoder.swap(bytes, where.vr().unit());
    }
    return new Value.Bytes(bytes);
  }

  private Value.Fragments fragments(long limit) throws UnusableInputException {
    List<Value.Bytes> fragments = new ArrayList<>();
    while (true) {
      Tag tag = Tag.of(in.u16(false), in.u16(false));
      long length = in.u32(false);
      if (tag.equals(Delimiters.SEQUENCE_END)) {
        break;
      }
      if (!tag.equals(Delimiters.ITEM) || length == UNDEFINED) {
        throw in.unusable("%s where a fragment of the pixel data should be".formatted(tag));
      }
      if (length > limit - in.position()) {
        throw in.unusable(
            "truncated: a fragment of the pixel data claims %d bytes, %d are left"
                .formatted(length, limit - in.position()));
      }
      spend(ELEMENT_COST + length);
      fragments.add(new Value.Bytes(in.bytes((int) length)));
    }
    if (fragments.isEmpty()) {
      throw in.unusable("the pixel data have no fragments");
    }
    return new Value.Fragments(fragments.getFirst(), fragments.subList(1, fragments.size()));
  }

  private Vr explicitVr(Tag tag) throws UnusableInputException {
    int first = in.u8();
    int second = in.u8();
    Vr vr = Vr.find(first, second);
    if (vr == null && !(Character.isUpperCase(first) && Character.isUpperCase(second))) {
      throw in.unusable("%s has no value representation".formatted(tag));
    }
    return vr == null ? Vr.UN : vr;
  }

  private static Vr implicitVr(Tag tag, SortedMap<Tag, DataElement> before) {
    Dictionary dictionary = Dictionary.standard();
    DataElement sign = before.get(Tags.PIXEL_REPRESENTATION);
    boolean signed =
        sign != null
            && sign.value() instanceof Value.Bytes b
            && b.bytes().length > 0
            && b.bytes()[0] == 1
            && dictionary.byTag(tag).map(Dictionary.Entry::signDepends).orElse(false);
    return signed ? Vr.SS : dictionary.vr(tag);
  }

  private void spend(long bytes) throws UnusableInputException {
    budget -= bytes;
    if (budget < 0) {
      throw in.unusable("its elements take more memory than any image needs");
    }
  }
}
