package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.Patient;

/** Which examination of the same person came before. */
class PreviousStudyTest {

  private static final Patient ADA =
      new Patient("4711", "Lovelace^Ada", "F", LocalDate.of(1815, 12, 10), null, null, null);

  @TempDir Path folder;
  private Path file;
  private RecentStudies recent;

  @BeforeEach
  void makeList() {
    file = folder.resolve("recent.json");
    recent = new RecentStudies(file);
  }

  private static RecentStudies.Entry entry(String path, Patient patient, @Nullable String date) {
    return new RecentStudies.Entry(
        List.of(path), "2026-11-21T10:00:00Z", "cine", RecentStudies.person(patient), date);
  }

  @Test
  void theLatestOfTheEarlierOnesIsFound() throws StoreException {
    recent.add(entry("/a", ADA, "2020-01-01"));
    recent.add(entry("/b", ADA, "2023-01-01"));
    recent.add(entry("/c", ADA, "2026-01-01"));
    assertThat(recent.previous(entry("/now", ADA, "2025-01-01")).orElseThrow().paths())
        .containsExactly("/b");
  }

  @Test
  void nobodyElsesAndNotItself() throws StoreException {
    Patient other = new Patient("4712", "Lovelace^Ada", "F", null, null, null, null);
    recent.add(entry("/other", other, "2020-01-01"));
    recent.add(entry("/nobody", Patient.UNKNOWN, "2020-01-01"));
    recent.add(entry("/now", ADA, "2025-01-01"));
    assertThat(recent.previous(entry("/now", ADA, "2025-01-01"))).isEmpty();
    assertThat(recent.previous(entry("/now", Patient.UNKNOWN, "2025-01-01"))).isEmpty();
  }

  @Test
  void withoutDatesTheOneOpenedLastIsTaken() throws StoreException {
    recent.add(entry("/a", ADA, null));
    recent.add(entry("/b", ADA, null));
    assertThat(recent.previous(entry("/now", ADA, "2025-01-01")).orElseThrow().paths())
        .containsExactly("/b");
  }

  @Test
  void theListNamesNobodyAndListsOfBeforeAreRead() throws Exception {
    recent.add(entry("/a", ADA, "2020-01-01"));
    assertThat(Files.readString(file)).doesNotContain("4711", "Lovelace", "1815");
    Files.writeString(
        file,
        """
        {"schema":"ventricle-recent/1","studies":[
        {"paths":["/old"],"openedUtc":"2026-11-21T10:00:00Z","title":"cine"}]}
        """);
    assertThat(recent.list()).hasSize(1);
    assertThat(recent.previous(entry("/now", ADA, null))).isEmpty();
  }
}
