package ventricle.engine.store.db;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import ventricle.engine.domain.Sha256;
import ventricle.engine.store.StudyKey;

/** Made-up studies for tests. */
final class StudyEntries {

  private static final List<String> FIRST = List.of("Zoë", "Ágnes", "Bo", "Chidi", "Dana", "Émile");
  private static final List<String> LAST = List.of("Öberg", "Adams", "Nkemelu", "Müller", "Santos");

  private StudyEntries() {}

  static StudyKey key(int n) {
    return new StudyKey(Sha256.ofParts("study", String.valueOf(n)));
  }

  static StudyEntry of(int n) {
    return named(n, LAST.get(n % LAST.size()) + " " + FIRST.get(n % FIRST.size()));
  }

  static StudyEntry named(int n, String name) {
    return new StudyEntry(
        key(n),
        "1.2.3." + n,
        name,
        "ID-%05d".formatted(n),
        n % 2 == 0 ? "F" : "M",
        20.0 + n % 60,
        LocalDate.of(2020, 1, 1).plusDays(n % 2000),
        6 + n % 8,
        20 + n % 12,
        1.4,
        n % 3 == 0 ? "Siemens Avanto" : "GE Signa",
        List.of(Path.of("/data/study-" + n)));
  }
}
