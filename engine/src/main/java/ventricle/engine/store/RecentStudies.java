package ventricle.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
   */
  public record Entry(List<String> paths, String openedUtc, String title) {
    public Entry {
      paths = List.copyOf(paths);
    }
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
        SafeFiles.createFolder(folder);
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
