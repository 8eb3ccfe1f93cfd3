package ventricle.engine.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something the program has to say, as data, so that it can be said in other languages than English
 * too. The English sentences are in {@code sentences.properties}.
 *
 * @param key names the sentence: the code of what it is about and, where that has several, a point
 *     and a word
 * @param arguments fill the places {0}, {1} …; numbers have a decimal point
 */
public record Sentence(String key, List<String> arguments) {

  private static final Map<String, String> ENGLISH = load();

  public Sentence {
    arguments = List.copyOf(arguments);
  }

  /**
   * @param arguments as they are to be read; see {@link #number}
   * @throws IllegalArgumentException when nobody wrote the sentence
   */
  public static Sentence of(String key, Object... arguments) {
    if (!ENGLISH.containsKey(key)) {
      throw new IllegalArgumentException("no sentence " + key);
    }
    return new Sentence(key, Arrays.stream(arguments).map(String::valueOf).toList());
  }

  /** A number as an argument. */
  public static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A number with its sign. */
  public static String signed(double value, int digits) {
    return String.format(Locale.ROOT, "%+." + digits + "f", value);
  }

  /** All there are. */
  public static Set<String> keys() {
    return ENGLISH.keySet();
  }

  /** What it is about. */
  public static String code(String key) {
    int point = key.indexOf('.');
    return point < 0 ? key : key.substring(0, point);
  }

  public String english() {
    return filled(ENGLISH.getOrDefault(key, key), arguments);
  }

  /** Several, one after the other; null when there is none. */
  public static @Nullable String english(List<Sentence> sentences) {
    return sentences.isEmpty()
        ? null
        : sentences.stream().map(Sentence::english).collect(Collectors.joining(" "));
  }

  /** A text whose places {0}, {1} … are filled. */
  public static String filled(String text, List<?> arguments) {
    StringBuilder out = new StringBuilder(text.length() + 32);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}') {
        int index = text.charAt(at + 1) - '0';
        if (index >= 0 && index < arguments.size()) {
          out.append(arguments.get(index));
          at += 3;
          continue;
        }
      }
      out.append(c);
      at++;
    }
    return out.toString();
  }

  private static Map<String, String> load() {
    Properties read = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Sentence.class.getResourceAsStream("sentences.properties"))) {
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> sentences = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> sentences.put(key, read.getProperty(key)));
    return Map.copyOf(sentences);
  }
}
