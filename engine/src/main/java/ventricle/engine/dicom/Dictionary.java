package ventricle.engine.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data dictionary of PS3.6. Immutable. */
public final class Dictionary {

  /**
   * What the standard says of an element.
   *
   * @param vr the first representation the standard allows
   * @param multiplicity such as 1, 2, 1-n
   * @param signDepends whether the element is SS instead of US where pixels are signed
   * @param keyword name as one word
   */
  public record Entry(
      Tag tag,
      Vr vr,
      boolean signDepends,
      String multiplicity,
      String keyword,
      String name,
      boolean retired) {}

  private record Repeating(int mask, int bits, Entry entry) {}

  private static final class Standard {
    static final Dictionary DICTIONARY = load("dictionary.tsv");
  }

  private final Map<Integer, Entry> byTag;
  private final Map<String, Entry> byKeyword;
  private final List<Repeating> repeating;

  private Dictionary(
      Map<Integer, Entry> byTag, Map<String, Entry> byKeyword, List<Repeating> repeating) {
    this.byTag = byTag;
    this.byKeyword = byKeyword;
    this.repeating = repeating;
  }

  /** The standard's dictionary, read on first use. */
  public static Dictionary standard() {
    return Standard.DICTIONARY;
  }

  /** The entry of a tag, also of repeating groups such as (60xx,3000); empty for private tags. */
  public Optional<Entry> byTag(Tag tag) {
    Entry entry = byTag.get(tag.value());
    if (entry != null) {
      return Optional.of(entry);
    }
    for (Repeating r : repeating) {
      if ((tag.value() & r.mask) == r.bits) {
        return Optional.of(r.entry);
      }
    }
    return Optional.empty();
  }

  public Optional<Entry> byKeyword(String keyword) {
    return Optional.ofNullable(byKeyword.get(keyword));
  }

  /** Number of elements known by their exact tag. */
  public int size() {
    return byTag.size();
  }

  /**
   * The representation of an element whose file does not say: the dictionary's, UL for group
   * lengths, LO for names of private blocks, otherwise UN.
   */
  public Vr vr(Tag tag) {
    if (tag.element() == 0) {
      return Vr.UL;
    }
    if (tag.isPrivate()) {
      return tag.element() >= 0x10 && tag.element() <= 0xff ? Vr.LO : Vr.UN;
    }
    return byTag(tag).map(Entry::vr).orElse(Vr.UN);
  }

  private static Dictionary load(String resource) {
    Map<Integer, Entry> byTag = HashMap.newHashMap(6000);
    Map<String, Entry> byKeyword = HashMap.newHashMap(6000);
    List<Repeating> repeating = new ArrayList<>();
    try (InputStream in = Dictionary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", -1);
        String digits = cells[0];
        String letters = cells[1];
        if (letters.startsWith("NONE")) {
          continue;
        }
        int tag = Integer.parseUnsignedInt(digits.replace('x', '0'), 16);
        Vr vr =
            letters.equals("OB or OW") ? Vr.OW : Vr.of(letters.charAt(0), letters.charAt(1)).get();
        Entry entry =
            new Entry(
                new Tag(tag),
                vr,
                letters.startsWith("US or SS"),
                cells[2],
                cells[3],
                cells[4],
                cells.length > 5);
        byKeyword.put(entry.keyword(), entry);
        if (digits.indexOf('x') < 0) {
          byTag.put(tag, entry);
        } else {
          repeating.add(new Repeating(mask(digits), tag, entry));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Dictionary(byTag, byKeyword, List.copyOf(repeating));
  }

  private static int mask(String digits) {
    int mask = 0;
    for (int i = 0; i < digits.length(); i++) {
      mask = mask << 4 | (digits.charAt(i) == 'x' ? 0 : 0xf);
    }
    return mask;
  }
}
