package ventricle.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Sha256;
import ventricle.engine.files.Folders;
import ventricle.engine.store.StoreException.Kind;

/**
 * Folders and files that were opened lately, latest first, so that a study can be offered again. A
 * path may name a patient: the file is its owner's alone and nothing of it is logged.
 */
public final class RecentStudies {

  private static final Logger LOG = LoggerFactory.getLogger(RecentStudies.class);
  private static final int KEPT = 50;

  private final Path file;
  private final JsonMapper mapper = JsonMapper.builder().build();

  /**
   * @param file where the list is kept; need not be there yet
   */
  public RecentStudies(Path file) {
    this.file = file;
  }

  /**
   * Something that was opened.
   *
   * @param paths what was opened together, as absolute paths
   * @param openedUtc ISO 8601 time
   * @param title what the worklist shows: without the patient's name
   * @param person a digest that tells one person from another, see {@link #person}; null when the
   *     study names nobody
   * @param studyDate ISO 8601 date of the examination; null when unknown
   */
  public record Entry(
      List<String> paths,
      String openedUtc,
      String title,
      @Nullable String person,
      @Nullable String studyDate) {

    public Entry {
      paths = List.copyOf(paths);
    }

    /** Of nobody that is known. */
    public Entry(List<String> paths, String openedUtc, String title) {
      this(paths, openedUtc, title, null, null);
    }

    private boolean isBefore(Entry other) {
      return studyDate != null
          && other.studyDate != null
          && studyDate.compareTo(other.studyDate) < 0;
    }
  }

  /** A digest of who was examined; null when the header has no patient's number. */
  public static @Nullable String person(Patient patient) {
    String id = patient.id();
    return id == null || id.isBlank()
        ? null
        : Sha256.ofParts("person", id.strip(), String.valueOf(patient.birthDate()));
  }

  /**
   * The same person's examination before this one; where dates do not tell, the other one that was
   * opened last.
   */
  public Optional<Entry> previous(Entry now) {
    List<Entry> others =
        list().stream()
            .filter(e -> e.person() != null && e.person().equals(now.person()))
            .filter(e -> !e.paths().equals(now.paths()))
            .toList();
    return others.stream()
        .filter(e -> e.isBefore(now))
        .max(Comparator.comparing(e -> String.valueOf(e.studyDate())))
        .or(() -> others.stream().filter(e -> !now.isBefore(e)).findFirst());
  }

  private record Listing(String schema, List<Entry> studies) {}

  /** Latest first; empty where there is no list or it cannot be read. */
  public List<Entry> list() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return List.copyOf(
          mapper.readValue(Files.readString(file), new TypeReference<Listing>() {}).studies());
    } catch (IOException e) {
      LOG.warn("the list of recent studies cannot be read: {}", e.getClass().getSimpleName());
      return List.of();
    }
  }

  /** Puts an entry first; an older one of the same paths goes. */
  public void add(Entry entry) throws StoreException {
    List<Entry> entries = new ArrayList<>(list());
    entries.removeIf(old -> old.paths().equals(entry.paths()));
    entries.addFirst(entry);
    write(entries.subList(0, Math.min(KEPT, entries.size())));
  }

  /** Takes an entry off the list. */
  public void remove(List<String> paths) throws StoreException {
    List<Entry> entries = new ArrayList<>(list());
    entries.removeIf(old -> old.paths().equals(paths));
    write(entries);
  }

  private void write(List<Entry> entries) throws StoreException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Folders.createForOwner(folder);
      }
      String json = mapper.writeValueAsString(new Listing("ventricle-recent/1", entries));
      SafeFiles.replace(file, json.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list that cannot be written", e);
    } catch (IOException e) {
      throw new StoreException(
          Kind.CANNOT_WRITE, "The list of recent studies cannot be written.", e);
    }
  }
}
