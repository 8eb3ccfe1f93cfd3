package ventricle.app.prefs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.exchange.ExportPart;
import ventricle.engine.store.OwnerFiles;

/**
 * What was exported last and where to, kept between runs.
 *
 * @param parts what is written
 * @param place folder in which the last export made its own; null before the first
 */
public record ExportChoice(Set<ExportPart> parts, @Nullable String place) {

  /** The standard files, nowhere yet. */
  public static final ExportChoice DEFAULT = new ExportChoice(ExportPart.STANDARD, null);

  private static final Logger LOG = LoggerFactory.getLogger(ExportChoice.class);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();

  public ExportChoice {
    EnumSet<ExportPart> known = EnumSet.noneOf(ExportPart.class);
    if (parts != null) {
      parts.stream().filter(java.util.Objects::nonNull).forEach(known::add);
    }
    parts = Set.copyOf(known.isEmpty() ? ExportPart.STANDARD : known);
  }

  @Override
  public String toString() {
    return "ExportChoice" + parts; // the place may name a patient
  }

  /** What a file says; the default when it says nothing that can be understood. */
  public static ExportChoice load(Path file) {
    if (Files.isRegularFile(file)) {
      try {
        ExportChoice read = JSON.readValue(Files.readString(file), ExportChoice.class);
        return read == null ? DEFAULT : read;
      } catch (JsonProcessingException e) {
        LOG.warn("the choice of files to export is not readable and starts afresh");
      } catch (IOException e) {
        LOG.warn("the choice of files to export: {}", e.getClass().getSimpleName());
      }
    }
    return DEFAULT;
  }

  /** Keeps it for its owner alone; a failure is logged, nothing else depends on it. */
  public void save(Path file) {
    try {
      OwnerFiles.replace(file.toAbsolutePath(), JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      LOG.warn("the choice of files to export is not kept: {}", e.getClass().getSimpleName());
    }
  }
}
