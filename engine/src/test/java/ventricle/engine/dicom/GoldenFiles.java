package ventricle.engine.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that {@code src/test/resources/dicom/make_golden.py} wrote, and what is in them. */
public final class GoldenFiles {

  private GoldenFiles() {}

  public static Path folder() {
    try {
      return Path.of(GoldenFiles.class.getResource("/dicom/expected.json").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Path file(String name) {
    return folder().resolve(name);
  }

  public static JsonNode expected() {
    try {
      return new ObjectMapper().readTree(file("expected.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the images whose pixel values are known. */
  public static List<String> images() {
    return expected().get("images").properties().stream().map(e -> e.getKey()).toList();
  }

  /** Names of the files whose patient name is known. */
  public static List<String> texts() {
    return expected().get("texts").properties().stream().map(e -> e.getKey()).toList();
  }

  /** All files, also those that must be refused. */
  public static List<Path> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".dcm")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
