package ventricle.engine.store.db;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.store.OwnerFiles;

/** Rows for the audit that wait for the database, in a file so that they outlive the program. */
public final class PendingAudit {

  private static final Logger LOG = LoggerFactory.getLogger(PendingAudit.class);

  /**
   * A row to be.
   *
   * @param happened UTC, ISO 8601, by this machine's clock
   */
  record Entry(
      String reader,
      String machine,
      @Nullable String study,
      String action,
      SortedMap<String, String> facts,
      String happened) {}

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();
  private List<Entry> entries;

  /**
   * @param file need not be there yet
   */
  public PendingAudit(Path file) {
    this.file = file;
    this.entries = read();
  }

  synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  synchronized List<Entry> all() {
    return List.copyOf(entries);
  }

  synchronized void add(Entry entry) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry);
    keep(more);
  }

  /** Replaces what waits; where the disk refuses it waits in memory. */
  synchronized void keep(List<Entry> left) {
    entries = List.copyOf(left);
    try {
      if (entries.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        OwnerFiles.replace(file, json.writeValueAsBytes(entries));
      }
    } catch (IOException e) {
      LOG.warn("{} audit rows wait in memory only", entries.size());
    }
  }

  private List<Entry> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return List.copyOf(
          json.readValue(Files.readAllBytes(file), new TypeReference<List<Entry>>() {}));
    } catch (IOException e) {
      LOG.warn("audit rows that waited cannot be read: {}", e.getClass().getSimpleName());
      return List.of();
    }
  }
}
