package ventricle.engine.report;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sentence;

/**
 * The words of a report in one language and how it writes numbers and dates. What a language or a
 * site does not say is said in English.
 */
public final class ReportTexts {

  /** Stands for a value that is not known. */
  public static final String UNKNOWN = "—";

  private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d+(?:\\.\\d+)?)");
  private static final byte[] NOTHING = {};

  private final Map<String, String> words;
  private final Locale locale;

  private ReportTexts(Map<String, String> words) {
    this.words = words;
    this.locale = Locale.forLanguageTag(words.getOrDefault("format-locale", "en"));
  }

  /**
   * English, over it the language, over it what the site says in {@code texts.properties} for every
   * language and in {@code texts_xx.properties} for one.
   *
   * @throws OutputUnavailableException for a language that nobody has written, or a site's file
   *     that cannot be read
   */
  public static ReportTexts of(ReportStyle style) throws OutputUnavailableException {
    ReportFiles files = new ReportFiles(style.site());
    if (!files.languages().contains(style.language())) {
      throw new OutputUnavailableException("reports are not written in '" + style.language() + "'");
    }
    Map<String, String> words = new TreeMap<>();
    String language = "texts_" + style.language() + ".properties";
    try {
      for (String name : List.of("texts_en.properties", language)) {
        words.putAll(read(name, files.bundled(name).orElse(NOTHING)));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the words of reports are missing from the program", e);
    }
    for (String name : List.of("texts.properties", language)) {
      words.putAll(read(name, files.own(name).orElse(NOTHING)));
    }
    return new ReportTexts(Map.copyOf(words));
  }

  private static Map<String, String> read(String name, byte[] bytes)
      throws OutputUnavailableException {
    Properties read = new Properties();
    try {
      read.load(new StringReader(ReportFiles.text(name, bytes)));
    } catch (IOException | IllegalArgumentException e) {
      throw new OutputUnavailableException("report/" + name + " is not a file of properties");
    }
    Map<String, String> words = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> words.put(key, read.getProperty(key)));
    return words;
  }

  /** All words by their keys, for templates. */
  public Map<String, String> words() {
    return words;
  }

  /** Whether there are words for a key. */
  public boolean has(String key) {
    return words.containsKey(key);
  }

  /** The words for a key, with {@code {0}}, {@code {1}} … replaced. */
  public String get(String key, Object... arguments) {
    String text = words.get(key);
    if (text == null) {
      throw new IllegalArgumentException("a report has no words for " + key);
    }
    return Sentence.filled(text, List.of(arguments));
  }

  /** A number with its digits, a dash when it is not known. */
  public String number(@Nullable Double value, int digits) {
    if (value == null || !Double.isFinite(value)) {
      return UNKNOWN;
    }
    String text = String.format(locale, "%." + digits + "f", value);
    return text.matches("-[0.,]+") ? text.substring(1) : text.replace('-', '−');
  }

  /** An argument of a {@link Sentence}: a number as the language writes it, else what it is. */
  public String argument(String argument) {
    Matcher number = NUMBER.matcher(argument);
    if (!number.matches()) {
      return argument;
    }
    String digits = number.group(2);
    int point = digits.indexOf('.');
    return (number.group(1).equals("-") ? "−" : number.group(1))
        + number(Double.valueOf(digits), point < 0 ? 0 : digits.length() - point - 1);
  }

  /** A sentence of the program: in this language where it has it, else in English. */
  public String sentence(Sentence said) {
    String key = "say-" + said.key();
    return has(key)
        ? get(key, said.arguments().stream().map(this::argument).toArray())
        : said.english();
  }

  /** Sentences one after the other; {@code english} where they are not known as data. */
  String sentences(List<Sentence> said, String english) {
    return said.isEmpty()
        ? english
        : said.stream().map(this::sentence).collect(Collectors.joining(" "));
  }

  /** A date, a dash when it is not known. */
  public String date(@Nullable LocalDate date) {
    return date == null ? UNKNOWN : format("format-date", date);
  }

  /** Date and time of day. */
  public String moment(TemporalAccessor at) {
    return format("format-moment", at);
  }

  private String format(String key, TemporalAccessor at) {
    return DateTimeFormatter.ofPattern(get(key), locale).format(at);
  }

  /** What was typed or read, a dash where there is nothing. */
  public static String text(@Nullable String text) {
    return text == null || text.isBlank() ? UNKNOWN : text.strip();
  }
}
