package ventricle.app.prefs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.store.OwnerFiles;

/** Keeps {@link PacsSettings} in a file that only its owner may read. */
public final class PacsSettingsFile {

  private static final Logger LOG = LoggerFactory.getLogger(PacsSettingsFile.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;

  public PacsSettingsFile(Path file) {
    this.file = file;
  }

  /** What was kept; a file that cannot be read counts as none. */
  public PacsSettings load() {
    if (!Files.isRegularFile(file)) {
      return PacsSettings.UNKNOWN;
    }
    try {
      PacsSettings read = JSON.readValue(Files.readAllBytes(file), PacsSettings.class);
      return read == null ? PacsSettings.UNKNOWN : read;
    } catch (IOException e) { // not with its words, which quote the file
      LOG.warn("the archive's settings cannot be read: {}", e.getClass().getSimpleName());
      return PacsSettings.UNKNOWN;
    }
  }

  public void save(PacsSettings settings) throws IOException {
    OwnerFiles.replace(
        file.toAbsolutePath(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(settings));
  }
}
