package ventricle.app.prefs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.store.OwnerFiles;

/** Keeps {@link Preferences} as JSON; a file that cannot be read counts as none. */
public final class PreferencesFile {

  private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;

  public PreferencesFile(Path file) {
    this.file = file;
  }

  public Preferences load() {
    if (!Files.isRegularFile(file)) {
      return Preferences.DEFAULT;
    }
    try {
      Preferences read = JSON.readValue(Files.readString(file), Preferences.class);
      return read == null ? Preferences.DEFAULT : read;
    } catch (JsonProcessingException e) {
      LOG.warn("preferences are not readable and start afresh: {}", e.getOriginalMessage());
    } catch (IOException e) {
      LOG.warn("preferences cannot be read: {}", e.getClass().getSimpleName());
    }
    return Preferences.DEFAULT;
  }

  /**
   * Writes beside the file and moves into place; a failure is logged, nothing else depends on it.
   */
  public void save(Preferences preferences) {
    try {
      // its owner's alone: the last folder may name a patient
      OwnerFiles.replace(
          file.toAbsolutePath(),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(preferences));
    } catch (IOException e) {
      LOG.warn("preferences cannot be written: {}", e.getClass().getSimpleName());
    }
  }
}
