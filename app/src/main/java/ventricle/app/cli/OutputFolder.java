package ventricle.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The rule for folders that are written to. */
final class OutputFolder {

  private OutputFolder() {}

  /**
   * @param force whether a folder with files in it will do
   * @throws UsageException when it is a file, or holds files and force is not given
   */
  static void requireEmpty(Path folder, boolean force) throws UsageException, IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException(folder + " is not a folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (!force && entries.findAny().isPresent()) {
        throw new UsageException(folder + " is not empty; name another folder, or use --force");
      }
    }
  }
}
