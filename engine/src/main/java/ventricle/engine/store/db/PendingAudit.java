package ventricle.engine.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.store.OwnerFiles;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;

/**
 * Rows for the audit that wait for the database, in a file so that they outlive the program.
 * Several programs may share the file.
 */
public final class PendingAudit {

  private static final Logger LOG = LoggerFactory.getLogger(PendingAudit.class);

  /**
   * A row to be.
   *
   * @param id a UUID, which the row keeps: a row that is handed over twice is added once
   * @param happened UTC, ISO 8601, by this machine's clock
   */
  record Entry(
      String id,
      String reader,
      String machine,
      @Nullable String study,
      String action,
      SortedMap<String, String> facts,
      String happened) {

    Entry {
      // rows that waited before they had one
      id = Objects.requireNonNullElseGet(id, () -> UUID.randomUUID().toString());
    }

    /** Something that happens now. */
    static Entry of(String reader, String machine, @Nullable StudyKey study, AuditEvent event) {
      return new Entry(
          UUID.randomUUID().toString(),
          reader,
          machine,
          study == null ? null : study.hash(),
          event.action(),
          event.facts(),
          Instant.now().toString());
    }
  }

  /** Who takes what waited. */
  interface Taker {
    AuditLog.Row take(Entry entry) throws StoreException;
  }

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();

  /** What the disk refused; later than all that is in the file. */
  private final List<Entry> unwritten = new ArrayList<>();

  /**
   * @param file need not be there yet
   */
  public PendingAudit(Path file) {
    this.file = file;
  }

  synchronized boolean isEmpty() {
    return unwritten.isEmpty() && !Files.exists(file);
  }

  synchronized int size() {
    int written = 0;
    try {
      written = Files.exists(file) ? alone(() -> read().size()) : 0;
    } catch (IOException e) {
      LOG.warn("audit rows that wait cannot be counted: {}", e.getClass().getSimpleName());
    }
    return written + unwritten.size();
  }

  /** Where the disk refuses it waits in memory. */
  synchronized void add(Entry entry) {
    unwritten.add(entry);
    try {
      alone(
          () -> {
            List<Entry> all = new ArrayList<>(read());
            all.addAll(unwritten);
            write(all);
            return all.size();
          });
      unwritten.clear();
    } catch (IOException e) {
      LOG.warn("{} audit rows wait in memory only", unwritten.size());
    }
  }

  /**
   * Hands all over, oldest first, while no other program does; what was not taken goes on waiting.
   *
   * @return how many were taken
   * @throws StoreException the taker's
   */
  synchronized int handTo(Taker taker) throws StoreException {
    int taken = 0;
    if (Files.exists(file)) {
      try {
        taken = alone(() -> handFile(taker));
      } catch (IOException e) {
        LOG.warn("audit rows go on waiting: {}", e.getClass().getSimpleName());
      }
    }
    while (!unwritten.isEmpty()) {
      taker.take(unwritten.getFirst());
      unwritten.removeFirst();
      taken++;
    }
    return taken;
  }

  private int handFile(Taker taker) throws IOException, StoreException {
    List<Entry> entries = read();
    int taken = 0;
    try {
      for (Entry entry : entries) {
        taker.take(entry);
        taken++;
      }
    } finally {
      write(entries.subList(taken, entries.size()));
    }
    return taken;
  }

  private <X extends Exception> int alone(OwnerFiles.Alone<Integer, X> work) throws IOException, X {
    return OwnerFiles.alone(file.resolveSibling(file.getFileName() + ".lock"), work);
  }

  private void write(List<Entry> entries) throws IOException {
    if (entries.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      OwnerFiles.replace(file, json.writeValueAsBytes(entries));
    }
  }

  /** What is no list of rows is kept aside: it may be a later program's, or mended by hand. */
  private List<Entry> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return List.copyOf(json.readValue(bytes, new TypeReference<List<Entry>>() {}));
    } catch (JsonProcessingException e) {
      Files.move(file, OwnerFiles.aside(file));
      LOG.warn("audit rows that waited cannot be read and were kept aside");
      return List.of();
    }
  }
}
