package ventricle.engine.store.db;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.store.OwnerFiles;

/**
 * The last row seen of each database's audit, in a file of the user's folder: without it nobody
 * could tell an audit whose end was cut off from one that never was longer. Only ever moves on.
 */
public final class AuditHeads {

  private static final Logger LOG = LoggerFactory.getLogger(AuditHeads.class);

  /**
   * A row that was there.
   *
   * @param hash what sealed it
   */
  public record Head(long seq, String hash) {}

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param file need not be there yet
   */
  public AuditHeads(Path file) {
    this.file = file;
  }

  Optional<Head> of(String database) {
    return Optional.ofNullable(read().get(database));
  }

  /** Remembers a row, unless a later one was seen. A failure is logged; the audit goes on. */
  void saw(String database, Head head) {
    try {
      var unused =
          OwnerFiles.alone(
              file.resolveSibling(file.getFileName() + ".lock"), () -> remember(database, head));
    } catch (IOException e) {
      LOG.warn("how far the audit reaches is not remembered: {}", e.getClass().getSimpleName());
    }
  }

  private boolean remember(String database, Head head) throws IOException {
    Map<String, Head> heads = new TreeMap<>(read());
    Head known = heads.get(database);
    if (known != null && known.seq() >= head.seq()) {
      return false;
    }
    heads.put(database, head);
    OwnerFiles.replace(file, json.writeValueAsBytes(heads));
    return true;
  }

  private Map<String, Head> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return json.readValue(Files.readAllBytes(file), new TypeReference<Map<String, Head>>() {});
    } catch (IOException e) {
      LOG.warn("how far the audit reached cannot be read: {}", e.getClass().getSimpleName());
      return Map.of();
    }
  }
}
