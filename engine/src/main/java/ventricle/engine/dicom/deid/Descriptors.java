package ventricle.engine.dicom.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ventricle.engine.dicom.DataElement;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Value;
import ventricle.engine.dicom.Vr;

/**
 * What may stay of descriptions (PS3.15 section E.3.5): words of a list, which are those of scanner
 * protocols, unless one is a name in the same patient's files. Everything else goes: other words,
 * numbers, dates, signs.
 */
final class Descriptors {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Set<Tag> NUMBERS =
      Set.of(Tags.PATIENT_ID, Tag.of("OtherPatientIDs"), Tags.ACCESSION_NUMBER);

  private final Set<String> known;
  private final Set<String> names = new HashSet<>();

  private Descriptors(Set<String> known) {
    this.known = known;
  }

  /** For the files of one patient. */
  static Descriptors ofOnePatient() {
    try (InputStream in = Descriptors.class.getResourceAsStream("protocol-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("missing resource protocol-words.txt");
      }
      return new Descriptors(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
              .lines()
              .filter(line -> !line.startsWith("#"))
              .flatMap(line -> Stream.of(line.split(" ")))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes note of names and numbers of persons, wherever they stand. */
  void learn(DataSet dataSet) {
    for (DataElement e : dataSet.elements()) {
      if (e.value() instanceof Value.Items(var items)) {
        items.forEach(this::learn);
      } else if ((e.vr() == Vr.PN || NUMBERS.contains(e.tag()))
          && e.value() instanceof Value.Text(String text)) {
        words(text).map(Descriptors::folded).forEach(names::add);
      }
    }
  }

  /** Whether a representation is that of words, which can be cleaned. */
  static boolean cleans(Vr vr) {
    return switch (vr) {
      case LO, LT, SH, ST, UC, UT -> true;
      default -> false;
    };
  }

  /** What stays of a description; empty when nothing does. */
  Optional<String> cleaned(String text) {
    String left =
        words(text)
            .filter(word -> known.contains(folded(word)) && !names.contains(folded(word)))
            .collect(Collectors.joining(" "));
    return left.isEmpty() ? Optional.empty() : Optional.of(left);
  }

  private static Stream<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group);
  }

  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
