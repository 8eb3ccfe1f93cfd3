package ventricle.engine.files;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Makes folders and takes them away. */
public final class Folders {

  private Folders() {}

  /**
   * Creates a folder and the parents it lacks; what is created is its owner's alone. Where the file
   * system knows no POSIX permissions the parent's own apply.
   */
  public static void createForOwner(Path folder) throws IOException {
    if (!posix(folder.getFileSystem())) {
      Files.createDirectories(folder);
      return;
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Takes a folder away with all that lies in it; does nothing where there is none. */
  public static void discard(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Whether files have owners, groups and others. */
  public static boolean posix(FileSystem files) {
    return files.supportedFileAttributeViews().contains("posix");
  }
}
