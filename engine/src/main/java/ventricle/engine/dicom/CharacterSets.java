package ventricle.engine.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes text by the Specific Character Set (0008,0005) of PS3.3 section C.12.1.1.2, with code
 * extensions of ISO 2022. Bytes that are no character become U+FFFD; a file that names no set is
 * taken for ISO 8859-1, which contains the default repertoire. Immutable.
 */
final class CharacterSets {

  static final CharacterSets DEFAULT = new CharacterSets(StandardCharsets.ISO_8859_1, false);

  private static final int ESCAPE = 0x1b;

  /** Java's names for the defined terms that follow "ISO_IR " or "ISO 2022 IR ". */
  private static final Map<String, String> REGISTERED =
      Map.ofEntries(
          Map.entry("6", "ISO-8859-1"),
          Map.entry("100", "ISO-8859-1"),
          Map.entry("101", "ISO-8859-2"),
          Map.entry("109", "ISO-8859-3"),
          Map.entry("110", "ISO-8859-4"),
          Map.entry("144", "ISO-8859-5"),
          Map.entry("127", "ISO-8859-6"),
          Map.entry("126", "ISO-8859-7"),
          Map.entry("138", "ISO-8859-8"),
          Map.entry("148", "ISO-8859-9"),
          Map.entry("203", "ISO-8859-15"),
          Map.entry("13", "Shift_JIS"),
          Map.entry("166", "TIS-620"),
          Map.entry("87", "ISO-8859-1"),
          Map.entry("159", "ISO-8859-1"),
          Map.entry("149", "EUC-KR"),
          Map.entry("58", "GB2312"),
          Map.entry("192", "UTF-8"));

  /**
   * An escape sequence without its ESC.
   *
   * @param charset what the bytes that follow are in; the escape itself precedes them where {@code
   *     escaped}
   * @param pairs whether 7-bit bytes come in pairs, so that a backslash may be half a character
   */
  private record Escape(String bytes, String charset, boolean escaped, boolean pairs) {}

  private static final List<Escape> ESCAPES =
      List.of(
          new Escape("$(D", "ISO-2022-JP-2", true, true),
          new Escape("$)C", "EUC-KR", false, false),
          new Escape("$)A", "GB2312", false, false),
          new Escape("$B", "ISO-2022-JP-2", true, true),
          new Escape("$@", "ISO-2022-JP-2", true, true),
          new Escape("(B", "", false, false),
          new Escape("(J", "Shift_JIS", false, false),
          new Escape(")I", "Shift_JIS", false, false),
          new Escape("-A", "ISO-8859-1", false, false),
          new Escape("-B", "ISO-8859-2", false, false),
          new Escape("-C", "ISO-8859-3", false, false),
          new Escape("-D", "ISO-8859-4", false, false),
          new Escape("-L", "ISO-8859-5", false, false),
          new Escape("-G", "ISO-8859-6", false, false),
          new Escape("-F", "ISO-8859-7", false, false),
          new Escape("-H", "ISO-8859-8", false, false),
          new Escape("-M", "ISO-8859-9", false, false),
          new Escape("-b", "ISO-8859-15", false, false),
          new Escape("-T", "TIS-620", false, false));

  private final Charset initial;
  private final boolean extensions;

  private CharacterSets(Charset initial, boolean extensions) {
    this.initial = initial;
    this.extensions = extensions;
  }

  /** The sets that the values of (0008,0005) name; unknown names fall back to the default. */
  static CharacterSets of(String specificCharacterSet) {
    List<String> names = ValueDecoder.split(specificCharacterSet);
    String first = names.getFirst();
    boolean extensions = names.size() > 1 || first.startsWith("ISO 2022");
    return new CharacterSets(charset(first).orElse(StandardCharsets.ISO_8859_1), extensions);
  }

  String decode(byte[] bytes) {
    if (!extensions || !contains(bytes, ESCAPE)) {
      return new String(bytes, initial);
    }
    StringBuilder text = new StringBuilder();
    Charset charset = initial;
    boolean pairs = false;
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == ESCAPE) {
        text.append(new String(bytes, from, i - from, charset));
        Optional<Escape> escape = escapeAt(bytes, i + 1);
        int next = i + 1 + escape.map(e -> e.bytes().length()).orElse(0);
        charset = escape.flatMap(e -> find(e.charset())).orElse(initial);
        pairs = escape.isPresent() && escape.get().pairs();
        from = escape.isPresent() && escape.get().escaped() ? i : next;
        i = next - 1;
      } else if (!pairs && isReset(bytes[i])) {
        text.append(new String(bytes, from, i - from, charset));
        charset = initial;
        from = i;
      }
    }
    return text.append(new String(bytes, from, bytes.length - from, charset)).toString();
  }

  /** Whether the first set is active again from this byte on (PS3.5 section 6.1.2.5.3). */
  private static boolean isReset(byte b) {
    return b == '\\' || b == '^' || b == '=' || b == '\r' || b == '\n' || b == '\t' || b == '\f';
  }

  private static Optional<Escape> escapeAt(byte[] bytes, int at) {
    return ESCAPES.stream().filter(e -> startsWith(bytes, at, e.bytes())).findFirst();
  }

  private static boolean startsWith(byte[] bytes, int at, String prefix) {
    if (at + prefix.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (bytes[at + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] bytes, int value) {
    for (byte b : bytes) {
      if (b == value) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Charset> charset(String term) {
    if (term.isEmpty()) {
      return Optional.empty();
    }
    String registered = term.replaceFirst("^ISO[ _-]?(IR|2022[ _-]IR)[ _-]", "");
    return find(REGISTERED.getOrDefault(registered, registered));
  }

  private static Optional<Charset> find(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._:+-]*") && Charset.isSupported(name)
        ? Optional.of(Charset.forName(name))
        : Optional.empty();
  }
}
